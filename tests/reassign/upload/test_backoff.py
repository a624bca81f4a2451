"""Waits between tries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.reassign.upload.backoff import LONGEST, backoff, told_wait

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"


@given(attempt=st.integers(0, 50), name=st.text())
def test_a_wait_doubles_up_to_a_minute_and_loses_at_most_a_half(attempt: int, name: str) -> None:
    whole = min(LONGEST, 2**attempt)

    assert whole / 2 <= backoff(attempt, name) <= whole
    assert backoff(attempt, name) == backoff(attempt, name)


def test_different_files_do_not_wait_in_step() -> None:
    assert len({backoff(3, f"file-{number}") for number in range(20)}) == 20


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60.0),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert told_wait(header, DATE) == seconds


def test_a_date_far_ahead_of_this_machine_is_a_wait_without_a_date_in_the_answer() -> None:
    waited = told_wait("Fri, 01 Jan 2100 00:00:00 GMT", "")

    assert waited is not None
    assert waited > 0
