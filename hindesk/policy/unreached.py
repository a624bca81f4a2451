"""Rules of a first-match section that no ticket gets to, because those above take every ticket that they match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.policy.known_state import Known, together
from hindesk.policy.values import All, Any, Condition, Not, Test

_EQUAL: Final = ("is", "in")
_PRESENT: Final = ("is", "in", "contains", "matches", "starts_with", "above", "below", "before", "after")


def why_unreached(conditions: Sequence[Condition], number: int, *, lines: Sequence[int], known: Known) -> str | None:
    """Return why no ticket gets to the rule of this number; None if one may.

    Args:
        conditions: what the section's rules match, in their order.
        number: the rule's place among them, counted from 0.
        lines: the line of each rule.
        known: what is known of any ticket.
    """
    when, above = conditions[number], conditions[:number]
    if not together([when], known):
        return "this rule never matches: its conditions can't hold of one ticket"
    taken = not together([when, *map(Not, above)], known)
    for place, condition in enumerate(above):
        if implies(when, condition) or (taken and not together([when, Not(condition)], known)):
            every = "every ticket" if condition == All() else "every ticket that this one matches"
            return f"this rule is never reached: rule {place + 1} on line {lines[place]} matches {every}"
    if taken:
        return "this rule is never reached: the rules above match every ticket that this one matches"
    return None


def implies(one: Condition, other: Condition) -> bool:
    """Return whether the other condition holds wherever one does, as far as their form tells."""
    if one == other:
        return True
    if isinstance(other, All):
        return all(implies(one, part) for part in other.parts)
    if isinstance(one, Any):
        return all(implies(part, other) for part in one.parts)
    if isinstance(one, Not) and isinstance(other, Not):
        return implies(other.part, one.part)
    if isinstance(one, Test) and isinstance(other, Test):
        return one.field == other.field and _implied(one, other)
    some = [implies(one, part) for part in other.parts] if isinstance(other, Any) else []
    every = [implies(part, other) for part in one.parts] if isinstance(one, All) else []
    return any(some) or any(every)


def _implied(one: Test, other: Test) -> bool:
    """Return whether one comparison of a field holds only where another of the same field does."""
    if other.operator == "is_set":
        return one.operator in _PRESENT and other.values != ("false",)
    alike = one.operator == other.operator or {one.operator, other.operator} <= {*_EQUAL}
    if one.operator == "not":
        one, other = other, one
    taken = (any(_within(one, value.lower(), whole.lower()) for whole in other.values) for value in one.values)
    return alike and all(taken)


def _within(test: Test, value: str, whole: str) -> bool:
    """Return whether a comparison with one value, in lower case, holds only where one with the other does."""
    match test.operator:
        case "contains" if test.field != "tags":
            return whole in value
        case "starts_with":
            return value.startswith(whole)
        case "above" | "below" if test.field != "priority":
            return value == whole or (float(value) > float(whole)) == (test.operator == "above")
        case _:
            return value == whole
