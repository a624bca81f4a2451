"""Where the rows of an edited plan stand in the store, and whether its tickets are still as the plan says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from hindesk.people.identity import folded
from hindesk.reassign.build import Setting
from hindesk.reassign.desk import NOBODY, Ints
from hindesk.reassign.edited import EditedPlan, EditedRow
from hindesk.reassign.texts import texts_at
from hindesk.replay.truth import pc


def rows_of(setting: Setting, plan: EditedPlan, *, closed_too: bool) -> Ints:
    """The place of each row's ticket in the columns of the facts.

    Args:
        setting: what the plan is checked against.
        plan: the rows.
        closed_too: whether tickets may be solved or closed.

    Raises:
        InputError: the store lacks a ticket, or has it with another holder or team, or solved, merged or deleted.
    """
    sources = pc.unique(setting.facts.source).to_pylist()
    only = sources[0] if len(sources) == 1 else ""
    plan.refuse(_without_source(plan.rows, sources))
    wanted = pa.array([f"{row.source or only}\0{row.ticket}" for row in plan.rows], pa.string())
    every = pc.binary_join_element_wise(setting.facts.source, setting.facts.key, "\0")
    found = pc.fill_null(pc.index_in(wanted, value_set=every), NOBODY)
    rows: Ints = found.to_numpy(zero_copy_only=False).astype(np.int64)
    plan.refuse((row.line, f"the store has no ticket {row.ticket!r}") for row in _lacking(plan.rows, rows))
    plan.refuse([*_gone(setting, plan.rows, rows, closed_too=closed_too), *_stale(setting, plan.rows, rows)])
    return rows


def _without_source(edited: Sequence[EditedRow], sources: Sequence[str]) -> Iterator[tuple[int, str]]:
    if len(sources) > 1:
        named = " or ".join(sorted(sources))
        yield from ((row.line, f"{row.ticket} needs its source: {named}") for row in edited if not row.source)


def _lacking(edited: Sequence[EditedRow], rows: Ints) -> Iterator[EditedRow]:
    return (row for row, place in zip(edited, rows.tolist(), strict=True) if place == NOBODY)


def _gone(setting: Setting, edited: Sequence[EditedRow], rows: Ints, *, closed_too: bool) -> Iterator[tuple[int, str]]:
    gone, is_open = setting.facts.gone[rows].tolist(), setting.facts.is_open[rows].tolist()
    for row, lost, still in zip(edited, gone, is_open, strict=True):
        if lost:
            yield row.line, f"{row.ticket} was merged or deleted"
        elif not still and not closed_too:
            yield row.line, f"{row.ticket} is solved or closed; --closed-too lets it be handed over all the same"


def _stale(setting: Setting, edited: Sequence[EditedRow], rows: Ints) -> Iterator[tuple[int, str]]:
    facts, values = setting.facts, setting.values
    holders: Sequence[str | None] = texts_at(values.texts("assignee"), facts.assignee[rows]).to_pylist()
    teams: Sequence[str | None] = texts_at(values.texts("team"), facts.team[rows]).to_pylist()
    for row, holder, team in zip(edited, holders, teams, strict=True):
        if folded(holder or "") != folded(row.was):
            yield row.line, f"{row.ticket} is held by {holder or 'nobody'} now, not by {row.was or 'nobody'}"
        if row.was_in and folded(team or "") != folded(row.was_in):
            yield row.line, f"{row.ticket} is in {team or 'no team'} now, not in {row.was_in}"
