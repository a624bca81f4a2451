"""Texts that a spreadsheet would run."""

from __future__ import annotations

import pytest

from hindesk.spreadsheet import as_text, is_formula

WIDE = ("\uff1d1", "\uff0b1", "\uff0d1", "\uff20a")
"""What East Asian keyboards write for =, +, - and @."""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", *WIDE])
def test_what_may_run_is_written_as_text(text: str) -> None:
    assert is_formula(text)
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "refund", "a=1", " =1", "'=1", "로그인이 안 돼요"])
def test_what_does_not_run_stays_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert as_text(text) == text
