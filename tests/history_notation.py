"""Ticket histories as people jot them down, one line an instant.

    2026-01-05 09:00 created priority=urgent team=billing
    09:20 agent_reply by=kim
    13:30 status=solved
    2026-01-06 10:00 now

A line starts with a date and a time, or a time on the date of the line before (2026-01-05 where there is none); other
lines are prose. `field=value` on a `created` line is a field at creation, elsewhere a change; several on a line are
changes one after the other. `by=` names the actor: customer, agent, bot, system, unknown, or an agent's own name, and
`says="Thanks!"` what the messages of the line say. `now`
is the instant of the judgement; without it, it is the last event's.
"""

from __future__ import annotations

import re
import shlex
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from hindesk.events import CATEGORY_NAMES, Actor, Flag, Kind, Knows
from tests.slow.history import Event, History

LINE: Final = re.compile(r"\s*(?:(\d{4}-\d\d-\d\d)\s+)?(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s+(\S.*)")
FIRST_DATE: Final = "2026-01-05"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ALL: Final = Knows.FIRST_REPLY | Knows.MESSAGES | Knows.SOLVED | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS
EVERYTHING: Final = ALL | Knows.FIRST_ASSIGNEE
"""The knowledge of a history that tells all."""

WORDS: Final = {
    "created": (Kind.CREATED, Actor.CUSTOMER, Flag.NONE),
    "customer_message": (Kind.MESSAGE, Actor.CUSTOMER, Flag.PUBLIC),
    "agent_reply": (Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC),
    "agent_note": (Kind.MESSAGE, Actor.AGENT, Flag.NONE),
    "agent_automatic": (Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC | Flag.AUTOMATIC),
    "bot_reply": (Kind.MESSAGE, Actor.BOT, Flag.PUBLIC),
    "automatic_reply": (Kind.MESSAGE, Actor.SYSTEM, Flag.PUBLIC | Flag.AUTOMATIC),
    "merged": (Kind.MERGED, Actor.AGENT, Flag.NONE),
    "deleted": (Kind.DELETED, Actor.AGENT, Flag.NONE),
    "rated": (Kind.RATED, Actor.CUSTOMER, Flag.NONE),
}
"""The events that have a word: their kind, their actor unless `by=` names one, their flags."""


@dataclass(slots=True)
class Story:
    """A history and the instant at which it is judged, in UTC microseconds."""

    history: History
    now: int


@dataclass(slots=True)
class Notes:
    """What was read so far."""

    zone: zoneinfo.ZoneInfo
    date: str = FIRST_DATE
    events: list[Event] = field(default_factory=list)
    openings: dict[str, str] = field(default_factory=lambda: {"status": "new"})
    now: int | None = None

    def line(self, time: str, words: list[str]) -> None:
        """Take one line."""
        at = instant(f"{self.date} {time}", self.zone)
        values = dict(word.split("=", 1) for word in words if "=" in word)
        names = [word for word in words if "=" not in word]
        actor, text = actor_of(values.pop("by", None)), values.pop("says", "")
        if names == ["now"]:
            self.now = at
        elif names == ["created"]:
            self.openings |= values
            self.events.append(event(at, "created", actor))
        else:
            self.events += [event(at, name, actor, text) for name in names]
            self.events += [Event(at, Kind.CHANGE, actor or Actor.AGENT, Flag.NONE, *item) for item in values.items()]


def instant(wall: str, zone: zoneinfo.ZoneInfo | None = None) -> int:
    """UTC microseconds of `2026-01-05 09:00` in a time zone, by default UTC."""
    moment = datetime.fromisoformat(wall).replace(tzinfo=zone or UTC)
    return (moment - EPOCH) // timedelta(microseconds=1)


def actor_of(name: str | None) -> Actor | None:
    """The actor that a name stands for; a name of no actor is an agent's own."""
    return None if name is None else Actor.__members__.get(name.upper(), Actor.AGENT)


def event(at: int, name: str, actor: Actor | None, says: str = "") -> Event:
    """The event of a word, which says something if it is a message.

    Raises:
        ValueError: no event has this word.
    """
    if name not in WORDS:
        raise ValueError(f"no event is called {name!r}; there are {', '.join(WORDS)}, now, and field=value")
    kind, usual, flags = WORDS[name]
    text = ("text", says) if kind == Kind.MESSAGE else ("", "")
    return Event(at, kind, usual if actor is None else actor, flags, *text)


def read_story(
    text: str, zone: str = "UTC", *, knows: Knows = EVERYTHING, categories: Mapping[str, str] | None = None
) -> Story:
    """Read a history; its wall-clock times are in `zone`, its statuses are the categories and those of `categories`."""
    notes = Notes(zoneinfo.ZoneInfo(zone))
    for date, time, rest in (match.groups() for match in map(LINE.fullmatch, text.splitlines()) if match):
        notes.date = date or notes.date
        notes.line(time, shlex.split(rest))
    known = {name: name for name in CATEGORY_NAMES} | dict(categories or {})
    history = History(tuple(notes.events), notes.openings, knows, known)
    return Story(history, notes.events[-1].at_us if notes.now is None else notes.now)
