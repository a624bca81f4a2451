"""Time zones, all from the `tzdata` package: what the machine has installed is not looked at."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib.metadata import version
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError

_ABBREVIATION: Final = 4
"""The most letters of KST, CEST and their like, whose nearest name is that of another part of the world."""

zoneinfo.reset_tzpath(to=[])
zoneinfo.ZoneInfo.clear_cache()


@cache
def zone_names() -> frozenset[str]:
    """All names that `zone` knows."""
    return frozenset(zoneinfo.available_timezones())


def zone(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        InputError: no such zone; the hint names the nearest one, but of an abbreviation.
    """
    if name not in zone_names():
        near = "" if name.isupper() and len(name) <= _ABBREVIATION else did_you_mean(name, zone_names())
        hint = near or "use an IANA name such as Asia/Seoul or Europe/Berlin"
        raise InputError(f"unknown time zone {name!r}", hint)
    return zoneinfo.ZoneInfo(name)


def tzdata_version() -> str:
    """The version of the `tzdata` package in use: 2026.6 is the release 2026f of the time-zone database."""
    return version("tzdata")
