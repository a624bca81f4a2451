"""The values that fields are compared with: what is wrong with them, and the form in which the engine takes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.events import PRIORITIES
from hindesk.policy.findings import unknown
from hindesk.policy.values import Operator, Test
from hindesk.policy.words import FIXED_VALUES


def as_test(name: str, operator: Operator, values: tuple[str, ...]) -> Test:
    """Return the comparison as the engine makes it: ranks of priorities spelled out, dates in one form."""
    if name in FIXED_VALUES:
        values = tuple(value.lower() for value in values)
    if name == "priority" and operator in {"above", "below"} and values[:1] and values[0] in PRIORITIES:
        rank = PRIORITIES.index(values[0])
        return Test(name, "in", PRIORITIES[rank + 1 :] if operator == "above" else PRIORITIES[:rank])
    if operator in {"before", "after"}:
        values = tuple(_instant(value) or value for value in values)
    return Test(name, operator, values)


def value_problem(name: str, operator: str, value: str) -> str | None:
    """Say what is wrong with a value for this field and operator, if anything is."""
    if name in FIXED_VALUES and operator not in {"contains", "matches", "starts_with"}:
        return _fixed_problem(name, operator, value)
    if operator in {"above", "below"}:
        return None if _is_number(value) else f"expected a number, found {value!r}"
    if operator in {"before", "after"}:
        return None if _instant(value) else f"expected a date such as 2026-05-04 or 2026-05-04T09:00, found {value!r}"
    return _pattern_problem(value) if operator == "matches" else None


def _fixed_problem(name: str, operator: str, value: str) -> str | None:
    """Say what is wrong with a value of a field whose values are known beforehand."""
    known, word = FIXED_VALUES[name], value.lower()
    if word not in known:
        return unknown(name, value, known)
    if operator in {"before", "after"} or (operator in {"above", "below"} and name != "priority"):
        return f"{name!r} can't be compared with {operator!r}"
    if (operator, word) in {("above", known[-1]), ("below", known[0])}:
        return f"no {name} is {operator} {word!r}"
    return None


def _is_number(value: str) -> bool:
    """Tell whether a text is a plain number."""
    try:
        return float(value) == float(value) and value.lower().lstrip("+-")[:1] != "i"
    except ValueError:
        return False


def _instant(value: str) -> str | None:
    """Return a date as it is, a date and time to the second (with `Z` where a zone is named), or None for neither."""
    try:
        if len(value) == len("2026-05-04"):
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value).replace(microsecond=0)
        named = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return f"{named.replace(tzinfo=None).isoformat()}Z" if named else moment.isoformat()


def _pattern_problem(pattern: str) -> str | None:
    """Ask the engine that will match it whether a regular expression is one."""
    try:
        pc.match_substring_regex(pa.array([""]), pattern=pattern)
    except (pa.ArrowInvalid, UnicodeError) as error:
        reason = str(error).removeprefix("Invalid regular expression: ")
        return f"{pattern!r} is not a regular expression that can be matched: {reason}"
    return None
