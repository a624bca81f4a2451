"""Calendars of a policy as the schedules and business hours of help desks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.calendars.holidays import resolve
from hindesk.exchange.freshdesk_hours import DAYS
from hindesk.exchange.hours import DAY
from hindesk.exchange.tables import zones
from hindesk.exchange.writing import Writing
from hindesk.yaml_source import Value


def zendesk_schedule(calendar: Calendar, writing: Writing) -> Value:
    """Return a schedule with its holidays; intervals are minutes since Sunday 00:00."""
    intervals: list[Value] = []
    starts = sorted(
        ((day + 1) % 7 * 1440 + start // 60, (day + 1) % 7 * 1440 + end // 60)
        for day, spans in enumerate(calendar.week)
        for start, end in spans
    )
    intervals += [{"start_time": start, "end_time": end} for start, end in starts]
    holidays: list[Value] = [
        {"name": name, "start_date": day.isoformat(), "end_date": day.isoformat()}
        for day, name in closed_days(calendar, writing)
    ]
    _tell_odd(calendar, writing)
    return {
        "name": calendar.name,
        "time_zone": zone_name(calendar, writing),
        "intervals": intervals,
        "holidays": holidays,
    }


def freshdesk_hours(calendar: Calendar, writing: Writing) -> Value:
    """Return business hours, one span a day."""
    hours: dict[str, Value] = {}
    for name, spans in zip(DAYS, calendar.week, strict=True):
        if spans:
            hours[name] = {"start_time": _clock(spans[0][0]), "end_time": _clock(spans[-1][1])}
        if len(spans) > 1:
            writing.tell(
                ("calendars", calendar.name), f"Freshdesk's {name} has one span: {_breaks(spans)} is open in it too"
            )
    if calendar.closed or calendar.annual or calendar.holidays:
        writing.tell(("calendars", calendar.name), "Freshdesk's API takes no holidays: enter them in its settings")
    _tell_odd(calendar, writing)
    return {"name": calendar.name, "time_zone": zone_name(calendar, writing), "business_hours": hours}


def closed_days(calendar: Calendar, writing: Writing) -> list[tuple[date, str]]:
    """Return the dates on which a calendar is closed, with names; what recurs, of one year."""
    named = [(day, "closed") for day in calendar.closed]
    if writing.year is None and (calendar.holidays or calendar.annual):
        message = (
            f"{writing.words.title} knows closed days by their dates alone: --holidays YEAR writes those of a year"
        )
        writing.tell(("calendars", calendar.name), message)
    if writing.year is not None:
        named += [(day.date, day.name) for day in resolve(calendar, [writing.year])]
        year = [date(writing.year, 1, 1) + timedelta(days=number) for number in range(366)]
        named += [
            (day, "closed") for day in year if (day.month, day.day) in calendar.annual and day.year == writing.year
        ]
    known: dict[date, str] = {}
    for day, name in named:
        if not calendar.open.get(day):
            known[day] = name if known.get(day, "closed") == "closed" else known[day]
    return sorted(known.items())


def zone_name(calendar: Calendar, writing: Writing) -> str:
    """Return the name that help desks made with Ruby on Rails give a calendar's time zone, else its IANA name."""
    fitting = [name for name, zone in zones().items() if zone == calendar.zone]
    city = calendar.zone.rpartition("/")[2].replace("_", " ")
    if not fitting:
        message = f"{writing.words.title} has no name of its own for the time zone {calendar.zone}: choose the nearest"
        writing.tell(("calendars", calendar.name), message)
    return city if city in fitting else next(iter(fitting), calendar.zone)


def _tell_odd(calendar: Calendar, writing: Writing) -> None:
    for dates, what in ((calendar.open, "dates with hours of their own"), (calendar.breaks, "breaks on single dates")):
        if dates:
            writing.tell(
                ("calendars", calendar.name),
                f"{writing.words.title} has no {what}: {', '.join(map(str, sorted(dates)))}",
            )
    if any(second % 60 for spans in calendar.week for span in spans for second in span):
        writing.tell(("calendars", calendar.name), f"{writing.words.title} counts hours in whole minutes")


def _breaks(spans: Spans) -> str:
    gaps = [(before[1], after[0]) for before, after in pairwise(spans)]
    return ", ".join(
        f"{start // 3600:02}:{start // 60 % 60:02}-{end // 3600:02}:{end // 60 % 60:02}" for start, end in gaps
    )


def _clock(second: int) -> str:
    """Write a time of day as Freshdesk does: `08:00:00 am`."""
    second = min(second, DAY - 1)
    hour, half = (second // 3600 - 1) % 12 + 1, "am" if second < DAY // 2 else "pm"
    return f"{hour:02}:{second // 60 % 60:02}:{second % 60:02} {half}"
