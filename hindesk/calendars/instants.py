"""Instants and local times as numbers: microseconds since 1970-01-01, in int64 columns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from hindesk.errors import HindeskError

Column = npt.NDArray[np.int64]
"""Instants (UTC), local wall-clock times or amounts of time in microseconds, or day numbers since 1970-01-01."""

Flags = npt.NDArray[np.bool_]
"""Whether something holds of each element of a column."""

SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND

_EPOCH: Final = date(1970, 1, 1)
_YEARS: Final = (1800, 2400)


class OutOfRange(HindeskError):
    """An instant, or the answer to a question about one, lies outside the days that a calendar was worked out for."""


def day_number(day: date) -> int:
    """Days from 1970-01-01 to `day`."""
    return (day - _EPOCH).days


def date_of(number: int) -> date:
    """The date that is `number` days after 1970-01-01.

    Raises:
        OutOfRange: it is before the year 1800 or after 2400.
    """
    if not day_number(date(_YEARS[0], 1, 1)) <= number < day_number(date(_YEARS[1] + 1, 1, 1)):
        raise OutOfRange(
            f"calendars cover the years {_YEARS[0]} to {_YEARS[1]}, and a date lies {number:,} days after 1970-01-01",
            "look for a misread date among the tickets",
        )
    return _EPOCH + timedelta(days=number)


def column(values: npt.ArrayLike) -> Column:
    """Whole numbers as an int64 column of at least one dimension."""
    return np.atleast_1d(np.asarray(values, dtype=np.int64))
