"""Markdown tables that come out the same whatever else ran in the process."""

from __future__ import annotations

from collections.abc import Sequence

import tabulate

tabulate.MIN_PADDING = 0


def markdown_table(rows: Sequence[Sequence[object]], headers: Sequence[str]) -> str:
    """The table as GitHub reads it; numbers stay as they are written."""
    return tabulate.tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True)
