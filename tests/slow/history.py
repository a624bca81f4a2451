"""What the slow replay takes and gives: one ticket's history, and the judgement of a policy on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.events import Actor, Flag, Kind, Knows
from hindesk.policy.automation import Doer

DOERS: Final[dict[Actor, Doer]] = {
    Actor.CUSTOMER: "customer",
    Actor.AGENT: "agent",
    Actor.UNKNOWN: "agent",
    Actor.BOT: "system",
    Actor.SYSTEM: "system",
}
"""How policies name those who do something."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact; `at_us` is UTC microseconds; a change names its field and new value."""

    at_us: int
    kind: Kind
    actor: Actor = Actor.UNKNOWN
    flags: Flag = Flag.NONE
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """One ticket: events in order, fields at creation, what the events tell, and the category of each status.

    `source` is the help desk that it comes from.
    """

    events: tuple[Event, ...]
    openings: dict[str, str]
    knows: Knows
    categories: dict[str, str]
    source: str = "desk"

    def created(self) -> int:
        """The instant of its creation in UTC microseconds."""
        return self.events[0].at_us


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The verdict on one clock; instants are UTC microseconds, amounts are microseconds of open time."""

    metric: str
    cycle: int
    rule: str | None
    calendar: str | None
    started: int
    due: int | None
    due_recorded: int | None
    stopped: int | None
    elapsed: int
    paused: int
    target: int | None
    verdict: str
    missing: tuple[str, ...]
    buckets: dict[str, int]
    tier: int | None
    priority: str
    team: str
    assignee: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What was sent: of which clock, by which line of its rule, and as things were then.

    The metric of what a rule of automation sends is `automation`.
    """

    metric: str
    cycle: int
    rule: str
    notice: int
    level: int
    point: int
    sent: int
    due: int | None
    missing: tuple[str, ...]
    priority: str
    team: str
    assignee: str
    tier: int | None


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A rule of the section `priority` or `automation`, by its place there, that acted on the ticket.

    Of the section `approvals` those that were `asked` for, and those that were `missing`; of `traits` those that the
    ticket has from then on.
    """

    section: str
    rule: int
    at: int


@dataclass(frozen=True, slots=True)
class LapseRow:
    """A time in which a rule did not hold of the ticket, by its place in its section of the policy.

    `sort` is `outside`, `unknown` or `sensitive`; `ended` is `lasts` (`departed` is None), `over`, `moved` or
    `changed`; the rest is the ticket as it was when the lapse began.
    """

    sort: str
    rule: int
    entered: int
    departed: int | None
    ended: str
    assignee: str
    team: str
    priority: str
    tier: int | None


@dataclass(frozen=True, slots=True)
class TierVisit:
    """A stretch of a ticket's life in one tier; `until` is None for the last."""

    tier: int
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that a policy says of one ticket."""

    clocks: tuple[ClockRow, ...]
    visits: tuple[TierVisit, ...]
    final_tier: int | None
    highest_tier: int | None
    resolving_tier: int | None
    notices: tuple[NoticeRow, ...] = ()
    matches: tuple[MatchRow, ...] = ()
    lapses: tuple[LapseRow, ...] = ()
