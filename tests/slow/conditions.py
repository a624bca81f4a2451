"""Conditions over the texts of a state."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from hindesk.events import TAG_SEPARATOR
from hindesk.policy import values

Texts = Callable[[str], tuple[str, ...]]
"""The texts by which the value of a field may be named; none if the field is empty."""

GIVEN: Final = "tags given by the policy"
"""What stands for a field's name where the tags are asked for that a policy gave."""

NUMBER: Final = r"\s*[+-]?(\d+\.?\d*|\.\d+)\s*"
DATED: Final = r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?Z?)?"


def same(one: str, other: str) -> bool:
    """Whether two names are equal without regard to case."""
    return one.casefold() == other.casefold()


def number(text: str) -> float:
    """The plain decimal that a text writes; not-a-number, which compares with nothing, if it writes none."""
    return float(text) if re.fullmatch(NUMBER, text, re.ASCII) else float("nan")


def dated(text: str, value: str, compare: Callable[[datetime, datetime], bool]) -> bool:
    """Whether two dates, or dates and times in UTC, compare so; other texts don't compare."""
    if not all(re.fullmatch(DATED, one, re.ASCII) for one in (text, value)):
        return False
    try:
        return compare(*[datetime.fromisoformat(one.removesuffix("Z")) for one in (text, value)])
    except ValueError:
        return False


def contains(field: str, text: str, value: str) -> bool:
    """Whether a text contains a part; tags contain whole tags."""
    if field == "tags":
        return any(same(tag, value) for tag in text.split(TAG_SEPARATOR))
    return value.casefold() in text.casefold()


COMPARE: dict[str, Callable[[str, str, str], bool]] = {
    "is": lambda _, text, value: same(text, value),
    "in": lambda _, text, value: same(text, value),
    "contains": contains,
    "matches": lambda _, text, value: re.search(value, text, re.IGNORECASE) is not None,
    "starts_with": lambda _, text, value: text.casefold().startswith(value.casefold()),
    "above": lambda _, text, value: number(text) > number(value),
    "below": lambda _, text, value: number(text) < number(value),
    "before": lambda _, text, value: dated(text, value, lambda a, b: a < b),
    "after": lambda _, text, value: dated(text, value, lambda a, b: a > b),
}


def passes(test: values.Test, texts: tuple[str, ...]) -> bool:
    """Whether a field that goes by these texts passes one comparison."""
    if test.operator == "is_set":
        return bool(texts) == (test.values == ("true",))
    if test.operator == "not":
        return not any(same(text, value) for text in texts for value in test.values)
    compare = COMPARE[test.operator]
    return any(compare(test.field, text, value) for text in texts for value in test.values)


def asks_for_tags(test: values.Test) -> bool:
    """Whether a comparison asks that a ticket has tags; those that a policy gave count there."""
    return test.field == "tags" and (
        test.operator == "contains" or (test.operator, test.values) == ("is_set", ("true",))
    )


def holds(condition: values.Condition, texts: Texts) -> bool:
    """Whether a condition holds; `texts(GIVEN)` are the tags that a policy gave."""
    if isinstance(condition, values.Test):
        given = texts(GIVEN) if asks_for_tags(condition) else ()
        return passes(condition, texts(condition.field) + given)
    if isinstance(condition, values.Not):
        return not holds(condition.part, texts)
    if isinstance(condition, values.All):
        return all(holds(part, texts) for part in condition.parts)
    return any(holds(part, texts) for part in condition.parts)


def tests_of(condition: values.Condition) -> list[values.Test]:
    """Every comparison in a condition."""
    if isinstance(condition, values.Test):
        return [condition]
    if isinstance(condition, values.Not):
        return tests_of(condition.part)
    return [test for part in condition.parts for test in tests_of(part)]
