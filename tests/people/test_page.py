"""The page on rosters says what the reader reads."""

from __future__ import annotations

import re
from pathlib import Path

from hindesk.people.columns import Key, columns, key_of
from hindesk.people.derive import DERIVED
from tests.people.rosters import Read

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "people.md").read_text(encoding="utf-8")


def test_the_page_lists_every_column() -> None:
    rows = [
        f"| `{one.word}` | {', '.join(one.headers)} | {one.about} | `{one.example}` |"
        for one in columns().known.values()
    ]

    assert "\n".join(rows) in PAGE


def test_the_page_says_how_each_column_is_derived() -> None:
    assert "\n".join(f"- {clause}" for clause in DERIVED) in PAGE


def test_the_yaml_of_the_page_has_no_problems(read: Read) -> None:
    (text,) = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)

    assert read(text, name="people.yaml").problems == ()


def test_every_header_says_its_column() -> None:
    told = {header: one.word for one in columns().known.values() for header in (one.word, *one.headers)}

    assert {header: key_of(header) for header in told} == {header: Key(word) for header, word in told.items()}


def test_every_example_is_read(read: Read) -> None:
    known = columns().known.values()
    cells = {one.word: one.example for one in known} | {"name": "Kim"}
    rows = ([f'"{word}"' for word in cells], [f'"{cell}"' for cell in cells.values()])
    text = "\n".join([*map(",".join, rows), '"정미래"' + "," * (len(cells) - 1), ""])

    assert read(text).problems == ()
