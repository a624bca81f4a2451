"""`simulate`: two policies over the same tickets, and everything that is to be said about the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.policy.values import Policy
from hindesk.replay.engine import wants_machine_code
from hindesk.replay.span import span_of
from hindesk.replay.store_words import StoreWords
from hindesk.simulate.aspects import measured
from hindesk.simulate.attainment import attainment
from hindesk.simulate.bench import Bench, Progress
from hindesk.simulate.clocks import replay_clocks
from hindesk.simulate.lapses import Lapses, lapses_table
from hindesk.simulate.notices import Notices, notices_table
from hindesk.simulate.reasons import reasons
from hindesk.simulate.segments import Selection, decoded, selection, weeks_of
from hindesk.simulate.sql import sql
from hindesk.simulate.tables import OUTCOMES, changed_table, named, reason_table
from hindesk.simulate.words import Names, names_of
from hindesk.store.store import Store

SEED: Final = 1
"""The seed of the intervals where none is given."""

_KEPT: Final = (
    *("ticket", "metric", "cycle", "rule", "due", "elapsed", "target", "verdict", "missing"),
    *("priority", "team", "assignee", "tier"),
)
_INSERT: Final = {
    "old": "insert into old_clocks by name select * from walked",
    "new": "insert into new_clocks by name select * from walked",
}
_OPENED: Final = "select ticket, opened_at from tickets"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a simulation.

    Args:
        by: the dimensions to split attainment by; the metric always is one.
        metrics: the metrics to compare; none: all that either policy has a target for.
        as_of: the last instant that counts, UTC microseconds; None: the last one in the store.
        seed: of the intervals.
    """

    by: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    as_of: int | None = None
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came out.

    Args:
        tickets: how many tickets the store holds.
        as_of: the last instant that counted, UTC microseconds.
        only_old: the metrics that only the old policy measures.
        only_new: those that only the new one measures.
        overall: one row a metric: `metric` and the columns of `attainment.attainment`.
        segments: one row a metric and segment: `metric`, the dimensions, and the same columns.
        endings: how the clocks of both sides ended: `old_verdict`, `new_verdict`, `old_missing`, `new_missing`
            (events.Knows that the history of unknown ones lacks), `clocks`.
        reasons: one row a metric and reason, as `tables.reason_table` gives it.
        changed: one row a changed clock, as `tables.changed_table` gives it; of metrics that both measure.
        notices: one row a level and recipient, as `notices.notices_table` gives it.
        lapses: one row a permission or sensitive matter, as `lapses.lapses_table` gives it.
    """

    tickets: int
    as_of: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    overall: pa.Table
    segments: pa.Table
    endings: pa.Table
    reasons: pa.Table
    changed: pa.Table
    notices: pa.Table
    lapses: pa.Table


def simulate(store: Store, new: Policy, old: Policy, *, progress: Progress, wish: Wish | None = None) -> Simulation:
    """Replay every ticket under both policies and compare them clock by clock: by ticket, metric and cycle.

    The store is only read; it may be open for reading alone.

    Args:
        store: an open store.
        new: the policy to judge.
        old: the policy to compare it with.
        progress: called after each set of tickets.
        wish: what is asked for.

    Raises:
        InputError: the store holds no tickets, or there is no such metric or dimension.
    """
    wish = wish or Wish()
    names, connection = names_of(old, new), store.cursor()
    chosen = _chosen(wish.metrics, measured(old) | measured(new), names)
    by = tuple(name for name in dict.fromkeys(wish.by) if name != "metric")
    split = selection(by, store.fields())
    span = span_of(connection)
    as_of = span.last_at if wish.as_of is None else wish.as_of
    bench = Bench(
        store, connection, StoreWords(store, (old, new)), names, as_of, wants_machine_code(span.events), progress
    )
    connection.execute(sql("sides"))
    for side, policy in (("old", old), ("new", new)):
        _replay(bench, side, policy, chosen, told=wish.metrics)
    connection.execute(sql("pairs"))
    shared = tuple(name for name in chosen if name in measured(old) & measured(new))
    changed = _changed(bench, (old, new), shared)
    counts = _counts(bench, split, new.time_zone)
    return Simulation(
        tickets=span.tickets,
        as_of=bench.as_of,
        only_old=tuple(name for name in chosen if name not in measured(new)),
        only_new=tuple(name for name in chosen if name not in measured(old)),
        overall=_summed(bench, counts, (), wish.seed),
        segments=_summed(bench, counts, by, wish.seed),
        endings=_endings(bench),
        reasons=reason_table(changed, names.metrics),
        changed=changed,
        notices=notices_table(connection),
        lapses=lapses_table(connection),
    )


def _chosen(wanted: tuple[str, ...], known: frozenset[str], names: Names) -> tuple[str, ...]:
    listed = tuple(name for name in names.metrics if name in known)
    for name in wanted:
        if name not in known:
            near, others = did_you_mean(name, listed), f"the policies measure {', '.join(listed)}"
            raise InputError(f"neither policy measures {name!r}", f"{near} {others}" if near else others)
    return tuple(name for name in listed if name in wanted) if wanted else listed


def _replay(bench: Bench, side: str, policy: Policy, chosen: tuple[str, ...], *, told: tuple[str, ...]) -> None:
    """Keep a policy's clocks of the chosen metrics, whom it tells about those of `told` (none: all), and its lapses."""
    notices = Notices(bench.connection, side=side, policy=policy)
    lapses = Lapses(bench.connection, side=side, policy=policy)
    wanted = pa.array([bench.names.metrics.index(name) for name in chosen], pa.int8())
    for walked in replay_clocks(bench, bench.store.cursor(), policy):
        notices.add(walked.notices, told)
        lapses.add(walked.lapses)
        kept = walked.clocks.select(_KEPT).filter(pc.is_in(walked.clocks["metric"], value_set=wanted))
        bench.connection.register("walked", kept)
        bench.connection.execute(_INSERT[side])
        bench.connection.unregister("walked")
        bench.progress(f"replaying the {side} policy", walked.share)


def _changed(bench: Bench, policies: tuple[Policy, Policy], shared: tuple[str, ...]) -> pa.Table:
    """The clocks of the shared metrics that change their verdict, with their reasons."""
    bench.connection.execute(sql("changed"), [[bench.names.metrics.index(name) for name in shared]])
    why = reasons(bench, *policies)
    subject = bench.store.fields()["subject"]
    details = bench.connection.sql(sql("details"), params=[subject]).to_arrow_table()
    return changed_table(details, why, bench.names)


def _endings(bench: Bench) -> pa.Table:
    rows = bench.connection.sql(sql("endings")).to_arrow_table()
    columns = {name: rows[name] for name in rows.column_names}
    columns |= {name: named(rows[name], OUTCOMES) for name in ("old_verdict", "new_verdict")}
    return pa.table(columns)


def _counts(bench: Bench, split: Selection, time_zone: str) -> pa.Table:
    """Clocks by metric, segment and week, as codes."""
    bench.connection.register("weeks", _weeks(bench, time_zone))
    query = sql("counts").replace("/*columns*/", split.columns).replace("/*joins*/", split.joins)
    counts: pa.Table = bench.connection.sql(query, params=list(split.parameters)).to_arrow_table()
    return counts


def _summed(bench: Bench, counts: pa.Table, by: tuple[str, ...], seed: int) -> pa.Table:
    """Attainment with words; metrics in the new policy's order, segments in the order of their words."""
    keys = ("metric", *(f"d{place}" for place in range(len(by))))
    rows = attainment(counts, keys, seed=seed)
    columns: dict[str, Any] = {"metric": named(rows["metric"], bench.names.metrics)}
    for place, name in enumerate(by):
        columns[name] = decoded(name, rows[f"d{place}"].to_numpy(), bench.names, bench.words)
    columns |= {name: rows[name] for name in rows.column_names if name not in keys}
    table = pa.table(columns).append_column("number", rows["metric"])
    return table.sort_by([(name, "ascending") for name in ("number", *by)]).drop_columns("number")


def _weeks(bench: Bench, time_zone: str) -> pa.Table:
    opened = bench.connection.sql(_OPENED).to_arrow_table()
    weeks = weeks_of(opened["opened_at"].to_numpy(), time_zone)
    return pa.table({"ticket": opened["ticket"], "week": pa.array(weeks, pa.int32())})
