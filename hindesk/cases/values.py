"""Cases as frozen values: a ticket with its history, and what is expected when. Instants are UTC microseconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from hindesk.events import Actor, Flag, Kind
from hindesk.policy.trees import End
from hindesk.yaml_source import Place

Ending = Literal["over", "moved", "changed"]
Verdict = Literal["met", "breached", "running", "paused", "cancelled"]
Fact = Literal["rule", "tier", "priority", "team", "assignee", "status", "routed"]

MINUTE: Final = 60_000_000
SECOND: Final = 1_000_000

AUTOMATION: Final = -1
"""The level of a notice that an automation rule sends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as it is written: to the minute or to the second; `grain` is that unit in microseconds."""

    at: int
    grain: int = MINUTE

    def means(self, at: int | None) -> bool:
        """Tell whether an instant is this one, as far as it is written."""
        return at is not None and at // self.grain == self.at // self.grain


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a case's history; `field` and `value` are those of a change, `value` alone a message's text."""

    at: int
    kind: Kind
    actor: Actor
    flags: Flag = Flag.NONE
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ClockWanted:
    """What a clock must be: its verdict, its due, or both; None: anything."""

    verdict: Verdict | None
    due: Moment | None


@dataclass(frozen=True, slots=True)
class NoticeWanted:
    """A notice that must be sent; `level` 0 is a reminder, `to` the sorted names of those whom it reaches.

    The name '' is nobody; `line` is where it stands. One of an automation rule has the rule's name for its metric, and
    AUTOMATION for its level.
    """

    sent: Moment
    metric: str
    cycle: int
    level: int
    to: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class LapseWanted:
    """A lapse that there must be; `line` is where it stands.

    Args:
        since: when it begins.
        rule: the name of the permission or of the sensitive matter.
        holder: who has the ticket; None: it is of a sensitive matter.
        unknown: whether the roster does not know the holder.
        until: when it ends; None: it lasts.
        ended: how; None: it lasts.
    """

    since: Moment
    rule: str
    holder: str | None
    unknown: bool
    until: Moment | None
    ended: Ending | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ApprovalWanted:
    """An approval that must be asked for: when, which, and whether it is there; `line` is where it stands."""

    at: Moment
    name: str
    approved: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ticket that came before: the instant of its creation, and its fields then."""

    created: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must hold at one instant.

    Args:
        at: the instant; everything up to it counts.
        place: where it stands.
        facts: what the ticket is; None: nothing, no rule, no tier.
        clocks: by metric, every clock that it has by then, in the order in which they started.
        breached: the metric and cycle of every clock that is breached by then; None: it does not say.
        tagged: every tag that the policy gave by then, sorted, in small letters; None: it does not say.
        traits: every trait that it has then, sorted; None: it does not say.
    """

    at: int
    place: Place
    facts: dict[Fact, str | None] = field(default_factory=dict)
    clocks: dict[str, tuple[ClockWanted, ...]] = field(default_factory=dict)
    breached: tuple[tuple[str, int], ...] | None = None
    tagged: tuple[str, ...] | None = None
    traits: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class IntakeWanted:
    """What a policy must make of a ticket's creation.

    Args:
        form: the form's name, or `none`; None: the case does not say.
        missing: the fields that the form shows and that have no value, sorted; None: the case does not say.
        trees: by the name of each tree that the case names, where it must lead; None: nowhere.
        lines: by key of the case, the line on which that stands.
    """

    form: str | None = None
    missing: tuple[str, ...] | None = None
    trees: dict[str, End | None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One ticket and what a policy must do with it.

    Args:
        name: what the case shows, in a sentence.
        place: where it stands.
        created: the instant of the ticket's creation.
        actor: who made it.
        fields: its fields at creation.
        steps: what happened to it then, in order.
        until: the last instant that counts.
        expects: what must hold, and when.
        told: every notice that must be sent before `until`; None: the case does not say.
        intake: what the policy must make of its creation.
        lapses: every lapse that there must be by `until`; None: the case does not say.
        approvals: every approval that must be asked for by `until`; None: the case does not say.
        earlier: the tickets that came before it.
    """

    name: str
    place: Place
    created: int
    actor: Actor
    fields: dict[str, str]
    steps: tuple[Step, ...]
    until: int
    expects: tuple[Expectation, ...]
    told: tuple[NoticeWanted, ...] | None
    intake: IntakeWanted = field(default_factory=IntakeWanted)
    lapses: tuple[LapseWanted, ...] | None = None
    approvals: tuple[ApprovalWanted, ...] | None = None
    earlier: tuple[Earlier, ...] = ()
