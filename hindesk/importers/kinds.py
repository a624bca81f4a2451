"""What kind of file an export is, told from how it starts, and which columns it has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from hindesk.errors import InputError
from hindesk.importers.csv_table import header_of
from hindesk.importers.files import head
from hindesk.importers.json_table import json_columns
from hindesk.importers.parquet_table import parquet_columns
from hindesk.importers.xlsx_table import xlsx_columns

Kind = Literal["csv", "json", "parquet", "xlsx", "xml"]

KIND_TITLES: Final[dict[Kind, str]] = {
    "csv": "a text table",
    "json": "JSON records",
    "parquet": "a Parquet table",
    "xlsx": "a workbook",
    "xml": "XML",
}

MARKS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "xlsx"),
    (b"<?xml", "xml"),
    (b"<log", "xml"),
    (b"{", "json"),
    (b"[", "json"),
)

REFUSED: Final = (
    (b"\xd0\xcf\x11\xe0", "is a workbook of an old Excel", "save it as .xlsx or as CSV UTF-8"),
    (b"%pdf", "is a PDF", "export the tickets as CSV or XLSX"),
    (b"<!doctype html", "is a web page", "the export may need a login: open it in a browser and export again"),
    (b"<html", "is a web page", "the export may need a login: open it in a browser and export again"),
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a file before it is read.

    Args:
        kind: of file.
        columns: the names of its columns, as written; none of XML.
    """

    kind: Kind
    columns: tuple[str, ...]


def sight_of(path: Path, encoding: str | None) -> Sight:
    """What kind of file `path` is, and its columns.

    Raises:
        InputError: it is of a kind that holds no export, or its header can't be read.
    """
    kind = kind_of(path)
    if kind == "csv":
        return Sight(kind, header_of(path, encoding))
    readers = {"json": json_columns, "parquet": parquet_columns, "xlsx": xlsx_columns}
    return Sight(kind, readers[kind](path) if kind in readers else ())


def kind_of(path: Path) -> Kind:
    """What kind of file `path` is.

    Raises:
        InputError: it is of a kind that holds no export.
    """
    start = head(path, 4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, what, hint in REFUSED:
        if start.lower().startswith(mark):
            raise InputError(f"{path.name} {what}", hint)
    return next((kind for mark, kind in MARKS if start.startswith(mark)), "csv")
