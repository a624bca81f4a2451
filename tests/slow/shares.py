"""Where the counted time of a clock went: the bucket of every moment of a ticket's life."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

from hindesk.events import Actor, Flag, Kind
from tests.slow.life import Moment, State

HOUR = 3_600_000_000
BUCKETS = ("unassigned", "waiting_inside", "waiting_on_customer", "handed_over", "untouched", "worked", "idle")


@dataclass(frozen=True, slots=True)
class Care:
    """What matters for the buckets after a moment.

    `was_held` says that someone had the ticket already, `passed` when it last got into other hands (its creation
    counts), `bound` that the moment ends a stretch and begins the next.
    """

    awaiting: bool = False
    handed: bool = False
    acted: bool = False
    was_held: bool = False
    passed: int | None = None
    bound: bool = True
    bucket: str = ""


def changes(moment: Moment, name: str) -> bool:
    """Whether a moment leaves a field with another text."""
    return moment.before.value(name) != moment.after.value(name)


def passes_on(moment: Moment) -> bool:
    """Whether a moment changes the team or assigns the ticket."""
    assigned = changes(moment, "assignee") and bool(moment.after.value("assignee"))
    return assigned or changes(moment, "team") or "created" in moment.signals


def hands_over(care: Care, moment: Moment) -> bool:
    """Whether a moment takes the ticket from a team, or gives it to another person than the one who had it."""
    assigned = changes(moment, "assignee") and bool(moment.after.value("assignee"))
    return (assigned and care.was_held) or (changes(moment, "team") and bool(moment.before.value("team")))


def is_act(moment: Moment) -> bool:
    """Whether a moment is an act: an agent's message, or a change by an agent or by nobody knows whom."""
    event = moment.event
    if event is None:
        return False
    if event.kind == Kind.MESSAGE:
        return event.actor == Actor.AGENT
    return event.kind == Kind.CHANGE and event.actor in (Actor.AGENT, Actor.UNKNOWN)


def awaiting(care: Care, moment: Moment) -> bool:
    """Whether the last public message is a human agent's and no customer has answered."""
    event = moment.event
    if event is None or event.kind != Kind.MESSAGE:
        return care.awaiting
    if event.actor == Actor.CUSTOMER:
        return False
    if Flag.PUBLIC in event.flags:
        return event.actor == Actor.AGENT and Flag.AUTOMATIC not in event.flags
    return care.awaiting


def bucket_of(state: State, care: Care) -> str:
    """The first bucket that applies; `work` is worked or idle, which its length decides."""
    category = state.category()
    applies = {
        "unassigned": not state.value("assignee"),
        "waiting_inside": category == "on_hold",
        "waiting_on_customer": category == "waiting_on_customer" or care.awaiting,
        "handed_over": care.handed,
        "untouched": not care.acted,
    }
    return next((bucket for bucket, holds in applies.items() if holds), "work")


def after_part(care: Care, part: Moment) -> Care:
    """What matters after an event alone, or after one deed of the policy; buckets follow later.

    An act at the instant in which the ticket was passed on is none of its holder's.
    """
    passed = part.at if passes_on(part) else care.passed
    act = is_act(part) and passed != part.at
    return replace(
        care,
        awaiting=awaiting(care, part),
        handed=not act and (care.handed or hands_over(care, part)),
        acted=care.acted or (act and care.was_held),
        was_held=care.was_held or bool(part.after.value("assignee")),
        passed=passed,
        bound=care.bound or act or passes_on(part),
    )


def care_after(care: Care, moment: Moment) -> Care:
    """What matters after a moment: after its event and then each deed of the policy, with the bucket of it all."""
    after = reduce(after_part, moment.parts(), replace(care, bound=False))
    bucket = bucket_of(moment.after, after)
    return replace(after, bucket=bucket, bound=after.bound or bucket != care.bucket)


def cares_of(moments: list[Moment]) -> list[Care]:
    """The care after each moment."""
    care = Care()
    cares = []
    for moment in moments:
        care = care_after(care, moment)
        cares.append(care)
    return cares


def work_bucket(index: int, stop: int, cares: list[Care], instants: list[int]) -> str:
    """Worked or idle, by the wall clock from the last bound to the next one, or to the clock's stop if that is earlier.

    `instants` has the instant of every moment, and last that of the judgement.
    """
    last = max(number for number in range(index + 1) if cares[number].bound)
    following = (number for number in range(index + 1, len(cares)) if cares[number].bound)
    end = min(next(following, stop), stop)
    return "worked" if instants[end] - instants[last] <= HOUR else "idle"
