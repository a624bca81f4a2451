"""What a policy did with the ticket of a case, as the replay has it. Instants are UTC microseconds."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.cases.values import Fact
from hindesk.explain.moments import Trace


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
class View:
    """A ticket as of one instant: its facts (None: nothing), its clocks in order of metric and cycle, and the walk."""

    at: int
    facts: dict[Fact, str | None]
    clocks: tuple[ClockFound, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket's life under a policy, up to the end of its case.

    Args:
        openings: the codes of the policy's slots at its creation, before the policy sets anything.
        views: its views by instant.
        notices: every notice, in order.
    """

    openings: tuple[int, ...]
    views: dict[int, View]
    notices: tuple[NoticeFound, ...]
