"""A streaming reader of XES files (IEEE 1849): XML to Arrow batches of cells, with line numbers and flat memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.files import open_bytes

_COLUMNS: Final[dict[str, pa.DataType]] = {
    "trace": pa.int64(),
    "event": pa.int64(),
    "line": pa.int64(),
    "name": pa.string(),
    "value": pa.string(),
}

CELLS: Final = pa.schema(_COLUMNS)
"""One row: one attribute of a trace (`event` 0) or of an event; with an empty name, the trace or event itself.

Traces and events are numbered from 1 in the order of the file, events across traces; an event outside every trace
has the trace 0.
"""

CHUNK: Final = 1 << 16
"""Bytes of XML that are parsed before the cells found so far may become a batch."""

BATCH: Final = 100_000
"""Cells that make a batch."""

_ATTRIBUTES: Final = frozenset({"string", "date", "int", "float", "boolean", "id"})
_HINT: Final = "export the log again or copy the file again; nothing was imported"


def parse_xes(path: Path) -> Iterator[pa.RecordBatch]:
    """The cells of a XES file, in the order of the file.

    Nested attributes, lists, and what a log says of itself are left out. Document type declarations are refused, so
    that no file can name another one or blow up.

    Args:
        path: a .xes file, plain or compressed by gzip.

    Returns:
        batches of the schema `CELLS`.

    Raises:
        InputError: the file is no XES, is not well-formed, ends too early or declares a document type.
    """
    cells = _Cells(path.name)
    try:
        with open_bytes(path) as stream:
            while chunk := stream.read(CHUNK):
                cells.feed(chunk)
                if len(cells) >= BATCH:
                    yield cells.take()
            cells.feed(b"", last=True)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        message = f"{path.name}, line {cells.line}: the compressed file is broken or ends too early ({error})"
        raise InputError(message, _HINT) from error
    yield cells.take()


class _Cells:
    """The state of the parse and the cells that no batch carries yet."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._path: list[str] = []
        self._rows: list[tuple[int, int, int, str, str]] = []
        self._trace = self._traces = self._event = self._events = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def line(self) -> int:
        """The line, from 1, that the parser has reached."""
        return self._parser.CurrentLineNumber

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Parse some more bytes."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            place = f"{self._file}, line {error.lineno}, column {error.offset + 1}"
            raise InputError(f"{place}: the XML is broken or ends too early ({error})", _HINT) from error

    def take(self) -> pa.RecordBatch:
        """The cells found since the last call."""
        columns = [list(column) for column in zip(*self._rows, strict=True)] or [[]] * len(CELLS)
        self._rows = []
        return pa.RecordBatch.from_pydict(dict(zip(CELLS.names, columns, strict=True)), schema=CELLS)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._path.append(name)
        match self._path:
            case ["log"]:
                pass
            case [_]:
                self._refuse_root(tag)
            case ["log", "trace"]:
                self._trace = self._traces = self._traces + 1
                self._add("", "")
            case ["log", "event"] | ["log", "trace", "event"]:
                self._event = self._events = self._events + 1
                self._add("", "")
            case [*_, "trace" | "event", kind] if kind in _ATTRIBUTES and attributes.get("key"):
                self._add(attributes["key"], attributes.get("value", ""))

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if name == "event":
            self._event = 0
        elif name == "trace":
            self._trace = 0

    def _add(self, name: str, value: str) -> None:
        self._rows.append((self._trace, self._event, self.line, name, value))

    def _refuse_root(self, tag: str) -> None:
        place = f"{self._file}, line {self.line}"
        message = f"{place}: the outermost element is <{tag}>, not <log>, so this is no XES event log"
        raise InputError(message, "say what the file is with --as")

    def _refuse_doctype(self, *_declaration: object) -> None:
        message = f"{self._file}, line {self.line}: the file declares a document type, which XES has no use for"
        raise InputError(message, "remove the <!DOCTYPE …> declaration")
