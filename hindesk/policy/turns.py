"""Times by the wall clock, lengths of turns and names of people, as on-call schedules write them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, Field, PlainValidator

from hindesk.people.on_call import Rotation
from hindesk.people.values import first_double
from hindesk.policy.durations import UNITS
from hindesk.policy.findings import Findings, as_text, said, shown
from hindesk.policy.parts import Texts

NOBODY: Final = "nobody"
"""In place of a name: a turn or an override that nobody has."""

NAMED: Final[dict[str, Rotation]] = {
    "hourly": Rotation(UNITS["h"], "microsecond"),
    "daily": Rotation(1, "day"),
    "weekly": Rotation(7, "day"),
}
"""Turns that have a name of their own."""

_TIME: Final = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$"
_YEARS: Final = (1900, 2300)
_DAYS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_LONGEST: Final = 3660
_TURN: Final = r"^\s*(\d+\s*(days?|weeks?)|\d+\s*[hm](\s*\d+\s*m)?)\s*$"
_WRITE: Final = "write hours or minutes that pass (12h, 30m), or days by the wall clock (2 days, 2 weeks)"


def _read_time(raw: object) -> datetime:
    """Read a date with a time of day, without a zone."""
    text = as_text(raw) or ""
    if not re.fullmatch(_TIME, text):
        raise said(f"expected a date with a time of the schedule's zone such as 2026-01-05T09:00, found {shown(raw)}")
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise said(f"there is no date and time {text}") from None
    if not _YEARS[0] <= time.year < _YEARS[1]:
        raise said(f"the year of {text} is not between {_YEARS[0]} and {_YEARS[1]}")
    return time


def _read_turn(raw: object) -> Rotation:
    """Read how long a turn lasts."""
    text = as_text(raw) or ""
    if not re.fullmatch(_TURN, text):
        raise said(f"{shown(raw)} is not the length of a turn; {_WRITE}")
    parts = [(int(amount), unit) for amount, unit in re.findall(r"(\d+)\s*([a-z]+)", text)]
    unit = "day" if parts[0][1] in _DAYS else "microsecond"
    length = sum(amount * {**_DAYS, **UNITS}[word] for amount, word in parts)
    if not length:
        raise said(f"a turn lasts longer than nothing, found {text!r}")
    if length > _LONGEST * (1 if unit == "day" else 24 * UNITS["h"]):
        raise said(f"{text!r} is longer than ten years")
    return Rotation(length, "day" if unit == "day" else "microsecond")


def _read_people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Accept the names of people, each once."""
    found = Findings()
    if not names:
        found.add((), "nobody is named; name at least one person")
    if NOBODY in names:
        found.add((), f"{NOBODY!r} stands for no person here; leave it out")
    double = first_double(names)
    if double is not None:
        found.add((), f"{double!r} is named twice")
    found.close()
    return names


def _read_takers(names: tuple[str, ...]) -> tuple[str | None, ...]:
    """Accept the people who take turns, some of them perhaps nobody."""
    if not names:
        raise said("nobody is named; name at least one person")
    return tuple(None if name == NOBODY else name for name in names)


LocalTime = Annotated[
    datetime,
    PlainValidator(
        _read_time, json_schema_input_type=Annotated[str, Field(pattern=_TIME, examples=["2026-01-05T09:00"])]
    ),
]
"""A time by the wall clock of a zone that is known from elsewhere."""

Turn = Annotated[
    Rotation,
    PlainValidator(
        _read_turn, json_schema_input_type=Annotated[str, Field(pattern=_TURN, examples=["12h", "2 days", "2 weeks"])]
    ),
]
"""How long one turn lasts."""

People = Annotated[Texts, AfterValidator(_read_people)]
"""One person or several, by their words in the roster: name, address or id."""

Takers = Annotated[Texts, AfterValidator(_read_takers)]
"""The people who take turns; None: nobody."""
