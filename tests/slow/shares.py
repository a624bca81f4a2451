"""Where the counted time of a clock went: the bucket of every moment of a ticket's life."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hindesk.events import Actor, Flag, Kind
from tests.slow.life import Moment, State

HOUR = 3_600_000_000
BUCKETS = ("unassigned", "waiting_inside", "waiting_on_customer", "handed_over", "untouched", "worked", "idle")


@dataclass(frozen=True, slots=True)
class Care:
    """What matters for the buckets after a moment: `mark` says that the moment bounds a stretch of work."""

    awaiting: bool = False
    handed: bool = False
    acted: bool = False
    mark: bool = False
    bucket: str = ""


def passes_on(moment: Moment) -> tuple[bool, bool]:
    """Whether a moment assigns the ticket, and whether it hands it over."""
    before, after = moment.before.value("assignee"), moment.after.value("assignee")
    moved = "changed assignee" in moment.signals
    handed = "changed team" in moment.signals or (moved and bool(before) and bool(after))
    return moved and bool(after), handed


def is_act(moment: Moment) -> bool:
    """Whether a moment is an act of an agent: a message, or a change that doesn't pass the ticket on."""
    event = moment.event
    if event.kind == Kind.MESSAGE:
        return event.actor == Actor.AGENT
    by_agent = event.kind == Kind.CHANGE and event.actor in (Actor.AGENT, Actor.UNKNOWN)
    return by_agent and not any(passes_on(moment))


def awaiting(care: Care, moment: Moment) -> bool:
    """Whether the last public message is a human agent's and no customer has answered."""
    event = moment.event
    if event.kind != Kind.MESSAGE:
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


def cares_of(moments: list[Moment]) -> list[Care]:
    """The care after each moment; `acted` counts from the first assignment on."""
    care = Care()
    cares = []
    assigned = False
    for moment in moments:
        act, (assigns, hands_over) = is_act(moment), passes_on(moment)
        care = replace(
            care,
            awaiting=awaiting(care, moment),
            handed=not act and (care.handed or hands_over),
            acted=care.acted or (act and assigned),
            mark=act or assigns or hands_over,
        )
        assigned = assigned or bool(moment.after.value("assignee"))
        cares.append(replace(care, bucket=bucket_of(moment.after, care)))
    return cares


def work_bucket(index: int, stop: int, cares: list[Care], instants: list[int]) -> str:
    """Worked or idle, by the wall clock from the last mark to the next one, or to the clock's stop if that is earlier.

    `instants` has the instant of every moment, and last that of the judgement.
    """
    last = max(number for number in range(index + 1) if cares[number].mark)
    following = (number for number in range(index + 1, len(cares)) if cares[number].mark)
    end = min(next(following, stop), stop)
    return "worked" if instants[end] - instants[last] <= HOUR else "idle"
