"""Which texts a comparison with a number, or with a date, holds for."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from hindesk.policy.values import Operator, Test
from hindesk.replay.truth import truth_of


def passes(operator: Operator, value: str, *texts: str) -> list[str]:
    found = truth_of(Test("custom", operator, (value,)), pa.array([None, *texts], pa.string()))
    return [text for text, holds in zip(texts, found[1:], strict=True) if holds]


@pytest.mark.parametrize("text", ["5", "+5", "5.", "5.0", ".5", " 5 "])
def test_a_plain_decimal_is_a_number(text: str) -> None:
    assert passes("above", "0.4", text) == [text]


@pytest.mark.parametrize("text", ["many", "5 days", "1e3", "inf", "nan", "1.5.1", "\uff15", ""])
def test_no_other_text_is_a_number(text: str) -> None:
    assert passes("above", "-1", text) == passes("below", "9999", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-06",
        "2026-01-06T00:00",
        "2026-01-06 00:00",
        "2026-01-06T00:00:00",
        "2026-01-06 00:00Z",
        "2026-01-06T00:00:00Z",
    ],
)
def test_a_date_and_a_date_with_a_time_of_utc_are_instants(text: str) -> None:
    assert passes("after", "2026-01-05T23:59:59", text) == passes("before", "2026-01-06T00:00:01", text) == [text]
    assert passes("after", "2026-01-06", text) == passes("before", "2026-01-06", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2026-1-6",
        " 2026-01-06",
        "2026-02-30",
        "2026-01-06Z",
        "2026-01-06 24:00",
        "2026-01-06T09:00+09:00",
        "06.01.2026",
    ],
)
def test_no_other_text_is_an_instant(text: str) -> None:
    assert passes("after", "2000-01-01", text) == passes("before", "2100-01-01", text) == []


def test_a_status_that_no_reader_knows_has_no_category_to_match() -> None:
    texts = pa.array([None, "Escalated"], pa.string())
    found = truth_of(Test("status", "is", ("escalated", "open")), texts, np.array([0, 0], np.int64))
    assert found.tolist() == [0, 1]
