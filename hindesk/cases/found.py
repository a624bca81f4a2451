"""What a policy did with the ticket of a case, as the replay has it. Instants are UTC microseconds."""

from __future__ import annotations

from dataclasses import dataclass, field

from hindesk.cases.reachable import Key
from hindesk.cases.values import Fact
from hindesk.explain.moments import Trace
from hindesk.policy.trees import End


@dataclass(frozen=True, slots=True)
class ClockFound:
    """A clock that has, or had, a target: the metric's name, its number among the metric's clocks, what it is."""

    metric: str
    cycle: int
    verdict: str
    due: int | None


@dataclass(frozen=True, slots=True)
class NoticeFound:
    """A notice that was sent: of the `notice`-th in the list of a rule (by number) for a metric.

    One of an automation rule has the rule's name for its metric, and AUTOMATION for its level.

    Args:
        to: the sorted names of those whom it reached; '' is nobody.
    """

    sent: int
    metric: str
    cycle: int
    level: int
    to: tuple[str, ...]
    rule: int
    notice: int


@dataclass(frozen=True, slots=True)
class LapseFound:
    """A lapse: since when, from what, who had the ticket (None: of a sensitive matter), until when, and how it ended.

    `until` is None where it lasts, and `ended` is a word of `lapse_codes.ENDS`.
    """

    since: int
    rule: str
    holder: str | None
    unknown: bool
    until: int | None
    ended: str


@dataclass(frozen=True, slots=True)
class ApprovalFound:
    """An approval that was asked for: when, which, and whether it was there."""

    at: int
    name: str
    approved: bool


@dataclass(frozen=True, slots=True)
class View:
    """A ticket as of one instant: its facts (None: nothing), its clocks in order of metric and cycle, and the walk.

    `tagged` are the tags that the policy gave, sorted, in small letters, `traits` the names of its traits, sorted.
    """

    at: int
    facts: dict[Fact, str | None]
    clocks: tuple[ClockFound, ...]
    trace: Trace
    tagged: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeFound:
    """What a policy makes of a ticket's creation.

    Args:
        form: the form to which it belongs; None: none.
        missing: the fields that the form shows and that have no value, sorted.
        leads: by the name of each tree, where it leads; None: nowhere.
        reached: the forms, their fields and the branches that it reached.
    """

    form: str | None = None
    missing: tuple[str, ...] = ()
    leads: dict[str, End | None] = field(default_factory=dict)
    reached: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket's life under a policy, up to the end of its case.

    Args:
        openings: the codes of the policy's slots at its creation, before the policy sets anything.
        views: its views by instant.
        notices: every notice, in order.
        last: the view at the end of the case.
        thanked: whether a message of the customer only said thanks, so that the ticket stayed solved.
        intake: what the policy makes of its creation.
        lapses: every lapse, in order.
        approvals: every approval that was asked for, in order.
    """

    openings: tuple[int, ...]
    views: dict[int, View]
    notices: tuple[NoticeFound, ...]
    last: View
    thanked: bool = False
    intake: IntakeFound = field(default_factory=IntakeFound)
    lapses: tuple[LapseFound, ...] = ()
    approvals: tuple[ApprovalFound, ...] = ()
