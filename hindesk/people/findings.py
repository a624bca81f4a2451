"""What is wrong with a roster, and what is worth knowing, collected until all of it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, Protocol, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or worth knowing.

    Args:
        file: the roster's file.
        line: where it stands, from 1; 0: it is about the whole file.
        column: the sign in that line, from 1, where the file is YAML; else 0.
        where: the column of the roster, as the file calls it; may be empty.
        message: a clause without a full stop.
    """

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        """Write it in one line: `file:line:column: where: message`."""
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        return ": ".join(part for part in (place, self.where, self.message) if part)


class Placed(Protocol):
    """Anything that stands somewhere in the file."""

    @property
    def line(self) -> int:
        """The line, from 1."""

    @property
    def column(self) -> int:
        """The sign in the line, from 1; 0 in tables."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file."""

    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Findings:
    """Everything that was found in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def problem(self, at: Placed, where: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.file, at.line, at.column, where, message))

    def note(self, at: Placed, where: str, message: str) -> None:
        """Keep something that is worth knowing."""
        self.notes.append(Problem(self.file, at.line, at.column, where, message))

    def attempt(
        self, place: tuple[Placed, str], read: Callable[P, T], *arguments: P.args, **options: P.kwargs
    ) -> T | None:
        """Return what `read` gives; None where it raises a ValueError, whose message is kept as a problem.

        `place` is where it stands, and the column.
        """
        try:
            return read(*arguments, **options)
        except ValueError as error:
            self.problem(*place, str(error))
            return None
