"""Tables for people: a terminal's table that fits its width, and Markdown."""

from __future__ import annotations

import re
from typing import Final

import pyarrow as pa
import tabulate
from wcwidth import wcswidth, wcwidth

from hindesk.reports.cells import is_number, people_cells, text
from hindesk.reports.report import Report

EMPTY: Final = "Nothing to show."
CUT: Final = "…"

_NARROWEST: Final = 8
_GAP: Final = 2
tabulate.MIN_PADDING = 0
_SPACES: Final = re.compile(r"\s+")
_TICKS: Final = re.compile("`+")


def as_table(report: Report, *, time_zone: str, width: int | None) -> str:
    """The report as a plain table under its title, notes below; one line a row.

    Texts are cut with `…`, or folded, so that lines take at most `width` terminal cells; amounts never are. None: as
    wide as it is.
    """
    columns = [[_one_line(cell) for cell in cells] for cells in people_cells(report.table, time_zone=time_zone)]
    heads = _heads(report)
    if width is not None:
        heads, columns = _fit(report, heads, columns, width)
    body = _tabulated(report, heads, columns, style="simple") if report.table.num_rows else EMPTY
    return _page(_one_line(report.title), *map(_drawn, report.drawings), body, "\n".join(map(_one_line, report.notes)))


def as_markdown(report: Report, *, time_zone: str) -> str:
    """The report as a Markdown table under its title, notes below as a list."""
    columns = [[_escaped(cell) for cell in cells] for cells in people_cells(report.table, time_zone=time_zone)]
    heads = [_escaped(head) for head in _heads(report)]
    body = _tabulated(report, heads, columns, style="pipe") if report.table.num_rows else EMPTY
    title = f"### {_escaped(report.title)}" if report.title else ""
    return _page(title, *map(_fenced, report.drawings), body, "\n".join(f"- {_escaped(note)}" for note in report.notes))


def _one_line(words: str) -> str:
    return _SPACES.sub(" ", text(words)).strip()


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _drawn(drawing: str) -> str:
    """The lines of a drawing, whole and as safe to show as the text of a cell."""
    return "\n".join(text(line) for line in drawing.splitlines())


def _fenced(drawing: str) -> str:
    """A drawing as a block of Markdown that nothing in it ends."""
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(drawing)), default=0))
    return f"{fence}text\n{_drawn(drawing)}\n{fence}"


def _heads(report: Report) -> list[str]:
    return [_one_line(name.replace("_", " ")) for name in report.table.column_names]


def _tabulated(report: Report, heads: list[str], columns: list[list[str]], *, style: str) -> str:
    sides = ["right" if is_number(field.type) else "left" for field in report.table.schema]
    rows = list(zip(*columns, strict=True))
    grid = tabulate.tabulate(rows, heads, tablefmt=style, disable_numparse=True, colalign=sides)
    return "\n".join(line.rstrip() for line in grid.splitlines())


def _escaped(cell: str) -> str:
    cell = cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(cell.splitlines())


def _fit(report: Report, heads: list[str], columns: list[list[str]], width: int) -> tuple[list[str], list[list[str]]]:
    width -= _GAP * (len(heads) - 1)
    if sum(map(_widest, heads, columns)) > width:
        heads = [head.replace(" ", "\n") for head in heads]
    give = [_is_text(field.type) for field in report.table.schema]
    room = _shared_out(list(map(_widest, heads, columns)), give, width)
    fitted = [_fold if name in report.folded else _cut for name in report.table.column_names]
    return heads, [[fit(cell, most) for cell in cells] for fit, cells, most in zip(fitted, columns, room, strict=True)]


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _widest(head: str, cells: list[str]) -> int:
    return max(map(_cells, [*head.splitlines(), *cells]), default=0)


def _shared_out(wide: list[int], give: list[bool], width: int) -> list[int]:
    """Widths that together take at most `width`, as far as the columns that `give` can: the widest gives first."""
    room = list(wide)
    while sum(room) > width:
        wider = [place for place, gives in enumerate(give) if gives and room[place] > _NARROWEST]
        if not wider:
            break
        room[max(wider, key=room.__getitem__)] -= 1
    return room


def _cells(words: str) -> int:
    return max(wcswidth(words), 0)


def _cut(words: str, room: int) -> str:
    if _cells(words) <= room:
        return words
    taken, kept = 0, ""
    for sign in words:
        taken += max(wcwidth(sign), 0)
        if taken > room - 1:
            break
        kept += sign
    return kept.rstrip() + CUT


def _fold(words: str, room: int) -> str:
    """The same words in lines of at most `room` terminal cells; a longer word goes on in the next line."""
    lines: list[str] = []
    for word in words.split(" "):
        first, *rest = _pieces(word, room)
        if lines and _cells(f"{lines[-1]} {first}") <= room:
            lines[-1] = f"{lines[-1]} {first}"
        else:
            lines.append(first)
        lines += rest
    return "\n".join(lines)


def _pieces(word: str, room: int) -> list[str]:
    """A word cut to lines, behind a `_` where it has one."""
    pieces: list[str] = []
    while _cells(word) > room:
        most = next(count for count in range(len(word), 0, -1) if _cells(word[:count]) <= room or count == 1)
        joint = word.rfind("_", 0, most) + 1 or most
        pieces.append(word[:joint])
        word = word[joint:]
    return [*pieces, word]
