"""A calendar: when time counts, as local wall-clock hours in one time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Spans = tuple[tuple[int, int], ...]
"""Open spans of one local date: half-open [from, to) in seconds after local midnight.

`to` is at most 86,400. Spans of one-off dates (`open`, `breaks`) may run on into the next date, to at most 172,800.
"""

Week = tuple[Spans, Spans, Spans, Spans, Spans, Spans, Spans]
"""The open spans of Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When time counts.

    Args:
        name: the policy's name for it.
        zone: IANA time zone of all its wall-clock times.
        week: the open spans of Monday to Sunday, sorted, without overlap.
        holidays: countries whose public holidays are closed, as the `holidays` library names them (`KR`, `DE-BY`).
        closed: dates that are closed.
        annual: (month, day) pairs that are closed in every year.
        open: dates with hours of their own, which replace the week's and override holidays and closed dates.
            What runs on past midnight is added to the next date.
        breaks: dates on which these spans are cut out, also of `open` dates.
        day: the length in seconds of a business day where the calendar states one.
    """

    name: str
    zone: str
    week: Week
    holidays: tuple[str, ...] = ()
    closed: frozenset[date] = frozenset()
    annual: frozenset[tuple[int, int]] = frozenset()
    open: dict[date, Spans] = field(default_factory=dict)
    breaks: dict[date, Spans] = field(default_factory=dict)
    day: int | None = None
