"""What another policy changes about who may hold what, and what may be public."""

from __future__ import annotations

from typing import Final

from hindesk.replay.lapse_codes import LAPSES, UNKNOWN_HOLDER
from hindesk.reports.cut import cut
from hindesk.reports.report import Report
from hindesk.reports.simulate import OPEN_LOOP, Compared

_COUNTED: Final = (
    "Rules of both policies with one name stand together; a lapse is a time in which a ticket was held outside a "
    "permission, or a sensitive matter was public"
)
_NOTHING: Final = "Neither policy has permissions or sensitive matters"
_UNKNOWN: Final = "unknown holder: the ticket had somebody whom the roster does not know, so that nobody can say"


def lapses_report(compared: Compared, limit: int | None = None) -> Report:
    """How often tickets lapse from permissions and sensitive matters by both policies, with at most so many rows.

    Args:
        compared: the simulation.
        limit: the most rows; a note says how many there are.
    """
    table, cuts = cut(compared.found.lapses, limit)
    title = f"Held or public against the rules: {compared.new.name} in place of {compared.old.name}"
    unknown = (_UNKNOWN,) if LAPSES[UNKNOWN_HOLDER] in compared.found.lapses["lapse"].to_pylist() else ()
    counted = (_COUNTED, *unknown) if table.num_rows else (_NOTHING,)
    return Report("simulation_lapses", title, table, (*cuts, *counted, OPEN_LOOP))
