"""docs/concepts/causes.md defines the tags as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hindesk.causes.tags import FLOOR, TAGS, Tag
from hindesk.events import Knows

PAGE = (Path(__file__).parents[2] / "docs" / "concepts" / "causes.md").read_text(encoding="utf-8")
ROWS = {
    cells[0].strip("`"): cells[1:]
    for line in PAGE.splitlines()
    if re.match(r"\| `\w+` \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}
NEEDED = (Knows.ASSIGNEES, Knows.MESSAGES, Knows.STATUSES, Knows.TEAMS)
OTHER_TIMES = {"raised_time": "the target,", "reopened_time": "what it ran over", "handed_over_told": "`handed_over`,"}


def test_the_page_has_every_tag_in_the_order_that_settles_ties() -> None:
    assert list(ROWS) == [tag.name for tag in TAGS]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: str(tag.name))
def test_the_page_gives_threshold_time_and_needs(tag: Tag) -> None:
    _, threshold, time, needs = ROWS[tag.name]

    assert threshold == (f"{100 * tag.at_least:.0f} %" if tag.fact.endswith("_part") else f"{tag.at_least}")
    assert time.startswith(OTHER_TIMES.get(tag.time, f"`{tag.time}`") if tag.time else "–")
    assert needs.startswith(", ".join(str(part.name).lower() for part in NEEDED if part in tag.needs))


def test_the_page_gives_the_floor() -> None:
    assert f"at least {100 * FLOOR:.0f} % of it" in PAGE
