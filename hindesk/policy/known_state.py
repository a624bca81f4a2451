"""What is known of a ticket after rules have set some of its fields, and whether a condition can hold then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.automation import Action
from hindesk.policy.values import All, Any, Condition, Not, Test

RAISED = "tier"
"""What rules set that is no field: it only rises, and nothing hears it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Fields with the values that rules gave them, and the tags that they gave; the rest may be anything."""

    fields: frozenset[tuple[str, str]] = frozenset()
    tags: frozenset[str] = frozenset()

    def after(self, action: Action) -> Known:
        """Return what is known once an action is done."""
        fields = {**dict(self.fields), **given(action)}
        return Known(frozenset(fields.items()), self.tags | {tag.lower() for tag in action.tags})

    def changed_by(self, action: Action) -> frozenset[str]:
        """Return the fields that an action may give another value."""
        have = dict(self.fields)
        return frozenset(field for field, value in given(action).items() if have.get(field) != value)


def given(action: Action) -> dict[str, str]:
    """Return the fields that an action sets, with their values in lower case."""
    return {field: value.lower() for field, value in action.sets if field != RAISED}


def can_hold(condition: Condition, known: Known) -> bool:
    """Return whether a condition may hold, whatever is not known."""
    return holds(condition, known) is not False


def holds(condition: Condition, known: Known) -> bool | None:
    """Return whether a condition holds; None where what is known does not tell."""
    match condition:
        case Test():
            return _test(condition, known)
        case Not(part=part):
            found = holds(part, known)
            return None if found is None else not found
        case All(parts=parts):
            every = [holds(part, known) for part in parts]
            return False if False in every else None if None in every else True
        case Any(parts=parts):
            some = [holds(part, known) for part in parts]
            return True if True in some else None if None in some else False


def together(conditions: list[Condition], known: Known) -> bool:
    """Return whether conditions may hold of one ticket whose other fields nothing changes meanwhile."""
    allowed: dict[str, frozenset[str]] = {}
    fixed = {field for field, _ in known.fields} | {"status", "tags"}
    for test in (test for condition in conditions for test in _demanded(condition)):
        if test.operator in {"is", "in"} and test.field not in fixed:
            values = frozenset(value.lower() for value in test.values)
            allowed[test.field] = allowed.get(test.field, values) & values
    return all(allowed.values())


def _demanded(condition: Condition) -> Iterator[Test]:
    """Yield the comparisons without which a condition can't hold."""
    match condition:
        case Test():
            yield condition
        case All(parts=parts):
            for part in parts:
                yield from _demanded(part)
        case _:
            return


def _test(test: Test, known: Known) -> bool | None:
    """Return whether a comparison holds, if its field is known."""
    if test.field == "tags":
        has = {value.lower() for value in test.values} & known.tags
        asks = (test.operator == "contains" and has) or (test.operator == "is_set" and known.tags)
        return True if asks else None
    value = dict(known.fields).get(test.field)
    return None if value is None else _compared(test, value)


def _compared(test: Test, value: str) -> bool | None:
    """Return whether a comparison holds of a value in lower case; None for numbers and dates."""
    values = [one.lower() for one in test.values]
    match test.operator:
        case "is" | "in" | "not":
            return (value in values) != (test.operator == "not")
        case "contains":
            return any(one in value for one in values)
        case "starts_with":
            return value.startswith(tuple(values))
        case "matches":
            texts = pa.array([value])
            return any(
                bool(pc.match_substring_regex(texts, pattern=one, ignore_case=True)[0].as_py()) for one in test.values
            )
        case "is_set":
            return True
        case _:
            return None
