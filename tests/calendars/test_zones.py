"""Time zones come from one source."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from importlib.metadata import version

import pytest

from hindesk.calendars.zones import tzdata_version, zone
from hindesk.errors import InputError


def test_the_machines_own_zones_are_not_looked_at() -> None:
    zone("UTC")
    assert zoneinfo.TZPATH == ()


def test_a_zone_knows_its_rules() -> None:
    assert datetime(2026, 7, 1, tzinfo=zone("Europe/Berlin")).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Asia/Soul", "did you mean Asia/Seoul?"),
        ("europe/berlin", "did you mean Europe/Berlin?"),
        ("KST", "use an IANA name such as Asia/Seoul or Europe/Berlin"),
        ("CEST", "use an IANA name such as Asia/Seoul or Europe/Berlin"),
        ("../etc/passwd", "use an IANA name such as Asia/Seoul or Europe/Berlin"),
    ],
)
def test_an_unknown_zone_is_an_error_that_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        zone(name)
    assert (caught.value.message, caught.value.hint) == (f"unknown time zone {name!r}", hint)


def test_the_version_is_that_of_the_package() -> None:
    assert tzdata_version() == version("tzdata")
