"""The page about conversions comes from the tables, and is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.exchange.reference import FILE, page
from hindesk.exchange.tables import OUT_FORMATS, vendor

ROOT = Path(__file__).parents[2]


def test_the_page_is_current() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", OUT_FORMATS)
def test_every_word_of_a_vendor_stands_in_the_page(name: str) -> None:
    words, text = vendor(name), page()

    assert [key for key in (*words.fields, *words.metrics, *words.operators) if f"`{key}`" not in text] == []
    assert f"{{{name}}}" not in text
