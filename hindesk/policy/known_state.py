"""What is known of a ticket after rules have set some of its fields, and whether a condition can hold then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.automation import Action
from hindesk.policy.values import All, Any, Condition, Not, Test
from hindesk.policy.words import CATEGORIES

STATUS: Final = "status"
"""The field whose values conditions also know by their category."""

RAISED: Final = "tier"
"""What rules set that is no field: it only rises, and nothing hears it."""

_MANY: Final = 50


@dataclass(frozen=True, slots=True)
class Known:
    """Fields with the values that rules gave them, and the tags that they gave; the rest may be anything.

    `statuses` are the statuses whose category the policy says, in lower case, each with its category; a category's name
    is of that one if the policy says nothing else. None: nobody knows what the policy says.
    """

    fields: frozenset[tuple[str, str]] = frozenset()
    tags: frozenset[str] = frozenset()
    statuses: frozenset[tuple[str, str]] | None = None

    def after(self, action: Action) -> Known:
        """Return what is known once an action is done."""
        fields = {**dict(self.fields), **given(action)}
        return replace(self, fields=frozenset(fields.items()), tags=self.tags | {tag.lower() for tag in action.tags})

    def changed_by(self, action: Action) -> frozenset[str]:
        """Return the fields that an action may give another value."""
        have = dict(self.fields)
        return frozenset(field for field, value in given(action).items() if have.get(field) != value)

    def categories(self, status: str) -> tuple[str, ...]:
        """Return the categories that a status may have: one where the policy or its own name tells, else all."""
        word = status.lower()
        told = "" if self.statuses is None else dict(self.statuses).get(word, word)
        return (told,) if told in CATEGORIES else CATEGORIES


def nothing_known(statuses: Mapping[str, str]) -> Known:
    """Return what is known of any ticket: the categories that a policy gives to statuses."""
    return Known(statuses=frozenset((status.lower(), category) for status, category in statuses.items()))


def given(action: Action) -> dict[str, str]:
    """Return the fields that an action sets, with their values as written: a value in other case is another text."""
    return {field: value for field, value in action.sets if field != RAISED}


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
    demanded: dict[str, list[frozenset[str]]] = {}
    moving = {field for field, _ in known.fields} | {"tags"}
    for test in (test for condition in conditions for test in _demanded(condition)):
        if test.operator in {"is", "in"} and test.field not in moving:
            demanded.setdefault(test.field, []).append(frozenset(value.lower() for value in test.values))
    statuses = demanded.pop(STATUS, [])
    whole = All(tuple(conditions))
    return _one_status(statuses, known) and all(
        _one_of(field, frozenset.intersection(*values), whole) for field, values in demanded.items()
    )


def _one_status(demanded: list[frozenset[str]], known: Known) -> bool:
    """Return whether there may be a status whose name or category each of these has."""
    names = frozenset[str]().union(*demanded) | {""}
    return any(
        all({name, category} & words for words in demanded) for name in names for category in known.categories(name)
    )


def _one_of(field: str, values: frozenset[str], whole: Condition) -> bool:
    """Return whether a condition may hold with one of these values of a field; many values are not looked at."""
    if len(values) > _MANY:
        return True
    return any(can_hold(whole, Known(frozenset({(field, value)}))) for value in values)


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
    if value is None:
        return None
    if test.field == STATUS:
        found = {_compared(test, (value, category)) for category in known.categories(value)}
        return found.pop() if len(found) == 1 else None
    return _compared(test, (value,))


def _compared(test: Test, texts: tuple[str, ...]) -> bool | None:
    """Return whether a comparison holds of one of these texts, in any case; None for numbers and dates."""
    has = {text.lower() for text in texts}
    values = [one.lower() for one in test.values]
    match test.operator:
        case "is" | "in" | "not":
            return has.isdisjoint(values) == (test.operator == "not")
        case "contains":
            return any(one in text for one in values for text in has)
        case "starts_with":
            return any(text.startswith(tuple(values)) for text in has)
        case "matches":
            return any(_matches(pattern, has) for pattern in test.values)
        case "is_set":
            return test.values != ("false",)
        case _:
            return None


def _matches(pattern: str, texts: Iterable[str]) -> bool:
    return any(
        bool(pc.match_substring_regex(pa.array([text]), pattern=pattern, ignore_case=True)[0].as_py()) for text in texts
    )
