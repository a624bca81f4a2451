"""Sensitive matters in public: how many tickets, and how long until they moved to a private channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, DURATION, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.named_rules import named_rules, no_section
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.reports.untold import ENDING, needs_of_conditions, untold
from hindesk.store.store import Store

_COUNTS: Final[Columns] = {
    "tickets": COUNT,
    "lapses": COUNT,
    "time": DURATION,
    "moved": COUNT,
    "median_until_moved": DURATION,
    "p90_until_moved": DURATION,
    "over_in_public": COUNT,
    "changed": COUNT,
    "still_public": COUNT,
}
_MATTERS: Final[Columns] = {"matter": TEXT, **_COUNTS}
_CHANNELS: Final[Columns] = {"matter": TEXT, "channel": TEXT, **_COUNTS}
_NONE: Final = {name: 0 for name in _COUNTS if not name.endswith("until_moved")}
_MEANS: Final = (
    "A lapse is a time in which the ticket was about the matter and public: it moved, was over (solved, closed, merged "
    "or deleted) in public, or changed, so that it was no longer about the matter"
)
_TIMES: Final = "Times are by the wall clock, day and night; what is still public counts until the end of the run"
_CHANNEL: Final = "channel is the ticket's when the lapse began, as its history tells it"
_IN_RUN: Final = "select count(distinct ticket) from lapses where run = $run and section = 2"


@dataclass(frozen=True, slots=True)
class SensitiveReports:
    """Two answers: by matter how its tickets left the public, and the same by channel."""

    matters: Report
    channels: Report


def sensitive(store: Store, run: KeptRun) -> SensitiveReports:
    """Tell how long tickets about sensitive matters were public in a run, in the order of the policy's matters.

    Args:
        store: an open store.
        run: the run.

    Returns:
        One row a matter: `tickets` that were public while they were about it, `lapses`, the `time` of all, how many
        `moved` with half and nine tenths of the times until they did, and how many were `over_in_public`, `changed` or
        are `still_public`. Then one row a channel with the same counts.

    Raises:
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    names = named_rules(policy.sensitive, None, section="sensitive", run=run)
    found = rows(store.cursor(), sql("sensitive"), {"run": run.run, "as_of": run.as_of}).to_pylist()
    whole = {row["rule"]: row for row in found if row["whole"]}
    told = [(name, *_counts(whole.get(number, _NONE))) for number, name in names.items()]
    split = [(names[row["rule"]], row["channel"], *_counts(row)) for row in found if not row["whole"]]
    return SensitiveReports(
        Report("sensitive", _title(store, run, told), table_of(_MATTERS, told), _notes(store, run, policy)),
        Report("sensitive_channels", "By channel", table_of(_CHANNELS, split), (_CHANNEL,) if split else ()),
    )


def _counts(row: Mapping[str, Any]) -> list[Any]:
    return [row.get(name) for name in _COUNTS]


def _title(store: Store, run: KeptRun, told: Sequence[Sequence[Any]]) -> str:
    tickets = store.cursor().execute(_IN_RUN, {"run": run.run}).fetchall()[0][0]
    lapses, moved = (sum(row[1 + list(_COUNTS).index(name)] for row in told) for name in ("lapses", "moved"))
    return f"{run.name}: {counted(tickets, 'ticket')} about sensitive matters in public, {moved:,} of {lapses:,} moved"


def _notes(store: Store, run: KeptRun, policy: Policy) -> tuple[str, ...]:
    given = given_notes(store, run)
    if not policy.sensitive:
        return (no_section("sensitive", run), *given)
    conditions = (one for matter in policy.sensitive for one in (matter.when, matter.public))
    needs = ENDING | needs_of_conditions(conditions, policy)
    return (_MEANS, _TIMES, *untold(store, run, needs, what="matters"), *given)
