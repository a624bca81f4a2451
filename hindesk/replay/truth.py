"""Truth tables: one comparison of a policy, tested once for each distinct value of its field."""

from __future__ import annotations

from functools import reduce
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from hindesk.events import TAG_SEPARATOR, Category
from hindesk.policy.values import Test

Truth = npt.NDArray[np.int64]

pc: Any = pyarrow.compute
"""Its stubs know only some of its functions and argument types."""

_TEXTUAL: dict[str, Any] = {
    "contains": pc.match_substring,
    "matches": pc.match_substring_regex,
    "starts_with": pc.starts_with,
}
_NUMERIC: dict[str, Any] = {"above": pc.greater, "below": pc.less}
_TEMPORAL: dict[str, Any] = {"after": pc.greater, "before": pc.less}
_NUMBER = r"^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$"
_INSTANT = r"^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)Z?)?$"
_DATE = "%Y-%m-%d"
_INSTANT_FORMATS = (f"{_DATE} %H:%M:%S", f"{_DATE} %H:%M", f"{_DATE} ")


def truth_of(test: Test, texts: pa.StringArray, categories: npt.NDArray[np.int64] | None = None) -> Truth:
    """Return 1 for each value that a comparison holds for, else 0.

    Args:
        test: the comparison.
        texts: the field's values by code; null is empty.
        categories: of a status, `events.Category` by code: a status matches by its category's name too.
    """
    if test.operator == "is_set":
        return _flags(pc.equal(pc.is_valid(texts), pa.scalar(test.values != ("false",))))
    found = _any(test, texts)
    if categories is not None:
        names = pa.array(
            [None if category == 0 else Category(category).name.lower() for category in categories], pa.string()
        )
        found = found | _any(test, names)
    return 1 - found if test.operator == "not" else found


def _any(test: Test, texts: pa.StringArray) -> Truth:
    if test.operator in ("is", "in", "not"):
        wanted = pa.array([value.lower() for value in test.values], pa.string())
        return _flags(pc.is_in(pc.utf8_lower(texts), value_set=wanted))
    return _flags(reduce(pc.or_, [_holds(test, value, texts) for value in test.values]))


def _holds(test: Test, value: str, texts: pa.StringArray) -> pa.BooleanArray:
    if test.operator == "contains" and test.field == "tags":
        listed = pc.binary_join_element_wise("", texts, "", TAG_SEPARATOR)
        found = pc.match_substring(listed, f"{TAG_SEPARATOR}{value}{TAG_SEPARATOR}", ignore_case=True)
    elif test.operator in _TEXTUAL:
        found = _TEXTUAL[test.operator](texts, value, ignore_case=True)
    elif test.operator in _NUMERIC:
        found = _NUMERIC[test.operator](_numbers(texts), float(value))
    else:
        found = _TEMPORAL[test.operator](_instants(texts), _instants(pa.array([value], pa.string()))[0])
    return cast("pa.BooleanArray", found)


def _numbers(texts: pa.StringArray) -> pa.DoubleArray:
    numeric = pc.match_substring_regex(texts, _NUMBER)
    return cast("pa.DoubleArray", pc.cast(pc.utf8_trim_whitespace(pc.if_else(numeric, texts, None)), pa.float64()))


def _instants(texts: pa.StringArray) -> pa.Array[Any]:
    written = pc.if_else(pc.match_substring_regex(texts, _INSTANT), texts, None)
    plain = pc.replace_substring_regex(written, _INSTANT, r"\1 \2")
    readings = [pc.strptime(plain, format=form, unit="us", error_is_null=True) for form in _INSTANT_FORMATS]
    instants = pc.coalesce(*[pc.cast(reading, pa.timestamp("us")) for reading in readings])
    exists = pc.equal(pc.strftime(instants, format=_DATE), pc.utf8_slice_codeunits(plain, 0, 10))
    return cast("pa.Array[Any]", pc.if_else(exists, instants, None))


def _flags(found: pa.BooleanArray) -> Truth:
    filled = pc.cast(pc.fill_null(found, fill_value=False), pa.int64())
    return cast("Truth", filled.to_numpy(zero_copy_only=False))
