"""The `calendars` section: when time counts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo

from hindesk.calendars.calendar import Calendar, Week
from hindesk.calendars.holidays import check_code
from hindesk.calendars.hours import ALWAYS, parse_week
from hindesk.calendars.opening import never_opens
from hindesk.calendars.zones import zone
from hindesk.errors import HindeskError
from hindesk.policy.dates import DatedHours, Dates, DaysOfYear
from hindesk.policy.durations import SECOND, parse_duration
from hindesk.policy.findings import Findings, as_text, said, shown
from hindesk.policy.parts import Part, Text, Texts
from hindesk.policy.words import Maybe, words_of

PREDEFINED: Final = "always"
"""The calendar that never closes, known in every policy."""

_DAY: Final = 86_400
_ANY_HOURS: Final = "09:00-10:00"


def read_zone(name: str) -> str:
    """Accept a time zone's IANA name."""
    try:
        zone(name)
    except HindeskError as error:
        raise said(f"{error.message}; {error.hint}") from None
    return name


def _read_week(raw: object) -> Week:
    """Read opening hours, day by day, so that every wrong day is told where it stands."""
    if not isinstance(raw, dict):
        raise said(f"expected hours by day such as {{mon-fri: 09:00-18:00}}, found {shown(raw)}")
    found = Findings()
    hours = {day: _hours(day, value, found) for day, value in raw.items()}
    found.close()
    try:
        return parse_week(hours)
    except ValueError as error:
        raise said(str(error)) from None


def _hours(day: str, raw: object, found: Findings) -> str:
    """Return the hours of one day or range of days, checked alone."""
    text = as_text(raw) or ""
    for add, hours in ((found.add_key, _ANY_HOURS), (found.add, text)):
        try:
            parse_week({day: hours})
        except ValueError as error:
            add((day,), str(error))
            break
    return text


def _read_countries(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Accept countries whose public holidays are known."""
    for code in codes:
        try:
            check_code(code)
        except HindeskError as error:
            raise said(f"{error.message}; {error.hint}") from None
    return codes


def _read_day(raw: object) -> int:
    """Read the length of a business day as seconds."""
    try:
        duration = parse_duration(as_text(raw) or "")
    except ValueError as error:
        raise said(str(error)) from None
    if duration.unit != "microsecond" or not 0 < duration.amount <= _DAY * SECOND:
        raise said(f"expected hours of one day such as 8h, found {shown(raw)}")
    return duration.amount // SECOND


class CalendarModel(Part):
    """When time counts: weekly hours in one time zone, less holidays, closed dates and breaks.

    Written `24x7`, a calendar never closes; `always` is such a calendar and need not be defined.
    """

    example: ClassVar[str] = (
        "calendars:\n"
        "  office:\n"
        '    week: {mon-fri: "09:00-12:00, 13:00-18:00", sat: "10:00-14:00"}\n'
        "    holidays: [KR]\n"
        "    closed: [2026-05-04]\n"
        '    annual: ["12-31"]\n'
        '    open: {2026-02-21: "09:00-13:00"}\n'
        '    breaks: {2026-03-03: "15:00-16:00"}\n'
        "    day: 8h\n"
        "  hotline: 24x7\n"
    )

    week: Annotated[Week, PlainValidator(_read_week, json_schema_input_type=dict[str, str])] = Field(
        description="open hours by day (`sat`), range (`mon-fri`) or list of days (`mon, wed`); several spans a day "
        "are separated by commas, 24:00 is the end of the day, a span may run past midnight (`22:00-06:00`)"
    )
    time_zone: Annotated[Text, AfterValidator(read_zone)] = Field(
        default="", description="IANA time zone of the hours; without it, the policy's"
    )
    holidays: Annotated[Texts, AfterValidator(_read_countries)] = Field(
        default=(), description="countries, or parts of them, whose public holidays are closed: `KR`, `[US-NY, DE-BY]`"
    )
    closed: Dates = Field(default=(), description="dates that are closed")
    annual: DaysOfYear = Field(default=(), description="days that are closed in every year, as month and day")
    open_: DatedHours = Field(
        default={}, alias="open", description="dates with hours of their own, even on holidays and closed dates"
    )
    breaks: DatedHours = Field(default={}, description="dates on which these hours are cut out")
    day: Maybe[Annotated[int, PlainValidator(_read_day, json_schema_input_type=str)]] = Field(
        default=None,
        description="the length of a business day, which `bd` counts in; needed only where the weekdays differ",
    )


def _read_calendar(raw: object, info: ValidationInfo) -> Calendar:
    """Read one calendar: `24x7` or a mapping."""
    words = words_of(info)
    if not isinstance(raw, dict):
        if as_text(raw) != ALWAYS:
            raise said(f"expected {ALWAYS} or a mapping with 'week', found {shown(raw)}")
        return Calendar("", words.time_zone, parse_week(ALWAYS))
    calendar = _calendar(CalendarModel.model_validate(raw, context=words), words.time_zone)
    if never_opens(calendar):
        raise said("this calendar never opens; give a day hours, as in week: {mon-fri: 09:00-18:00}")
    return calendar


def _calendar(model: CalendarModel, time_zone: str) -> Calendar:
    """Return the calendar that a model describes, without its name."""
    return Calendar(
        "",
        model.time_zone or time_zone,
        model.week,
        holidays=model.holidays,
        closed=frozenset(model.closed),
        annual=frozenset(model.annual),
        open=model.open_,
        breaks=model.breaks,
        day=model.day,
    )


CalendarValue = Annotated[
    Calendar,
    PlainValidator(_read_calendar, json_schema_input_type=Annotated[str, Field(pattern="^24x7$")] | CalendarModel),
]
"""One calendar of the section, as a value without its name."""
