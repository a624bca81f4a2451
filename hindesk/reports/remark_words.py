"""What is remarkable about a ticket, as sentences of its ledger."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.explain.remark import Remark
from hindesk.reports.cells import duration


def remark_words(remark: Remark) -> str:
    """Say one remark: `outside permission: Payments; Kim has it, …`, `lapse ends: Payments; moved after 2h 30m: …`."""
    return f"{remark.what}: {'; '.join(_details(remark))}"


def _details(remark: Remark) -> Iterator[str]:
    yield remark.name
    lasted = "" if remark.since is None else duration(remark.at - remark.since)
    if remark.what == "lapse lasts":
        yield f"for {lasted} so far"
    elif remark.what == "lapse ends":
        yield f"{remark.ended} after {lasted}" + (f": {remark.why}" if remark.why else "")
    elif remark.why:
        yield remark.why
