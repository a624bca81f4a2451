"""HiGHS: a model in, the best columns found and a bound out."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np

from hindesk.errors import HindeskError
from hindesk.reassign.optimal_model import Floats, Model

if TYPE_CHECKING:
    from highspy import Highs

_OPTIONS: Final[dict[str, bool | int | float]] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.99,
}
"""Costs are whole points: a plan less than one point above the bound is the cheapest."""
_POLL: Final = 0.2
"""Seconds between two looks at a run."""
_FEASIBLE: Final = 2
"""HiGHS has a solution."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solver found.

    Args:
        values: of each column; none where nothing was found.
        bound: no solution of this model costs less; minus infinity where that is not known, infinity without any.
        finished: whether it ran to its end: the values are the best there are.
        slope: of each column, how much dearer a unit more or less of it makes a relaxed solution; else empty.
    """

    values: Floats
    bound: float
    finished: bool
    slope: Floats


class Solver:
    """One model in HiGHS, solved relaxed first and then in whole numbers."""

    def __init__(self, model: Model) -> None:
        """Take the model.

        Raises:
            HindeskError: the package of the solver is not installed.
        """
        self._highs = _new_highs()
        self._model = model
        self._columns = np.arange(len(model.cost), dtype=np.int32)
        self._highs.passModel(
            len(model.cost), len(model.low), len(model.row), 1, 1, 0.0, model.cost, np.zeros_like(model.cost),
            model.upper, model.low, model.high, model.start, model.row, model.value, np.zeros_like(model.whole),
        )  # fmt: skip

    @property
    def upper(self) -> Floats:
        """The greatest value that each column may ever take."""
        return self._model.upper

    @property
    def spent(self) -> float:
        """The seconds that the solver has run."""
        return float(self._highs.getRunTime())

    def relaxed(self, *, seconds: float) -> Solved:
        """Solve without asking for whole numbers."""
        finished = self._run(seconds)
        if not finished:
            return Solved(np.zeros(0), -np.inf, finished=False, slope=np.zeros(0))
        found = self._highs.getSolution()
        slope = np.abs(np.array(found.col_dual))
        return Solved(np.array(found.col_value), self._highs.getObjectiveValue(), finished=True, slope=slope)

    def whole(self, low: Floats, high: Floats, start: Floats, *, seconds: float) -> Solved:
        """Solve in whole numbers.

        Args:
            low: of each column, the least value that it may take.
            high: of each column, the greatest.
            start: a solution to begin from where it lies within these.
            seconds: when to stop.
        """
        from highspy import HighsVarType

        kinds = np.array([HighsVarType.kContinuous, HighsVarType.kInteger])[self._model.whole]
        self._highs.changeColsBounds(len(low), self._columns, low, high)
        self._highs.changeColsIntegrality(len(low), self._columns, kinds)
        if ((low <= start) & (start <= high)).all():
            self._highs.setSolution(len(low), self._columns, start)
        return self._solved(finished=self._run(seconds))

    def _solved(self, *, finished: bool) -> Solved:
        info = self._highs.getInfo()
        if finished and info.primal_solution_status != _FEASIBLE:
            return Solved(np.zeros(0), np.inf, finished, np.zeros(0))
        bound = info.objective_function_value if finished else info.mip_dual_bound
        values = np.array(self._highs.getSolution().col_value) if info.primal_solution_status == _FEASIBLE else ()
        return Solved(np.array(values), float(bound), finished, np.zeros(0))

    def _run(self, seconds: float) -> bool:
        """Run until the time is up, and tell whether it came to its end; Ctrl-C ends the run before it is raised."""
        from highspy import HighsModelStatus

        self._highs.setOptionValue("time_limit", max(seconds, 0.0))
        self._highs.HandleUserInterrupt = True
        self._highs.startSolve()
        try:
            ended = any(self._highs.wait(_POLL)[0] for _ in range(_patience(seconds)))
        except KeyboardInterrupt:
            self._end()
            raise
        if not ended:
            self._end()
        return self._highs.getModelStatus() in {HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible}

    def _end(self) -> None:
        self._highs.cancelSolve()
        self._highs.wait()


def _patience(seconds: float) -> int:
    """How often to look whether a run has ended: for a second longer than it may take, as HiGHS may overstay by far."""
    return ceil((seconds + 1) / _POLL)


def check_solver() -> None:
    """Raise a HindeskError where the package of the solver is not installed."""
    _new_highs()


def _new_highs() -> Highs:
    try:
        from highspy import Highs
    except ImportError as error:
        raise HindeskError(
            "The strategy optimal needs the solver HiGHS, which is not installed", 'pip install "hindesk[optimal]"'
        ) from error
    highs = Highs()
    for name, value in _OPTIONS.items():
        highs.setOptionValue(name, value)
    return highs
