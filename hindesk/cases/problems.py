"""What is wrong in a case file, or worth knowing: collected with its place until everything is found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hindesk.cases.lines import Wrong
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.yaml_source import Path, Place

_BLOCKS = ("|", ">")


@dataclass(slots=True)
class Told:
    """The problems and notes of one case file."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def wrong(self, path: Path, message: str) -> None:
        """Keep a problem about the value at a path."""
        self.problems.append(problem_at(self.source, path, message))

    def wrong_key(self, path: Path, message: str) -> None:
        """Keep a problem about the key that a path ends in."""
        problem = problem_at(self.source, path, message)
        self.problems.append(replace(problem, place=self.source.document.keys.get(path, problem.place)))

    def wrong_line(self, path: Path, row: int, wrong: Wrong) -> None:
        """Keep a problem about a row, from 0, of the block of lines at a path."""
        problem = problem_at(self.source, path, wrong.message)
        self.problems.append(replace(problem, place=self.place(path, row, wrong.offset)))

    def note_line(self, path: Path, row: int, wrong: Wrong) -> None:
        """Keep a note about a row of a block likewise."""
        note = problem_at(self.source, path, wrong.message)
        self.notes.append(replace(note, place=self.place(path, row, wrong.offset)))

    def note(self, path: Path, message: str) -> None:
        """Keep a note about the value at a path."""
        self.notes.append(problem_at(self.source, path, message))

    def place(self, path: Path, row: int = 0, offset: int = 0) -> Place:
        """Where the value at a path stands or, of a block of lines, the character `offset` of a row."""
        start = self.source.document.place(path) or Place("cases", 1, 1)
        lines = self.source.text.split("\n")
        opening = lines[start.line - 1][start.column - 1 :] if start.line <= len(lines) else ""
        if not opening.startswith(_BLOCKS) or start.line + row >= len(lines):
            return replace(start, column=start.column + offset)
        indent = min((len(one) - len(one.lstrip()) for one in self._block(start) if one.strip()), default=0)
        return Place(start.file, start.line + 1 + row, indent + offset + 1)

    def _block(self, start: Place) -> list[str]:
        """The lines of the block that begins at a place: its first line says how far in it is."""
        lines = self.source.text.split("\n")[start.line :]
        return next(([line] for line in lines if line.strip()), [])
