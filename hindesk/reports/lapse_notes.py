"""What a replay says in short of permissions, sensitive matters and approvals that were not kept."""

from __future__ import annotations

from typing import Final

from hindesk.replay.lapse_codes import OUTSIDE, SENSITIVE, UNKNOWN_HOLDER
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

_ASKED: Final = 10
_MISSING: Final = 11
"""Kinds in `lapse_notes.sql` besides those of lapses."""
_LAPSED: Final = {
    OUTSIDE: "held outside permission (`hindesk report permissions`)",
    UNKNOWN_HOLDER: "held by somebody whom the roster does not know (`hindesk report permissions`)",
    SENSITIVE: "about sensitive matters in public (`hindesk report sensitive`)",
}


def lapse_notes(store: Store, run: KeptRun) -> tuple[str, ...]:
    """Count the tickets that lapsed from rules of the policy, and the approvals that were missing; nothing if none."""
    found = {row["kind"]: row for row in rows(store.cursor(), sql("lapse_notes"), {"run": run.run}).to_pylist()}
    tickets = [
        f"{counted(found[kind]['tickets'], 'ticket')} {lapsed}" for kind, lapsed in _LAPSED.items() if kind in found
    ]
    if _MISSING not in found:
        return tuple(tickets)
    missing, asked = found[_MISSING]["times"], found[_ASKED]["times"]
    return (*tickets, f"{missing:,} of {counted(asked, 'approval')} missing (`hindesk report approvals`)")
