"""The names of the output formats and the endings of file names that ask for them."""

from __future__ import annotations

from typing import Final, Literal

Format = Literal["table", "markdown", "csv", "json", "ndjson", "parquet"]

BY_ENDING: Final[dict[str, Format]] = {
    "": "table",
    ".txt": "table",
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".parquet": "parquet",
}

WITHOUT_NOTES: Final[frozenset[Format]] = frozenset({"csv", "ndjson"})
"""Formats that hold rows and nothing else."""

FOR_PEOPLE: Final[frozenset[Format]] = frozenset({"table", "markdown"})
"""Formats that people read, in which several tables may follow each other."""
