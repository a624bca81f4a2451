"""What a roster says, one row a person, with what the store's open tickets need besides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final

from hindesk.calendars.calendar import Calendar, Spans, Week
from hindesk.calendars.hours import DAY_NAMES
from hindesk.calendars.zones import zone
from hindesk.people.coverage import Coverage
from hindesk.people.findings import Problem
from hindesk.people.person import Away, Person, Roster
from hindesk.reports.columns import COUNT, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report

ALWAYS: Final = "always"
NAMED: Final = 5
"""Names that a note gives before it says how many more there are."""

_COLUMNS: Final[Columns] = {
    "name": TEXT,
    "teams": TEXT,
    "tier": COUNT,
    "skills": TEXT,
    "languages": TEXT,
    "capacity": COUNT,
    "works": TEXT,
    "away": TEXT,
    "manager": TEXT,
}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FULL: Final[Week] = (((0, 86_400),),) * 7
_MIDNIGHT: Final = "00:00"


def roster_report(
    roster: Roster, notes: Iterable[Problem] = (), *, coverage: Coverage | None = None, time_zone: str
) -> Report:
    """One row for each person, in the order of the roster, all but the tier and the capacity as text.

    Absences are shown in the zone of the person's hours, else in `time_zone`. With `coverage`, notes say what the open
    tickets of the store need that the roster lacks.
    """
    rows = [_row(person, time_zone) for person in roster.people]
    told = tuple(map(str, notes))
    return Report(
        name="roster",
        title=f"{roster.file}: {_people(len(rows))} in {counted(len(roster.teams), 'team')}, no problems",
        table=table_of(_COLUMNS, rows),
        notes=(*told, *(coverage_notes(coverage) if coverage else ())),
        folded=("teams", "skills", "works", "away"),
    )


def coverage_notes(coverage: Coverage) -> tuple[str, ...]:
    """What a roster lacks, as sentences."""
    notes = []
    if coverage.strangers:
        tickets = counted(sum(coverage.strangers.values()), "open ticket")
        notes.append(f"The roster lacks holders of {tickets}: {_named(coverage.strangers)}")
    if coverage.unstaffed:
        tickets = counted(sum(coverage.unstaffed.values()), "open ticket")
        notes.append(f"Nobody of the roster works in the teams of {tickets}: {_named(coverage.unstaffed)}")
    for desk, names in coverage.without_id.items():
        if names:
            shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
            lack = "lacks" if len(names) == 1 else "lack"
            notes.append(f"Files for {desk} need ids, which {_people(len(names))} {lack}: {shown}")
    return tuple(notes)


def hours_in_words(week: Week) -> str:
    """Weekly hours, days that are alike together: `mon-fri 09:00-18:00; sat 10:00-14:00`."""
    if week == _FULL:
        return ALWAYS
    runs = [(spans, list(days)) for spans, days in groupby(range(7), key=lambda day: week[day])]
    return "; ".join(f"{_days(days)} {_spans(spans)}" for spans, days in runs if spans)


def away_in_words(one: Away, time_zone: str) -> str:
    """An absence as a roster writes it, in a zone: `2026-11-20..2026-11-24`; without an end, `left 2026-11-20`."""
    start = _local(one.start, time_zone)
    if one.end is None:
        return f"left {_moment(start)}"
    end = _local(one.end, time_zone)
    if start.strftime("%H:%M") == end.strftime("%H:%M") == _MIDNIGHT:
        last = (end - timedelta(days=1)).date()
        return f"{start.date()}" if last == start.date() else f"{start.date()}..{last}"
    return f"{start:%Y-%m-%d %H:%M}..{end:%Y-%m-%d %H:%M}"


def _row(person: Person, time_zone: str) -> tuple[object, ...]:
    zone_name = person.calendar.zone if person.calendar else time_zone
    return (
        person.name,
        ", ".join(person.teams),
        person.tier,
        ", ".join(f"{skill}:{level}" for skill, level in person.skills.items()),
        ", ".join(person.languages),
        person.capacity,
        _works(person.calendar),
        "; ".join(away_in_words(one, zone_name) for one in person.away),
        person.manager,
    )


def _works(calendar: Calendar | None) -> str:
    """When a person works: the policy's name for it where it has one, the hours, and their zone."""
    if calendar is None:
        return ALWAYS
    hours = hours_in_words(calendar.week)
    own = ":" not in calendar.name and calendar.name != ALWAYS
    name = f"{calendar.name}: " if own else ""
    return hours if hours == ALWAYS and not own else f"{name}{hours} ({calendar.zone})"


def _days(days: list[int]) -> str:
    return DAY_NAMES[days[0]] if len(days) == 1 else f"{DAY_NAMES[days[0]]}-{DAY_NAMES[days[-1]]}"


def _spans(spans: Spans) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"


def _local(instant: int, time_zone: str) -> datetime:
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(zone(time_zone))


def _moment(local: datetime) -> str:
    return f"{local:%Y-%m-%d}" if local.strftime("%H:%M") == _MIDNIGHT else f"{local:%Y-%m-%d %H:%M}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _named(counts: dict[str, int]) -> str:
    """The first few words with their counts, in backticks."""
    shown = ", ".join(f"`{word}` ({count:,})" for word, count in list(counts.items())[:NAMED])
    return f"{shown} and {len(counts) - NAMED:,} more" if len(counts) > NAMED else shown
