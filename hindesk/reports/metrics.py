"""How the clocks of a run went, metric by metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

_NAMES: Final = "select number, name from run_names where run = $run and kind = 'metric' order by number"


@dataclass(frozen=True, slots=True)
class Totals:
    """Clocks that were judged: how many met their target, and how many breached it."""

    met: int
    breached: int

    @property
    def judged(self) -> int:
        """Clocks with one of the two verdicts."""
        return self.met + self.breached

    @property
    def attainment(self) -> float | None:
        """The share of judged clocks that met their target; None without any."""
        return self.met / self.judged if self.judged else None

    def reaches(self, percent: float) -> bool:
        """Whether attainment is at least so many per cent; what nothing was judged of reaches nothing."""
        return self.judged > 0 and 100 * self.met >= percent * self.judged

    def __str__(self) -> str:
        if self.attainment is None:
            return "no clock has a verdict of met or breached"
        said = f"{self.breached:,} of {counted(self.judged, 'judged clock')} breached"
        return f"{said}, attainment {100 * self.attainment:.1f} %"


def metric_numbers(store: Store, run: KeptRun, names: Sequence[str] = ()) -> list[int]:
    """The numbers of a run's metrics of these names; without names, of all.

    Raises:
        InputError: the run's policy has no such metric; the hint names the nearest and all of them.
    """
    numbers = {str(name): int(number) for number, name in store.cursor().execute(_NAMES, {"run": run.run}).fetchall()}
    for name in names:
        if name not in numbers:
            near = did_you_mean(name, numbers)
            listed = f"there are {', '.join(numbers)}"
            raise InputError(f"the policy of {run.name} has no metric {name!r}", f"{near} {listed}" if near else listed)
    return sorted({numbers[name] for name in names or numbers})


def metric_table(store: Store, run: KeptRun, metrics: Sequence[int]) -> pa.Table:
    """One row for each metric that has clocks: clocks, met, breached, attainment_share, and the other verdicts."""
    return rows(store.cursor(), sql("metrics"), {"run": run.run, "metrics": list(metrics)})


def totals(store: Store, run: KeptRun, *, metrics: Sequence[str] = ()) -> Totals:
    """The verdicts of a run's clocks of these metrics, by default of all.

    Raises:
        InputError: the run's policy has no such metric.
    """
    return totals_of(metric_table(store, run, metric_numbers(store, run, metrics)))


def totals_of(table: pa.Table) -> Totals:
    """The sums of a table's columns `met` and `breached`."""
    return Totals(_sum(table.column("met")), _sum(table.column("breached")))


def _sum(column: pa.ChunkedArray[Any]) -> int:
    return int(pc.sum(column, min_count=0).as_py() or 0)
