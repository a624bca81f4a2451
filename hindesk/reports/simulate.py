"""What a simulation found: attainment before and after, the reasons, and the clocks that change their verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.zones import zone
from hindesk.events import Fidelity
from hindesk.policy.values import Policy
from hindesk.reports.cells import instant, share
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.report import Report
from hindesk.reports.run_notes import LACKS
from hindesk.simulate.attainment import FEWEST_WEEKS, REPLICATES
from hindesk.simulate.comparison import Simulation
from hindesk.simulate.reasons import TOGETHER
from hindesk.simulate.tables import CHANGES
from hindesk.store.store import Store

View = Literal["attainment", "reasons", "changed"]
"""Which table of a simulation is shown."""

OPEN_LOOP: Final = (
    "People did what they did; only the rules change. Whether anyone would have acted otherwise under the new policy, "
    "history can't tell"
)
"""What every report on a simulation says."""

_NAMES: Final = {"attainment": "simulation", "reasons": "simulation_reasons", "changed": "simulation_changed"}
_SHARES: Final = ("old_attainment_share", "new_attainment_share")
_JUDGED: Final = ("met", "breached", "not measured")
_INTERVAL: Final = (
    f"95 % intervals: the weeks in which tickets were created, drawn again {REPLICATES:,} times; "
    f"none where judged clocks come from fewer than {FEWEST_WEEKS} weeks"
)
_REASONS: Final = (
    "A reason is an aspect of the new policy that changes the clock's verdict in the old policy all by itself; "
    f"`{TOGETHER}`: none does alone"
)
_FIDELITY: Final = "select source, count(*) from tickets where fidelity < ? group by source order by source"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is reported on: the simulation with its two policies and its store."""

    store: Store
    new: Policy
    old: Policy
    found: Simulation


def report_on(compared: Compared, view: View, limit: int | None = None) -> Report:
    """One of the three tables of a simulation's clocks, with at most so many rows.

    Args:
        compared: the simulation.
        view: `attainment`: by metric and segment under both policies, notes tell each metric's change with its
            reasons; `reasons`: how many clocks change their verdict, by metric and reason; `changed`: those clocks.
        limit: the most rows; a note says how many there are.
    """
    found = compared.found
    whole = {"attainment": found.segments, "reasons": found.reasons, "changed": found.changed}[view]
    table, cuts = cut(whole, limit)
    said = (*_sentences(found), _INTERVAL, *_unjudged(found)) if view == "attainment" else (_REASONS,)
    notes = (*cuts, *said, *_one_sided(found), *_given(compared.store), OPEN_LOOP)
    return Report(_NAMES[view], _title(compared), table, notes)


def _title(compared: Compared) -> str:
    found = compared.found
    at = instant(found.as_of, zone(compared.new.time_zone))
    changed = f"{counted(found.changed.num_rows, 'changed verdict')}, as of {at}"
    return f"{compared.new.name} in place of {compared.old.name}: {counted(found.tickets, 'ticket')}, {changed}"


def _sentences(found: Simulation) -> Iterator[str]:
    """One sentence a metric: what attainment becomes, and which clocks change for which reasons."""
    for row in found.overall.to_pylist():
        reasons = found.reasons.filter(pc.equal(found.reasons["metric"], pa.scalar(row["metric"]))).to_pylist()
        changes = "; ".join([_attained(row), *_changes(reasons)])
        yield f"{row['metric']}: {changes}"


def _attained(row: dict[str, Any]) -> str:
    old, new = ("–" if row[name] is None else share(row[name]) for name in _SHARES)
    said = f"attainment {old} → {new}"
    if row["points"] is None:
        return said
    points = f"{_signed(row['points'])} points"
    if row["points_low"] is None:
        return f"{said} ({points})"
    return f"{said} ({points}, 95 % interval {_signed(row['points_low'])} to {_signed(row['points_high'])})"


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace("+0.0", "0.0").replace("-0.0", "0.0").replace("-", "−")


def _changes(reasons: list[dict[str, Any]]) -> Iterator[str]:
    for change in CHANGES:
        name = change.replace(" ", "_")
        whys = [(row["why"], row[name]) for row in reasons if row[name]]
        listed = ", ".join(f"{why} {count:,}" for why, count in sorted(whys, key=_most_first))
        if whys:
            total = sum(count for _, count in whys)
            yield f"{total:,} {'changed otherwise' if change == CHANGES[-1] else change} ({listed})"


def _most_first(why: tuple[str, int]) -> tuple[int, str]:
    return -why[1], why[0]


def _unjudged(found: Simulation) -> Iterator[str]:
    for side in ("old", "new"):
        clocks: Counter[str] = Counter()
        for row in found.endings.to_pylist():
            if row[f"{side}_verdict"] not in _JUDGED:
                clocks[_ending(row[f"{side}_verdict"], row[f"{side}_missing"])] += row["clocks"]
        if clocks:
            listed = ", ".join(f"{count:,} {ending}" for ending, count in sorted(clocks.items(), key=_by_ending))
            yield f"Not judged under the {side} policy: {listed}"


def _by_ending(ending: tuple[str, int]) -> tuple[int, str]:
    return -ending[1], ending[0]


def _ending(verdict: str, missing: int) -> str:
    lacks = ", ".join(words for part, words in LACKS.items() if missing & part)
    return f"{verdict} ({lacks})" if lacks else verdict


def _one_sided(found: Simulation) -> Iterator[str]:
    for side, other, metrics in (("old", "new", found.only_old), ("new", "old", found.only_new)):
        if metrics:
            yield f"Only the {side} policy measures {', '.join(metrics)}: nothing to compare"
        clocks = sum(row["clocks"] for row in found.endings.to_pylist() if row[f"{other}_verdict"] == "not measured")
        if clocks:
            yield f"{counted(clocks, 'clock')} of these tickets exist under the {side} policy only"


def _given(store: Store) -> Iterator[str]:
    rows = store.cursor().execute(_FIDELITY, [int(Fidelity.EVENTS)]).fetchall()
    if rows:
        said = ", ".join(f"{source} ({counted(count, 'ticket')})" for source, count in rows)
        yield f"Without a history of changes, fields count as they are at the end: {said}"
