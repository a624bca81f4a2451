"""A ticket's state at one moment, what a condition says of it, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from hindesk.events import Category
from hindesk.policy.traits import TRAIT
from hindesk.policy.values import All, Condition, Not, Test
from hindesk.policy.values import Any as Either
from hindesk.replay.compile import Compiled
from hindesk.replay.compile_rules import TAG
from hindesk.replay.truth import truth_of

MOST_VALUES: Final = 6
"""So many values of a comparison are spelled out."""
TAGS: Final = "tags"
LONGEST: Final = 60
"""Characters of a ticket's value that are shown."""

_WORDS: Final = {
    "is": "is",
    "in": "is",
    "not": "is not",
    "contains": "contains",
    "matches": "matches",
    "starts_with": "starts with",
    "above": "is above",
    "below": "is below",
    "before": "is before",
    "after": "is after",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A ticket's fields at one moment: the codes of the policy's slots."""

    compiled: Compiled
    codes: tuple[int, ...]

    def value(self, field: str) -> str | None:
        """The value of a field that the policy looks at; None where it is empty."""
        (found,) = self._array(field).to_pylist()
        return found

    def shown(self, field: str) -> str:
        """The same for people: cut, a status with its category, and tags with those that the policy gave."""
        value = self.value(field)
        if field == TAGS:
            value = ", ".join(filter(None, (value, *(f"{tag} (by the policy)" for tag in self._given())))) or None
        if value is None:
            return "empty"
        text = value if len(value) <= LONGEST else f"{value[: LONGEST - 1].rstrip()}…"
        if field != "status":
            return text
        category = Category(self.compiled.vocabulary.categories[self._code(field)]).name.lower()
        return text if category == text.lower() else f"{text} ({category})"

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is true, by the truth tables that the walk looks into."""
        match condition:
            case Test():
                return self._test(condition)
            case Not(part=part):
                return not self.holds(part)
            case All(parts=parts):
                return all(self.holds(part) for part in parts)
            case Either(parts=parts):
                return any(self.holds(part) for part in parts)

    def _test(self, test: Test) -> bool:
        """The comparison's truth table, of the one value that the ticket has."""
        status = test.field == "status"
        categories = self.compiled.vocabulary.categories[[self._code(test.field)]] if status else None
        return bool(truth_of(test, self._array(test.field), categories)[0]) or self._is_given(test)

    def _is_given(self, test: Test) -> bool:
        """Whether a comparison of tags holds by those that the policy gave; only those that ask for some can."""
        if test.field != TAGS or test.operator not in ("contains", "is_set") or test.values == ("false",):
            return False
        given = self._given()
        return bool(given) if test.operator == "is_set" else any(value.lower() in given for value in test.values)

    def _given(self) -> tuple[str, ...]:
        """The tags that the policy gave to the ticket."""
        held = zip(self.compiled.slots, self.codes, strict=True)
        return tuple(slot.removeprefix(TAG) for slot, code in held if code and slot.startswith(TAG))

    def why(self, condition: Condition) -> str:
        """The comparisons that make a condition true, or false, with the ticket's values; empty if there are none."""
        return "; ".join(dict.fromkeys(self._phrase(test) for test in self._deciding(condition)))

    def _deciding(self, condition: Condition) -> list[Test]:
        """The comparisons that decide: of several that would each do, the first."""
        match condition:
            case Test():
                return [condition]
            case Not(part=part):
                return self._deciding(part)
        enough = isinstance(condition, Either)
        sufficient = [part for part in condition.parts if self.holds(part) is enough]
        return [test for part in (sufficient[:1] or condition.parts) for test in self._deciding(part)]

    def _phrase(self, test: Test) -> str:
        if test.field.startswith(TRAIT):
            has = "has" if self.value(test.field) else "does not have"
            return f"{has} the trait {test.field.removeprefix(TRAIT)!r}"
        own = self.shown(test.field)
        said = f"{test.field} {comparison(self._narrowed(test))}"
        return said if said.lower() == f"{test.field} is {own}".lower() else f"{said} – the ticket's is {own}"

    def _narrowed(self, test: Test) -> Test:
        """The same comparison with those of its values alone that hold, where it holds by any of them."""
        if test.operator in ("not", "is_set") or not self.holds(test):
            return test
        return replace(test, values=tuple(one for one in test.values if self.holds(replace(test, values=(one,)))))

    def _code(self, field: str) -> int:
        return self.codes[self.compiled.slots.index(field)]

    def _array(self, field: str) -> pa.StringArray:
        return self.compiled.vocabulary.texts[field].slice(self._code(field), 1)


def comparison(test: Test) -> str:
    """A comparison without its field: `is Acme, Hanbit`, `contains refund`, `is set`."""
    if test.operator == "is_set":
        return "is not set" if test.values == ("false",) else "is set"
    more = len(test.values) - MOST_VALUES
    listed = ", ".join(test.values[:MOST_VALUES])
    return f"{_WORDS[test.operator]} {listed}{f' and {more} more' if more > 0 else ''}"
