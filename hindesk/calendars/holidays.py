"""Public holidays by country, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version

import holidays as library

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A date that is closed, and its name in the country's own language."""

    date: date
    name: str


def resolve(calendar: Calendar, years: Iterable[int]) -> tuple[Holiday, ...]:
    """The public holidays of a calendar's countries in these years, by date and name, each once.

    Raises:
        InputError: the library knows no such country or subdivision; the hint names the nearest one.
    """
    wanted = sorted(set(years))
    return tuple(sorted({day for code in calendar.holidays for year in wanted for day in _of_year(code, year)}))


def check_code(code: str) -> None:
    """Accept a country (`KR`) or a subdivision (`DE-BY`).

    Raises:
        InputError: the library knows no such code; the hint names the nearest one.
    """
    if code not in codes():
        hint = did_you_mean(code, codes()) or "use a country such as KR, or a part of one such as DE-BY"
        raise InputError(f"no public holidays are known for {code!r}", hint)


@cache
def codes() -> frozenset[str]:
    """All countries and subdivisions that `resolve` knows."""
    supported = library.list_supported_countries(include_aliases=False)
    return frozenset(supported) | {f"{country}-{part}" for country, parts in supported.items() for part in parts}


def holidays_version() -> str:
    """The version of the library that the dates come from."""
    return version("holidays")


@lru_cache(maxsize=4096)
def _of_year(code: str, year: int) -> tuple[Holiday, ...]:
    check_code(code)
    country, _, part = code.partition("-")
    own = library.country_holidays(country).default_language
    found = library.country_holidays(country, subdiv=part or None, years=year, language=own)
    return tuple(Holiday(day, name) for day, name in sorted(found.items()))
