"""Putting a run's figures into a page, between two marks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

BEGIN: Final = "<!-- figures: written by `python -m benchmarks --write` -->"
END: Final = "<!-- end of figures -->"


def write_figures(page: Path, figures: str) -> None:
    """Replace what stands between the marks of a page by these figures.

    Raises:
        ValueError: the page lacks the marks.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} needs the lines {BEGIN!r} and {END!r}")
    page.write_text(f"{before}{BEGIN}\n```text\n{figures}\n```\n{END}{after}", encoding="utf-8")
