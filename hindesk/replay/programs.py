"""Conditions as short programs over leaves, and the growing memory that they are written to."""

from __future__ import annotations

from typing import TypeVar

from hindesk.policy.values import All, Any, Choice, Condition, Not, Test
from hindesk.replay.codes import ALWAYS, BOTH, EITHER, NEVER, OPPOSITE, SIGNALS
from hindesk.replay.truth import Truth, truth_of
from hindesk.replay.vocabulary import Vocabulary

T = TypeVar("T")


class Programs:
    """Writes conditions and tables into `p` and truth tables into `truth`; equal ones are written once."""

    def __init__(self, slots: tuple[str, ...], words: Vocabulary, p: list[int]) -> None:
        """Begin behind the header that `p` holds.

        `signals` are the signals by name, tasks' among them; `calendars` the names of calendars by number.
        """
        self.signals = dict(SIGNALS)
        self.calendars: tuple[str, ...] = ()
        self.slots = slots
        self.words = words
        self.p = p
        self.truth: list[Truth] = []
        self._length = 0
        self._leaves: dict[Test, int] = {}
        self._programs: dict[Condition, int] = {}
        self.watched: list[int] = []

    def add(self, numbers: list[int]) -> int:
        """Append numbers and return the place of the first."""
        place = len(self.p)
        self.p.extend(numbers)
        return place

    def program(self, condition: Condition) -> int:
        """Return the place of a condition's program: its length, then its steps."""
        if condition not in self._programs:
            steps = self._steps(condition)
            self._programs[condition] = self.add([len(steps), *steps])
        return self._programs[condition]

    def watch(self, condition: Condition | None) -> int:
        """Return the number of a condition that is tested at every change of the state: from 1, 0 for none."""
        if condition is None:
            return 0
        place = self.program(condition)
        if place not in self.watched:
            self.watched.append(place)
        return self.watched.index(place) + 1

    def choose(self, choice: Choice[T]) -> list[T | None]:
        """Return a choice's value for each code of the field that it depends on; the first case that matches."""
        field = choice.by or ""
        texts = self.words.texts[field]
        values: list[T | None] = [choice.otherwise] * len(texts)
        for case, value in reversed(choice.cases):
            for code in self._codes(field, case):
                values[code] = value
        return values

    def _codes(self, field: str, case: str) -> list[int]:
        found = truth_of(Test(field, "is", (case,)), self.words.texts[field], self._categories(field))
        return [int(code) for code in found.nonzero()[0]]

    def _steps(self, condition: Condition) -> list[int]:
        match condition:
            case Test(field="tags", operator="contains") | Test(field="tags", operator="is_set", values=("true",)):
                return self._tags(condition)
            case Test():
                return [self._leaf(condition)]
            case Not(part=part):
                return [*self._steps(part), OPPOSITE]
            case All(parts=parts):
                return self._joined(parts, BOTH, ALWAYS)
            case Any(parts=parts):
                return self._joined(parts, EITHER, NEVER)

    def _joined(self, parts: tuple[Condition, ...], operation: int, empty: int) -> list[int]:
        if not parts:
            return [empty]
        steps = self._steps(parts[0])
        for part in parts[1:]:
            steps += [*self._steps(part), operation]
        return steps

    def _leaf(self, test: Test) -> int:
        if test not in self._leaves:
            table = truth_of(test, self.words.texts[test.field], self._categories(test.field))
            self._leaves[test] = self.add([self.slots.index(test.field), self.add_truth(table)])
        return self._leaves[test]

    def add_truth(self, table: Truth) -> int:
        """Append a truth table and return its place."""
        self.truth.append(table)
        self._length += len(table)
        return self._length - len(table)

    def _tags(self, test: Test) -> list[int]:
        """Return the steps of a comparison of tags, which also holds for tags that the policy gave."""
        steps = [self._leaf(test)]
        asked = {f"tag:{value.lower()}" for value in test.values}
        for slot in self.slots:
            if slot.startswith("tag:") and (test.operator == "is_set" or slot in asked):
                steps += [self._leaf(Test(slot, "is_set", ("true",))), EITHER]
        return steps

    def _categories(self, field: str) -> Truth | None:
        return self.words.categories if field == "status" else None
