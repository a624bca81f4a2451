"""Counts by family of the tickets that hindesk judges as expected: `python -m tests.conformance.ticket_counts`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Final

from tests.conformance.markdown_table import markdown_table
from tests.conformance.ticket_cases import TicketCase, ticket_cases
from tests.conformance.ticket_outcomes import outcome

UNVERIFIED: Final = "skipped: not verified"
FIELDS_ONLY: Final = "skipped: no timeline"
COLUMNS: Final = ("passed", "chosen otherwise", "not expressible", "failed", UNVERIFIED, FIELDS_ONLY)


def column(case: TicketCase) -> str:
    """The column in which a case counts: its outcome, or why it is not judged."""
    if not case.replayable:
        return FIELDS_ONLY
    return outcome(case).outcome if case.verified else UNVERIFIED


def counts(cases: Iterable[TicketCase]) -> str:
    """A Markdown table: the cases of each family by outcome."""
    found = Counter((case.family, column(case)) for case in cases)
    families = sorted({name for name, _ in found})
    rows = [[name, *(found[name, one] for one in COLUMNS)] for name in families]
    rows.append(["total", *(sum(found[name, one] for name in families) for one in COLUMNS)])
    return markdown_table(rows, ["family", *COLUMNS])


if __name__ == "__main__":
    sys.stdout.write(counts(ticket_cases()) + "\n")
