"""Conditions as a policy writes them, put together from single tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hindesk.yaml_source import Value


@dataclass(frozen=True, slots=True)
class Asked:
    """One test: a field, or `not`, and what is asked of it: a value, a list of values or operators."""

    field: str
    value: Value

    def condition(self) -> dict[str, Value]:
        """Return it as a condition of its own."""
        return {self.field: self.value}


def all_of(tests: Sequence[Asked]) -> dict[str, Value]:
    """Return the condition that every test holds; without tests, nothing."""
    fields = [test.field for test in tests]
    if len(set(fields)) == len(fields):
        return {test.field: test.value for test in tests}
    return {"all": [test.condition() for test in tests]}


def any_of(tests: Sequence[Asked]) -> Asked | None:
    """Return the test that any of some holds: several values of one field as a list; without tests, None."""
    if len(tests) < 2:
        return tests[0] if tests else None
    fields = {test.field for test in tests}
    values = [value for test in tests for value in (test.value if isinstance(test.value, list) else [test.value])]
    if len(fields) == 1 and not any(isinstance(value, dict) for value in values):
        return Asked(tests[0].field, list(dict.fromkeys(map(_scalar, values))))
    return Asked("any", [test.condition() for test in tests])


def one_or_list(values: Sequence[str]) -> Value:
    """Return one value alone, several as a list, each once."""
    distinct: list[Value] = list(dict.fromkeys(values))
    return distinct[0] if len(distinct) == 1 else distinct


def _scalar(value: Value) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool) else None
