"""What a routing would have done with past arrivals: in figures, by team, by person and by week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.reassign.arrivals_load import Load
from hindesk.reassign.arrivals_outcome import Figures, Outcome, evenness, figures, given_to
from hindesk.reassign.arrivals_simulation import RoutingSimulation
from hindesk.reassign.desk import Ints
from hindesk.reassign.texts import texts_at
from hindesk.reports.columns import COUNT, DURATION, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.report import Report
from hindesk.reports.routing_notes import routing_notes
from hindesk.reports.weeks import week_table

Split = Literal["week", "person", "team"]
"""What the figures may be split by."""

AMOUNT: Final = pa.float64()

_NAME: Final[Columns] = {"strategy": TEXT}
_FIGURES: Final[Columns] = {
    "tickets": COUNT,
    "given_at_once": COUNT,
    "waited": COUNT,
    "never": COUNT,
    "median_wait": DURATION,
    "skill_match_share": AMOUNT,
    "right_person_share": AMOUNT,
    "right_team_share": AMOUNT,
    "hops_avoided": COUNT,
    "median_to_right_then": DURATION,
    "median_to_right": DURATION,
}
_LOADS: Final[Columns] = {"peak_load": COUNT, "busiest_person": TEXT, "fairness_share": AMOUNT}
_HELD: Final[Columns] = {"mean_load": AMOUNT, "peak_load": COUNT}
_COLUMNS: Final[dict[Split | None, Columns]] = {
    None: {**_NAME, **_FIGURES, **_LOADS},
    "team": {"team": TEXT, **_NAME, **_FIGURES},
    "person": {"person": TEXT, **_NAME, "tickets": COUNT, **_HELD},
    "week": {"week": TEXT, **_NAME, "tickets": COUNT, "given": COUNT, **_HELD},
}

Row = tuple[object, ...]


def routing_report(
    found: RoutingSimulation, by: Split | None = None, *, time_zone: str, limit: int | None = None
) -> Report:
    """One row for what happened and one for each strategy, or so many for each week, person or team.

    Args:
        found: the simulation.
        by: what the figures are split by; None: nothing.
        time_zone: the zone whose ISO weeks are meant.
        limit: the most rows; a note says how many there are.
    """
    rows = _weeks(found, time_zone) if by == "week" else _ROWS[by](found)
    table, cuts = cut(table_of(_COLUMNS[by], rows), limit)
    tickets = counted(len(found.arrivals.row), "ticket")
    people = counted(len(found.arrivals.staff.people), "person", "people")
    title = f"routing: what happened to {tickets}, and what it would have been among {people}"
    return Report("routing", title, table, (*cuts, *routing_notes(found)))


def _whole(found: RoutingSimulation) -> Iterator[Row]:
    everything = np.ones(len(found.arrivals.row), np.bool_)
    for outcome in found.outcomes:
        yield (outcome.name, *_cells(_figures(found, outcome, everything)), *_loads(found, outcome))


def _teams(found: RoutingSimulation) -> Iterator[Row]:
    code = found.arrivals.facts.team[found.arrivals.row]
    texts: list[str | None] = texts_at(found.arrivals.values.texts("team"), np.unique(code)).to_pylist()
    named = sorted(zip(texts, np.unique(code).tolist(), strict=True), key=lambda pair: (pair[0] is None, pair[0] or ""))
    for text, number in named:
        for outcome in found.outcomes:
            yield (text, outcome.name, *_cells(_figures(found, outcome, code == number)))


def _people(found: RoutingSimulation) -> Iterator[Row]:
    loads = [found.load(outcome, found.span) for outcome in found.outcomes]
    given = [_given(found, outcome) for outcome in found.outcomes]
    for number, person in enumerate(found.arrivals.staff.people):
        for outcome, load, amounts in zip(found.outcomes, loads, given, strict=True):
            tickets = int(amounts[number])
            yield person.name, outcome.name, tickets, float(load.mean[number, 0]), int(load.peak[number, 0])


def _weeks(found: RoutingSimulation, time_zone: str) -> Iterator[Row]:
    edges, names = _week_edges(found, time_zone)
    opened = np.searchsorted(edges, found.arrivals.opened_at, side="right") - 1
    loads = [found.load(outcome, edges) for outcome in found.outcomes]
    for number, name in enumerate(names):
        created = int((opened == number).sum())
        last = number == len(names) - 1
        for outcome, load in zip(found.outcomes, loads, strict=True):
            within = (outcome.at >= edges[number]) & ((outcome.at < edges[number + 1]) | last)
            yield name, outcome.name, created, int(within.sum()), *_held(found, load, number)


def _week_edges(found: RoutingSimulation, time_zone: str) -> tuple[Ints, list[str]]:
    """The first instant, the beginnings of weeks after it, and the last instant; and the names of these weeks."""
    first, last = found.span.tolist()
    weeks = week_table(time_zone, first, last)
    turns = weeks["turn"].to_numpy()
    inside = (turns > first) & (turns < last)
    begins = weeks["later" if turns[0] <= first else "earlier"][0].as_py()
    names = [begins, *weeks["later"].filter(pa.array(inside)).to_pylist()]
    return np.concatenate([[first], turns[inside], [last]]).astype(np.int64), names


def _held(found: RoutingSimulation, load: Load, week: int) -> Row:
    may = found.arrivals.may_get
    mean = float(load.mean[may, week].mean()) if may.any() else None
    return mean, int(load.peak[:, week].max(initial=0))


def _figures(found: RoutingSimulation, outcome: Outcome, meant: Flags) -> Figures:
    return figures(outcome, found.arrivals, found.history, meant)


def _cells(counted_up: Figures) -> Row:
    return tuple(getattr(counted_up, name) for name in Figures.__dataclass_fields__)


def _loads(found: RoutingSimulation, outcome: Outcome) -> Row:
    people = found.arrivals.staff.people
    given = _given(found, outcome)
    peak = found.load(outcome, found.span).peak
    busiest = people[int(given.argmax())].name if given.any() else None
    return int(peak.max(initial=0)), busiest, evenness(given[found.arrivals.may_get])


def _given(found: RoutingSimulation, outcome: Outcome) -> Ints:
    return given_to(outcome, people=len(found.arrivals.staff.people))


_ROWS: Final[dict[Split | None, Callable[[RoutingSimulation], Iterator[Row]]]] = {
    None: _whole,
    "team": _teams,
    "person": _people,
}
