"""When the notices of one clock are sent if nothing happens to it: a reading of docs/concepts/escalation.md."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.policy.escalation import Notice
from tests.slow.clocks import Clock
from tests.slow.conditions import holds
from tests.slow.hours import Hours
from tests.slow.life import State


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice of a clock, by its place in the rule's list, with its point and the instant at which it is sent."""

    clock: Clock
    place: int
    notice: Notice
    point: int
    sent: int


def amount_of(notice: Notice, target: int, hours: Hours) -> int:
    """The open time after which a notice stands."""
    if notice.measure == "percent":
        return max(0, target + notice.offset * target // 100)
    if notice.measure == "business_day":
        return max(0, target + notice.offset * hours.business_day())
    return max(0, target + notice.offset)


def wall_point(clock: Clock, notice: Notice, target: int) -> int | None:
    """The instant that lies so much wall clock before or after due; what comes after due waits for the breach."""
    due, passed = clock.due(clock.since[0])[0], clock.passed(target)
    if due is None or passed is None:
        return None
    return due + notice.offset if notice.offset < 0 else max(due + notice.offset, passed)


def point_of(clock: Clock, notice: Notice) -> int | None:
    """The point of a notice of a clock that runs on; None: never."""
    terms = clock.terms
    if terms.target is None or terms.hours is None:
        return None
    if notice.measure == "wall":
        point = wall_point(clock, notice, terms.target)
    else:
        point = clock.passed(amount_of(notice, terms.target, terms.hours))
    return None if point is None else max(point, terms.given)


def looked_at(at: int, every: int) -> int:
    """The first instant from this one on at which the help desk looks at its clocks."""
    return -(-at // every) * every if every else at


def upcoming(clock: Clock, state: State, every: int) -> list[Telling]:
    """What will be told of a clock from its last settled instant on if its ticket stays so, in its rule's order."""
    tellings = []
    for place, notice in enumerate(clock.notices(clock.terms) if clock.phase == "running" else ()):
        point = None if place in clock.told else point_of(clock, notice)
        wanted = notice.when is None or holds(notice.when, state.texts)
        if point is not None and wanted:
            sent = looked_at(max(point, clock.since[0]), every)
            tellings.append(Telling(clock, place, notice, point, sent))
    return tellings
