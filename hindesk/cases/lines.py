"""Blocks of lines in a case file: each line with its time, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hindesk.cases.moments import LATER, WHEN, Day, date_at, later_than, moment_of
from hindesk.cases.values import Moment

_LINE: Final = re.compile(rf"\s*(?:{WHEN}|{LATER})(?:\s+(?P<rest>.*?))?\s*")
_EXAMPLES: Final = "a line starts with a time: 09:10, 2026-01-05 09:10, Mon 2026-01-05 09:10 or +30m"


class Wrong(ValueError):
    """What is wrong in a line: one clause, and how many characters stand before it in the line."""

    def __init__(self, message: str, offset: int = 0) -> None:
        """Keep both."""
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: its number from 0, its time, what follows the time, and how far in that begins."""

    number: int
    moment: Moment
    rest: str
    offset: int


@dataclass(slots=True)
class Block:
    """The lines of a block, read one after the other: a time without a date is on the date of the line above."""

    text: str
    above: Moment
    time_zone: str

    def lines(self) -> Iterator[Line | tuple[int, Wrong]]:
        """Yield each line that is not empty, or its number and what is wrong with its time."""
        for number, text in enumerate(self.text.splitlines()):
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            try:
                line = self._line(number, text)
            except ValueError as error:
                yield number, error if isinstance(error, Wrong) else Wrong(str(error), _indent(text))
                continue
            self.above = line.moment
            yield line

    def _line(self, number: int, text: str) -> Line:
        found = _LINE.fullmatch(text)
        if not found:
            raise Wrong(_EXAMPLES, _indent(text))
        day = Day(date_at(self.above.at, self.time_zone), self.time_zone)
        moment = later_than(self.above, found["later"]) if found["later"] else moment_of(found, day)
        line = Line(number, moment, found["rest"] or "", max(found.start("rest"), _indent(text)))
        if moment.at + moment.grain <= self.above.at:
            raise Wrong("this is earlier than the line above; write the date where it changes", _indent(text))
        # Within the minute of a line above that has seconds.
        return replace(line, moment=replace(moment, at=max(moment.at, self.above.at)))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
