"""Public holidays by country."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.holidays import Holiday, check_code, holidays_version, resolve
from hindesk.calendars.hours import parse_week
from hindesk.errors import InputError


def calendar(*codes: str) -> Calendar:
    return Calendar("office", "UTC", parse_week({"mon-fri": "09:00-18:00"}), holidays=codes)


@pytest.mark.parametrize("language", ["C", "en_US", "th"])
def test_names_are_in_the_countrys_own_language_whatever_the_machines(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert Holiday(date(2026, 2, 17), "설날") in resolve(calendar("KR"), [2026])


def test_dates_are_sorted_and_come_once() -> None:
    found = resolve(calendar("KR", "KR", "DE-BY"), [2027, 2026, 2026])
    assert list(found) == sorted(set(found))
    assert {day.date.year for day in found} == {2026, 2027}


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in {day.date for day in resolve(calendar("DE-BY"), [2026])}
    assert epiphany not in {day.date for day in resolve(calendar("DE"), [2026])}


def test_no_countries_have_no_holidays() -> None:
    assert resolve(calendar(), [2026]) == ()


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("kr", "did you mean KR?"),
        ("de-by", "did you mean DE-BY?"),
        ("Korea!", "use a country such as KR, or a part of one such as DE-BY"),
    ],
)
def test_an_unknown_code_is_an_error_that_names_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(InputError, match="no public holidays are known for") as caught:
        check_code(code)
    assert caught.value.hint == hint


def test_the_version_is_that_of_the_library() -> None:
    assert holidays_version() == version("holidays")
