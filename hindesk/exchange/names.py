"""The names of what only the vendor knows by its ids: a CSV file of kind, id and name."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hindesk.errors import InputError

COLUMNS: Final = ("kind", "id", "name")


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind and id, and ids by kind and name; empty where no file is given."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, kind: str, identifier: str) -> str | None:
        """Return the name of an id, or None where the file has none."""
        return self.names.get((kind, identifier))

    def identifier(self, kind: str, name: str) -> str | None:
        """Return the first id of a name, compared without regard to case, or None where the file has none."""
        wanted = (kind, name.casefold())
        return next((key[1] for key, one in self.names.items() if (key[0], one.casefold()) == wanted), None)


def read_names(path: Path) -> Names:
    """Read a CSV file in UTF-8 with the columns kind, id and name; kinds are those of docs/reference/convert.md.

    Raises:
        InputError: the file can't be read, a column is missing, a row is incomplete, or an id stands twice.
    """
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path} has no column {', '.join(map(repr, missing))}", "its columns are kind, id and name")
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        kind, identifier, name = ((row[column] or "").strip() for column in COLUMNS)
        if not (kind and identifier and name):
            raise InputError(f"{path}:{rows.line_num}: a row has a kind, an id and a name", "fill it in, or delete it")
        if names.setdefault((kind, identifier), name) != name:
            raise InputError(f"{path}:{rows.line_num}: {kind} {identifier} has another name above", "delete one row")
    return Names(names)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8", "save it as CSV UTF-8") from error
    except OSError as error:
        raise InputError(f"{path} can't be read: {(error.strerror or str(error)).lower()}", "check the name") from error
