"""Calendars in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.calendars.hours import DAY_NAMES, always
from hindesk.policy.durations import SECOND
from hindesk.policy.values import Choice, Policy
from hindesk.wording import times
from hindesk.wording.conditions import value
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement

_DAY: Final = 86_400
_WHOLE: Final[Spans] = ((0, _DAY),)


def calendar_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield what each calendar of the policy says; the one that never closes needs no words."""
    for name, calendar in policy.calendars.items():
        if calendar != always(name):
            for what, said in _parts(calendar, phrases, home=policy.time_zone):
                yield Statement("calendars", name, phrases.say(f"what.{what}"), said)


def called(calendar: str, phrases: Phrases) -> str:
    """Return what a calendar is called in a sentence: its name, or `around the clock`."""
    return phrases.word("calendar", calendar)


def chosen(choice: Choice[str], phrases: Phrases, call: Callable[[str, Phrases], str] = called) -> str:
    """Return which calendar counts: `priority urgent: around the clock; otherwise: office`.

    Args:
        choice: the names.
        phrases: the language.
        call: what a name is called in a sentence; by default that of a calendar.
    """
    if choice.by is None:
        return call(choice.otherwise or "", phrases)
    field = phrases.word("field", choice.by)
    parts = [
        phrases.say("choice.case", field=field, value=value(choice.by, case, phrases), chosen=call(name, phrases))
        for case, name in choice.cases
    ]
    if choice.otherwise is not None:
        parts.append(phrases.say("choice.otherwise", chosen=call(choice.otherwise, phrases)))
    return phrases.clauses(parts)


def open_hours(calendar: Calendar, phrases: Phrases) -> str:
    """Return the hours of a week: `Monday to Friday 09:00–18:00`."""
    if calendar.week == (_WHOLE,) * 7:
        return called("always", phrases)
    runs = [(spans, [day for day, _ in run]) for spans, run in groupby(enumerate(calendar.week), lambda day: day[1])]
    return phrases.clauses(_run(days, spans, phrases) for spans, days in runs if spans) or phrases.say("hours.never")


def _run(days: list[int], opened: Spans, phrases: Phrases) -> str:
    """Return what weekdays in a row have in common."""
    first, last = (phrases.word("weekday", DAY_NAMES[day]) for day in (days[0], days[-1]))
    named = phrases.say("hours.days", first=first, last=last) if len(days) > 1 else first
    return f"{named} {times.spans(opened, phrases)}"


def _parts(calendar: Calendar, phrases: Phrases, *, home: str) -> Iterator[tuple[str, str]]:
    """Yield what a calendar says: the word for what it is about, and the sentence."""
    elsewhere = phrases.say("hours.zone", zone=calendar.zone) if calendar.zone != home else ""
    yield "hours", phrases.clauses((open_hours(calendar, phrases), elsewhere))
    if calendar.day is not None:
        yield "business_day", times.amount(calendar.day * SECOND, phrases)
    if calendar.holidays:
        yield "holidays", phrases.say("hours.holidays", places=phrases.listed(calendar.holidays, by="and"))
    dates = [*(times.moment(day) for day in sorted(calendar.closed)), *_annual(calendar, phrases)]
    if dates:
        yield "closed", phrases.listed(dates, by="and")
    if calendar.open:
        yield "own_hours", _dated(calendar.open.items(), phrases)
    if calendar.breaks:
        yield "breaks", _dated(calendar.breaks.items(), phrases)


def _annual(calendar: Calendar, phrases: Phrases) -> Iterator[str]:
    for month, day in sorted(calendar.annual):
        yield phrases.say("hours.annual", date=f"{month:02}-{day:02}")


def _dated(hours: Iterable[tuple[date, Spans]], phrases: Phrases) -> str:
    return phrases.clauses(f"{times.moment(day)} {times.spans(opened, phrases)}" for day, opened in sorted(hours))
