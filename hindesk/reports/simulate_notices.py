"""Who would have been told how often under another policy."""

from __future__ import annotations

from typing import Final

from hindesk.reports.cut import cut
from hindesk.reports.report import Report
from hindesk.reports.simulate import OPEN_LOOP, Compared

_COUNTED: Final = (
    "Recipients stand as the policies name them, whoever that was; a notice counts once for each of them, and tickets "
    "are those that it was about"
)


def notices_report(compared: Compared, limit: int | None = None) -> Report:
    """Whom both policies tell, by level and recipient, with at most so many rows.

    Args:
        compared: the simulation.
        limit: the most rows; a note says how many there are.
    """
    table, cuts = cut(compared.found.notices, limit)
    title = f"Who is told how often: {compared.new.name} in place of {compared.old.name}"
    return Report("simulation_notices", title, table, (*cuts, _COUNTED, OPEN_LOOP))
