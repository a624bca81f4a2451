"""How jotted histories are read."""

from __future__ import annotations

import zoneinfo

import pytest

from hindesk.events import Actor, Flag, Kind
from tests.history_notation import instant, read_story
from tests.slow_replay import Event


def test_prose_is_skipped_and_dates_carry_on() -> None:
    story = read_story("Two lines.\n\n 2026-03-02 09:00 created team='first line'\n 10:30 agent_reply by=kim")
    assert story.history.openings == {"status": "new", "team": "first line"}
    assert story.history.events == (
        Event(instant("2026-03-02 09:00"), Kind.CREATED, Actor.CUSTOMER),
        Event(instant("2026-03-02 10:30"), Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC, "text"),
    )
    assert story.now == instant("2026-03-02 10:30")


def test_changes_of_one_line_happen_in_its_order() -> None:
    events = read_story("09:00 created\n09:05:30.5 status=open team= by=system").history.events[1:]
    assert [(event.field, event.value, event.actor) for event in events] == [
        ("status", "open", Actor.SYSTEM),
        ("team", "", Actor.SYSTEM),
    ]
    assert {event.at_us for event in events} == {instant("2026-01-05 09:05:30.5")}


def test_times_are_in_the_zone_of_the_story() -> None:
    story = read_story("2026-01-05 09:00 created", "Asia/Seoul")
    assert story.now == instant("2026-01-05 00:00") == instant("2026-01-05 09:00", zoneinfo.ZoneInfo("Asia/Seoul"))


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no event is called 'replied'"):
        read_story("09:00 created\n09:10 replied")
