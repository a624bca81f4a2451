"""The ways in which exports write an instant: which patterns can read a text, judged by its shape alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Order = Literal["day-first", "month-first"]
Zone = Literal["none", "utc", "offset"]
"""What a text says of its zone: nothing, that it is UTC, or the offset from it."""

EPOCH: Final = "epoch"
"""The pattern that stands for seconds, milli- or microseconds since 1970."""

DAY_FIRST: Final[Order] = "day-first"
MONTH_FIRST: Final[Order] = "month-first"


@dataclass(frozen=True, slots=True, order=True)
class Pattern:
    """One way to write an instant.

    Args:
        layout: how the date is written, for people: `D/M/YYYY`. All patterns of a column share it.
        order: which of day and month comes first, where both are numbers and the year comes last.
        text: the strptime pattern, or `EPOCH`.
        zone: what it says of the zone.
    """

    layout: str
    order: Order | None
    text: str
    zone: Zone = "none"


@dataclass(frozen=True, slots=True)
class DateForm:
    """One way to write a date: a shape, in which every digit is a 9, and what it stands for."""

    shape: str
    readings: tuple[tuple[str, Order | None, str], ...]


DATES: Final = (
    DateForm(r"9999(?P<s>[-/.])99?(?P=s)99?", (("YYYY{s}M{s}D", None, "%Y{s}%m{s}%d"),)),
    DateForm(r"9999\. 99?\. 99?\.", (("YYYY. M. D.", None, "%Y. %m. %d."),)),
    DateForm(r"99999999", (("YYYYMMDD", None, "%Y%m%d"),)),
    DateForm(
        r"99?(?P<s>[-/.])99?(?P=s)9999",
        (("D{s}M{s}YYYY", DAY_FIRST, "%d{s}%m{s}%Y"), ("M{s}D{s}YYYY", MONTH_FIRST, "%m{s}%d{s}%Y")),
    ),
    DateForm(
        r"99?(?P<s>[-/.])99?(?P=s)99",
        (("D{s}M{s}YY", DAY_FIRST, "%d{s}%m{s}%y"), ("M{s}D{s}YY", MONTH_FIRST, "%m{s}%d{s}%y")),
    ),
    DateForm(r"99?(?P<s>[-/ ])[A-Za-z]{3}(?P=s)9999", (("D{s}Mon{s}YYYY", None, "%d{s}%b{s}%Y"),)),
    DateForm(r"99?(?P<s>[-/ ])[A-Za-z]{3}(?P=s)99", (("D{s}Mon{s}YY", None, "%d{s}%b{s}%y"),)),
    DateForm(r"[A-Za-z]{3} 99?, 9999", (("Mon D, YYYY", None, "%b %d, %Y"),)),
    DateForm(r"[A-Za-z]{4,} 99?, 9999", (("Month D, YYYY", None, "%B %d, %Y"),)),
)

TIMES: Final = (
    (r"", ""),
    (r"99?:99", "%H:%M"),
    (r"99?:99:99", "%H:%M:%S"),
    (r"99?:99:99\.9{1,6}", "%H:%M:%S.%f"),
    (r"99?:99:99\.9{7,9}", "%H:%M:%S.%n"),
    (r"99?:99 ?[AP]M", "%I:%M %p"),
    (r"99?:99:99 ?[AP]M", "%I:%M:%S %p"),
    (r"[AP]M 99?:99", "%p %I:%M"),
    (r"[AP]M 99?:99:99", "%p %I:%M:%S"),
    (r"999999", "%H%M%S"),
)
"""Shapes of the time of day (오전 and 오후 count as AM and PM), and the pattern of each."""

ZONES: Final[tuple[tuple[str, str, Zone], ...]] = (
    (r"", "", "none"),
    (r" ?Z", "Z", "utc"),
    (r" ?(?:UTC|GMT)", "UTC", "utc"),
    (r" ?[+-]99:?(?:99)?", "%z", "offset"),
)

EPOCHS: Final = r"9{9,10}(?:\.9+)?|9{12,13}|9{15,16}"
EPOCH_PATTERN: Final = Pattern("seconds since 1970", None, EPOCH, "utc")


def patterns_of(shape: str) -> tuple[Pattern, ...]:
    """The patterns that may read texts of a shape (digits as 9, AM/PM for 오전/오후); none where it is no instant.

    >>> [pattern.text for pattern in patterns_of("99/9/9999 9:99")]
    ['%d/%m/%Y %H:%M', '%m/%d/%Y %H:%M']
    """
    if re.fullmatch(EPOCHS, shape):
        return (EPOCH_PATTERN,)
    for form in DATES:
        found = re.match(form.shape, shape)
        if found and (rest := _rest(shape[found.end() :])) is not None:
            sign = found.groupdict().get("s", "")
            tail, zone = rest
            return tuple(
                Pattern(layout.format(s=sign), order, text.format(s=sign) + tail, zone)
                for layout, order, text in form.readings
            )
    return ()


def _rest(shape: str) -> tuple[str, Zone] | None:
    """The pattern of what follows the date, and what it says of the zone."""
    for time_shape, time in TIMES:
        gap = r"(T|,? {1,2}|)" if time else r"()"
        for zone_shape, zone_text, zone in ZONES if time else ZONES[:1]:
            found = re.fullmatch(f"{gap}{time_shape}({zone_shape})", shape, re.IGNORECASE)
            if found and (found.group(1) or not time):
                return found.group(1) + _spaced(time, shape) + _zone(found.group(2), zone_text), zone
    return None


def _spaced(time: str, shape: str) -> str:
    """The time's pattern, without the space before AM/PM where the text has none."""
    return time.replace(" %p", "%p") if time.endswith("%p") and not re.search(r" [AP]M", shape, re.IGNORECASE) else time


def _zone(shape: str, text: str) -> str:
    """The zone's pattern as the shape writes it: with its space, and a name as it stands."""
    return shape if text in {"Z", "UTC"} else (" " if shape.startswith(" ") else "") + text
