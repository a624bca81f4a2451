"""Spans of wall-clock time."""

from __future__ import annotations

import pytest

from hindesk.errors import InputError
from hindesk.reassign.spans import read_span

MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("text", "minutes"), [("7d", 7 * 24 * 60), ("36h", 36 * 60), ("90m", 90), ("1d 12h", 36 * 60), ("0m", 0)]
)
def test_a_day_of_a_span_has_24_hours(text: str, minutes: int) -> None:
    assert read_span(text, flag="--older-than") == minutes * MINUTE


@pytest.mark.parametrize("text", ["7", "soon", "3bd", "1.5h", "2w", "99999d", ""])
def test_what_is_no_span_is_refused_with_the_option_and_the_way_out(text: str) -> None:
    with pytest.raises(InputError) as problem:
        read_span(text, flag="--older-than")

    assert problem.value.message.startswith("--older-than: ")
    assert "7d, 36h or 90m" in str(problem.value.hint)
