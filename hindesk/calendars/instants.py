"""Instants and local times as numbers: microseconds since 1970-01-01, in int64 columns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
"""Instants (UTC), local wall-clock times or amounts of time in microseconds, or day numbers since 1970-01-01."""

Flags = npt.NDArray[np.bool_]

SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND

_EPOCH: Final = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days from 1970-01-01 to `day`."""
    return (day - _EPOCH).days


def date_of(number: int) -> date:
    """The date that is `number` days after 1970-01-01."""
    return _EPOCH + timedelta(days=number)


def column(values: npt.ArrayLike) -> Column:
    """Whole numbers as an int64 column of at least one dimension."""
    return np.atleast_1d(np.asarray(values, dtype=np.int64))
