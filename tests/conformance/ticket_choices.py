"""Where hindesk answers otherwise on purpose: rules over a case's content that say whether a choice explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.instants import DAY, SECOND
from tests.conformance.ticket_answers import Replayed, Value
from tests.conformance.ticket_cases import instant
from tests.conformance.ticket_families import Choice
from tests.conformance.ticket_policy import paused_in
from tests.conformance.ticket_sla_words import plain_status

_MINUTE: Final = 60 * SECOND
_AGREEMENT_CHANGES: Final = frozenset({"sla_changed", "calendar_changed"})


def chosen(key: str, expected: Value, found: Value, told: Replayed) -> Choice | None:
    """The choice that explains why hindesk says `found` where a case asserts `expected`, or None."""
    for choice in told.family.choices:
        if key in choice.keys and RULES[choice.where](told) and _as_said(choice, expected, found):
            return choice
    return None


def _as_said(choice: Choice, expected: Value, found: Value) -> bool:
    """Whether two values differ the way in which the choice says that they do."""
    if isinstance(expected, str) and expected in choice.values:
        return choice.values[expected] == found
    sizes = _size(expected), _size(found)
    if sizes[0] is None or sizes[1] is None:
        return False
    if choice.within_seconds is not None:
        return abs(sizes[0] - sizes[1]) < choice.within_seconds * SECOND
    return choice.difference in {"", "more" if sizes[0] > sizes[1] else "less"}


def _size(value: Value) -> float | None:
    """A number as it is, an instant in UTC microseconds; None for what is neither."""
    if isinstance(value, str):
        return instant(value) if value.endswith("Z") else None
    return value if isinstance(value, int | float) else None


def _pauses(told: Replayed) -> Iterator[tuple[int, int]]:
    """The stretches that a case's statuses pause and that have ended."""
    statuses = paused_in(told.case, told.family)
    changes = [event for event in told.case.events if event["kind"] in {"created", "status"}]
    for before, after in pairwise(changes):
        if plain_status(str(before.get("value", ""))) in statuses:
            yield instant(before["at"]), instant(after["at"])


def _paused_outside_hours(told: Replayed) -> bool:
    calendar = told.policy.calendars.get("hours")
    return calendar is not None and any(
        int(BusinessTime(calendar, start - DAY, end + DAY).elapsed(start, end)[0]) < end - start
        for start, end in _pauses(told)
    )


def _pause_ends_within_a_minute(told: Replayed) -> bool:
    return any(end % _MINUTE for _, end in _pauses(told))


def _agreement_changed_after_a_pause(told: Replayed) -> bool:
    changes = [instant(event["at"]) for event in told.case.events if event["kind"] == "sla_changed"]
    held = [end for start, end in _pauses(told) if end > start]
    return any(end <= change for end in held for change in changes)


def _changed_after_a_clock_ended(told: Replayed) -> bool:
    changes = [instant(event["at"]) for event in told.case.events if event["kind"] in _AGREEMENT_CHANGES]
    ends = [clock.stopped for clock in told.clocks if clock.stopped is not None]
    return any(end <= change for end in ends for change in changes)


def _answered_late_before_evaluation(told: Replayed) -> bool:
    ended = [clock.stopped for clock in told.clocks if clock.verdict == "breached" and clock.stopped is not None]
    return told.case.evaluate_at is not None and any(at <= instant(told.case.evaluate_at) for at in ended)


def _evaluated_when_due(told: Replayed) -> bool:
    return told.case.evaluate_at is not None and instant(told.case.evaluate_at) in {clock.due for clock in told.clocks}


def _customer_wrote_twice(told: Replayed) -> bool:
    kinds = [event["kind"] for event in told.case.events if event["kind"] in {"customer_message", "agent_message"}]
    return ("customer_message", "customer_message") in pairwise(kinds)


RULES: Final[Mapping[str, Callable[[Replayed], bool]]] = {
    "always": lambda _: True,
    "paused_outside_hours": _paused_outside_hours,
    "pause_ends_within_a_minute": _pause_ends_within_a_minute,
    "agreement_changed_after_a_pause": _agreement_changed_after_a_pause,
    "changed_after_a_clock_ended": _changed_after_a_clock_ended,
    "answered_late_before_evaluation": _answered_late_before_evaluation,
    "evaluated_when_due": _evaluated_when_due,
    "customer_wrote_twice": _customer_wrote_twice,
}
"""What a choice may ask of a case, by the names that the families' files use."""
