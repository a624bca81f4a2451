"""Whom a run's notices about one ticket told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hindesk.explain.doings import Doing
from hindesk.replay.rule_codes import NO_METRIC
from hindesk.store.store import Store

_TOLD: Final = """
    select metric, cycle, rule, notice, sent, wanted, reached from told
    where run = $run and ticket = $ticket
    order by all
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One recipient of one notice: of which notice, who was wanted, as the policy says, and who that was (or None)."""

    metric: int
    cycle: int
    rule: int
    notice: int
    sent: int
    wanted: str
    reached: str | None


def read_told(store: Store, *, run: int, ticket: int) -> tuple[Told, ...]:
    """Whom a run told about a ticket, by their numbers in the store, in order."""
    rows = store.cursor().execute(_TOLD, {"run": run, "ticket": ticket}).fetchall()
    return tuple(Told(*row) for row in rows)


def told_by(doing: Doing, told: Iterable[Told]) -> tuple[Told, ...]:
    """Those of the recipients whom this doing told."""
    metric, cycle = (NO_METRIC, 0) if doing.metric is None else (doing.metric, doing.cycle)
    key = metric, cycle, doing.number, doing.notice, doing.at
    return tuple(one for one in told if (one.metric, one.cycle, one.rule, one.notice, one.sent) == key)
