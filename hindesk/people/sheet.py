"""A roster as its file writes it, whatever the format: texts by column, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from hindesk.people.columns import Key, columns
from hindesk.people.findings import Spot


@dataclass(frozen=True, slots=True)
class Part:
    """One value, without outer spaces, and its place."""

    text: str
    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column: its header as written, and its values, one or more."""

    header: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The values as one text."""
        return "; ".join(part.text for part in self.parts)

    @property
    def line(self) -> int:
        """The line of the first value."""
        return self.parts[0].line

    @property
    def column(self) -> int:
        """The place of the first value in its line; 0 in tables."""
        return self.parts[0].column


@dataclass(frozen=True, slots=True)
class Entry:
    """What the file says of one person or team; columns that are blank are left out."""

    line: int
    column: int = 0
    cells: dict[Key, Cell] = field(default_factory=dict)

    def at(self, word: str) -> tuple[Cell | Spot, str]:
        """Where a column stands, and what the file calls it; the entry and the word where it is blank."""
        found = self.cells.get(Key(word))
        return (found, found.header) if found else (Spot(self.line, self.column), word)

    def text(self, word: str) -> str:
        """The text of a column; empty where it is blank."""
        found = self.cells.get(Key(word))
        return found.text if found else ""

    def parts(self, word: str) -> tuple[Part, ...]:
        """The values of a column."""
        found = self.cells.get(Key(word))
        return found.parts if found else ()

    def ids(self, word: str) -> dict[str, Cell]:
        """The cells of ids by help desk; `word` is id or team_id."""
        return {key.desk: cell for key, cell in self.cells.items() if key.word == word}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole roster as written: people in the order of the file, and teams by name where it says more of them."""

    people: tuple[Entry, ...]
    teams: dict[str, Entry] = field(default_factory=dict)


def cell_of(header: str, key: Key, text: str, at: Spot) -> Cell | None:
    """A cell from its text, which holds several values where its column may; None where it is blank.

    Blank values are left out, but for those of `team_id`, which stand in the order of the teams.
    """
    texts = [text]
    for sign in columns().known[key.word].separators:
        texts = [piece for one in texts for piece in one.split(sign)]
    told = [piece.strip() for piece in texts]
    if not any(told):
        return None
    kept = told if key.word == "team_id" else [piece for piece in told if piece]
    return Cell(header, tuple(Part(piece, at.line, at.column) for piece in kept))
