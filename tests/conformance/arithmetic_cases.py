"""Business-time cases of other projects, asked of hindesk's calendars."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.days import END_OF_DAY, DaysRule, WorkingDays
from hindesk.calendars.hours import parse_spans, parse_week
from hindesk.calendars.instants import DAY, SECOND, OutOfRange, date_of, day_number
from hindesk.calendars.spans import breaks_on
from tests.conformance.arithmetic_profiles import Family, days_rule, family
from tests.shared_folder import SHARED

CONFORMANCE: Final = Path(os.environ.get("HINDESK_CONFORMANCE", SHARED / "conformance"))

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final = {"seconds": 1, "minutes": 60, "hours": 3600}
_ROUNDINGS: Final[Mapping[str, Callable[[float], float]]] = {
    "none": lambda value: value,
    "truncate toward zero": np.trunc,
    "floor": np.floor,
    "ceil": np.ceil,
}
_REPEATS: Final = frozenset({"local", "tz", "rounding", "unit"})
_REACHES: Final = (400, 4_000, 40_000)


class NotExpressible(Exception):
    """The product has no such operation or no such switch."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: a calendar, an operation with its input, and what another project answers."""

    id: str
    family: str
    op: str
    calendar: dict[str, Any]
    input: dict[str, Any]
    expected: dict[str, Any]
    verified: bool
    landing: str | None = None
    days_rule: str | None = None


def cases() -> Iterator[Case]:
    """All cases of the folder, by file and place."""
    for file in sorted((CONFORMANCE / "arithmetic").glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            yield Case(**{key: row[key] for key in Case.__slots__ if key in row})


def answer(case: Case) -> dict[str, Any]:
    """What hindesk answers, in the terms of what is expected.

    Raises:
        NotExpressible: the product can't be asked this.
    """
    if case.op not in _OPERATIONS:
        raise NotExpressible(f"operation {case.op}")
    for reach in _REACHES:
        try:
            found = _OPERATIONS[case.op](_Question(case, reach))
        except OutOfRange:
            continue
        return {key: found[key] for key in case.expected if key in found}
    raise NotExpressible("an answer within a hundred years")


def expected(case: Case) -> dict[str, Any]:
    """What the case expects, without what merely repeats it in other words."""
    return {key: _comparable(key, value) for key, value in case.expected.items() if key not in _REPEATS}


def _comparable(key: str, value: object) -> object:
    if key == "at" and isinstance(value, str):
        return _instant(value)
    if key == "periods" and isinstance(value, list):
        return [[_instant(start), _instant(end)] for start, end in value]
    return round(value, 6) if isinstance(value, float) else value


class _Question:
    """A case with its calendar worked out for a number of days around its instants."""

    def __init__(self, case: Case, reach: int) -> None:
        self.case = case
        self.input = case.input
        self.family = family(case.family)
        self.calendar = _calendar(case, self.family)
        instants = [_instant(self.input[key]) for key in ("at", "from", "to", "date") if key in self.input]
        ends = min(instants) - reach * DAY, max(instants) + reach * DAY
        self.days = WorkingDays(self.calendar, *ends)
        self.time: BusinessTime = self.days.time

    def at(self) -> int:
        return _instant(self.input["at"])

    def date(self) -> int:
        if "date" in self.input:
            return day_number(date.fromisoformat(self.input["date"]))
        return int(self.days.dates_at(np.array([self.at()]))[0])

    def found(self, instant: int) -> dict[str, Any]:
        day = int(self.days.dates_at(np.array([instant]))[0])
        return {"at": instant, "date": date_of(day).isoformat()}


def _elapsed(question: _Question) -> dict[str, Any]:
    seconds = int(question.time.elapsed(_instant(question.input["from"]), _instant(question.input["to"]))[0]) / SECOND
    seconds = seconds if question.input.get("signed") else max(seconds, 0)
    want = question.case.expected
    found = {"seconds": seconds, "hours": round(seconds / 3600, 6)}
    if "value" in want:
        if want["unit"] not in _UNITS or want.get("rounding", "none") not in _ROUNDINGS:
            raise NotExpressible(f"elapsed in {want['unit']}, rounding {want.get('rounding')}")
        found["value"] = round(_ROUNDINGS[want.get("rounding", "none")](seconds / _UNITS[want["unit"]]), 6)
    return found


def _add(question: _Question, sign: int) -> dict[str, Any]:
    amount, landing = round(question.input["seconds"] * SECOND) * sign, question.case.landing
    if amount > 0 or (amount == 0 and sign > 0):
        forward = landing if landing in ("close", "next_open") else question.family.landing
        return question.found(int(question.time.due(question.at(), amount, forward)[0]))  # type: ignore[arg-type]
    back = landing if landing in ("open", "previous_close") else question.family.back_landing
    return question.found(int(question.time.subtract(question.at(), -amount, back)[0]))  # type: ignore[arg-type]


def _add_days(question: _Question, sign: int) -> dict[str, Any]:
    count = question.input["days"] * sign
    forward = count > 0 or (count == 0 and sign > 0)
    if "at" not in question.input:
        move = question.days.dates_after if forward else question.days.dates_before
        return {"date": date_of(int(move(question.date(), abs(count))[0])).isoformat()}
    rule = _days_rule(question, question.family.add_days if forward else question.family.subtract_days)
    shift = question.days.add if forward else question.days.subtract
    return question.found(int(shift(question.at(), abs(count), rule)[0]))


def _days_rule(question: _Question, own: DaysRule) -> DaysRule:
    if question.input.get("end_of_working_day"):
        return DaysRule(own.start, END_OF_DAY.end)
    return days_rule(question.case.days_rule or "") or own


def _is_open(question: _Question) -> dict[str, Any]:
    return {"value": bool(question.time.is_open(question.at())[0])}


def _is_workday(question: _Question) -> dict[str, Any]:
    return {"value": bool(question.days.is_workday(question.date())[0])}


def _is_holiday(question: _Question) -> dict[str, Any]:
    return {"value": bool(question.days.is_holiday(question.date())[0])}


def _in_break(question: _Question) -> dict[str, Any]:
    local = int(question.time.pieces.offsets.to_local(np.array([question.at()]))[0])
    second = local % DAY // SECOND
    return {"value": any(a <= second < b for a, b in breaks_on(question.calendar, date_of(local // DAY)))}


def _next_open(question: _Question) -> dict[str, Any]:
    return question.found(int(question.time.next_open(question.at())[0]))


def _previous_close(question: _Question) -> dict[str, Any]:
    return question.found(int(question.time.previous_close(question.at())[0]))


def _periods(question: _Question, side: str) -> dict[str, Any]:
    ask = question.time.periods_after if side == "after" else question.time.periods_before
    starts, ends = ask(question.at(), question.input["count"])
    return {"periods": [list(period) for period in zip(starts.tolist(), ends.tolist(), strict=True)]}


_OPERATIONS: Final[Mapping[str, Callable[[_Question], dict[str, Any]]]] = {
    "add": partial(_add, sign=1),
    "subtract": partial(_add, sign=-1),
    "elapsed": _elapsed,
    "is_open": _is_open,
    "is_workday": _is_workday,
    "is_holiday": _is_holiday,
    "in_break": _in_break,
    "next_open": _next_open,
    "previous_close": _previous_close,
    "periods_after": partial(_periods, side="after"),
    "periods_before": partial(_periods, side="before"),
    "add_days": partial(_add_days, sign=1),
    "subtract_days": partial(_add_days, sign=-1),
}


def _calendar(case: Case, switches: Family) -> Calendar:
    stated = case.calendar
    closed = frozenset(map(date.fromisoformat, stated.get("holidays", ())))
    annual = frozenset((int(day[:2]), int(day[3:])) for day in stated.get("annual_holidays", ()))
    shifts = {date.fromisoformat(day["date"]): _spans_text(day["hours"]) for day in stated.get("shifts", ())}
    if switches.shifts_on_holidays == "closed":
        shifts = {d: text for d, text in shifts.items() if d not in closed and (d.month, d.day) not in annual}
    breaks = {date.fromisoformat(day["date"]): _spans_text(day["hours"]) for day in stated.get("breaks", ())}
    try:
        return Calendar(
            case.id,
            stated["tz"],
            parse_week({day: _spans_text(hours) for day, hours in stated["weekly"].items() if hours}),
            closed=closed,
            annual=annual,
            open={day: parse_spans(text) for day, text in shifts.items()},
            breaks={day: parse_spans(text) for day, text in breaks.items()},
        )
    except ValueError as error:
        raise NotExpressible(f"hours: {error}") from error


def _spans_text(hours: list[list[str]]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in hours)


def _instant(text: str) -> int:
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(microseconds=1)
