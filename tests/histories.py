"""Hypothesis strategies: random desks, that is a policy and tickets whose events fall on the instants that hurt.

Instants cluster on opening and closing times, on transitions of daylight saving time, on due instants, and on each
other; amounts are few and round, so that coincidences are frequent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from hypothesis import reject
from hypothesis import strategies as st

from hindesk.events import Actor, Flag, Kind, Knows
from hindesk.policy.values import Duration, Policy
from tests.automation_at_random import automated
from tests.history_notation import EVERYTHING
from tests.policies_at_random import CATEGORIES, FIELD_VALUES, TEXTS, policies
from tests.remarkable_at_random import remarkable
from tests.slow.history import Event, History
from tests.slow.hours import Hours, microseconds
from tests.slow_replay import Endless, replay_slowly

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ANCHORS = tuple(
    microseconds(datetime(2026, month, day, tzinfo=UTC))
    for month, day in ((1, 5), (3, 7), (3, 27), (4, 4), (10, 2), (10, 24), (10, 31))
)
"""A plain week, and the days before clocks move in Berlin, New York and on Lord Howe Island."""

WAITS = (0, 1, MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, HOUR + 1, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 3 * DAY)

"""Waits in microseconds."""

MESSAGES = (
    (Actor.CUSTOMER, Flag.PUBLIC),
    (Actor.AGENT, Flag.PUBLIC),
    (Actor.CUSTOMER, Flag.PUBLIC),
    (Actor.AGENT, Flag.PUBLIC),
    (Actor.AGENT, Flag.PUBLIC),
    (Actor.AGENT, Flag.NONE),
    (Actor.BOT, Flag.PUBLIC),
    (Actor.SYSTEM, Flag.PUBLIC | Flag.AUTOMATIC),
    (Actor.AGENT, Flag.PUBLIC | Flag.AUTOMATIC),
    (Actor.CUSTOMER, Flag.NONE),
    (Actor.CUSTOMER, Flag.PUBLIC | Flag.AUTOMATIC),
    (Actor.BOT, Flag.NONE),
    (Actor.UNKNOWN, Flag.PUBLIC),
    (Actor.UNKNOWN, Flag.PUBLIC | Flag.AUTOMATIC),
    (Actor.AGENT, Flag.AUTOMATIC),
)
"""Authors of messages and what the messages are, the frequent ones more than once."""

REMARKED = {
    "customer": ("ann", "Ann", "bob", "ann", ""),
    "product": ("app", "shop", "app", ""),
    "subject": TEXTS,
    "text": TEXTS,
}
"""Values of fields that only policies with traits look at."""

SOURCES = ("desk", "desk", "desk", "other")
"""Help desks, the frequent one more than once."""

MOVED = ("status", "status", "status", "priority", "team", "assignee", "assignee", "type", "tags", "amount")
"""The fields that change, the frequent ones more than once."""

HOW = st.sampled_from(("same", "wait", "wait", "edge", "target", "due", "due", "due"))
WAIT = st.sampled_from(WAITS)
NUDGE = st.sampled_from((0, 0, 0, 1, -1))
KIND = st.sampled_from((Kind.CHANGE,) * 10 + (Kind.MESSAGE,) * 8 + (Kind.RATED, Kind.MERGED, Kind.DELETED))
MESSAGE = st.sampled_from(MESSAGES)
ACTOR = st.sampled_from((Actor.AGENT, Actor.AGENT, *Actor))
FIELD = st.sampled_from(MOVED)
VALUES = {field: st.sampled_from(texts) for field, texts in FIELD_VALUES.items()}
SILENT = policies()
TELLING = policies(tells=True)
ACTING = automated()
REMARKABLE = remarkable()
TEXT = st.sampled_from(TEXTS)
"""Strategies made once."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A policy, the tickets to judge by it, and the instant of the judgement in UTC microseconds."""

    policy: Policy
    tickets: tuple[History, ...]
    as_of: int


def durations_of(policy: Policy) -> tuple[Duration, ...]:
    """Every target of a policy."""
    choices = [choice for rule in policy.sla for choice in rule.targets.values()]
    values = [value for choice in choices for value in (choice.otherwise, *(case for _, case in choice.cases))]
    return tuple(value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Marks:
    """What makes an instant interesting: the hours of a policy and its targets."""

    hours: tuple[Hours, ...]
    durations: tuple[Duration, ...]


@st.composite
def later(draw: st.DrawFn, at: int, marks: Marks, told: tuple[History, Policy] | None = None) -> int:
    """An instant at or after another: a round wait later, when hours change, when a target or a clock is used up."""
    how = draw(HOW)
    dues = dues_of(*told) if how == "due" and told else ()
    if how == "same":
        return at
    if how == "wait" or (how == "target" and not marks.durations) or (how == "due" and not dues):
        return at + draw(WAIT)
    nudge = draw(NUDGE)
    if how == "due":
        return max(at, draw(st.sampled_from(dues)) + nudge)
    hours = draw(st.sampled_from(marks.hours))
    if how == "target":
        duration = draw(st.sampled_from(marks.durations))
        due = hours.use_up(at, hours.amount(at, duration.amount, duration.unit), "close")
        return max(at, (due or at) + nudge)
    day = hours.local(at + draw(st.sampled_from((0, DAY)))).date()
    edges = [edge for interval in hours.intervals(day) for edge in interval if edge >= at]
    return max(at, draw(st.sampled_from(edges)) + nudge) if edges else at


def dues_of(history: History, policy: Policy) -> tuple[int, ...]:
    """When open clocks are due, notices are sent and rules act after a ticket's last event, as the slow replay sees."""
    at = history.events[-1].at_us
    judged = replay_slowly(history, policy, at + 5 * DAY)
    dues = {row.due for row in judged.clocks if row.stopped is None and row.due is not None and row.due > at}
    notices = {notice.sent for notice in judged.notices if notice.sent > at}
    acts = {match.at for match in judged.matches if match.at > at}
    return tuple(sorted(dues | notices | acts))


@st.composite
def facts(draw: st.DrawFn, at: int, *, spoken: bool) -> Event:
    """Something that happens at an instant; messages have a text where it is spoken."""
    kind = draw(KIND)
    if kind == Kind.MESSAGE:
        actor, flags = draw(MESSAGE)
        return Event(at, kind, actor, flags, "text", draw(TEXT) if spoken else "")
    actor = draw(ACTOR)
    if kind != Kind.CHANGE:
        return Event(at, kind, actor)
    field = draw(FIELD)
    return Event(at, kind, actor, Flag.NONE, field, draw(VALUES[field]))


@st.composite
def knowledge(draw: st.DrawFn) -> Knows:
    """What a history tells: mostly everything."""
    if draw(st.integers(0, 3)) < 3:
        return EVERYTHING
    return reduce(or_, draw(st.sets(st.sampled_from([part for part in Knows if part]))), Knows.NOTHING)


@st.composite
def births(draw: st.DrawFn, at: int) -> History:
    """A ticket that was just created."""
    openings = {field: draw(texts) for field, texts in VALUES.items()}
    openings["status"] = draw(st.sampled_from(("new", "new", "open", openings["status"])))
    told = {field: text for field, text in openings.items() if text}
    return History((Event(at, Kind.CREATED, Actor.CUSTOMER),), told, draw(knowledge()), dict(CATEGORIES))


@st.composite
def remarked(draw: st.DrawFn, history: History) -> History:
    """A ticket that was just created, with what traits look at: a customer, texts, its help desk, a rare status."""
    openings = {field: draw(st.sampled_from(texts)) for field, texts in REMARKED.items()}
    told = {field: text for field, text in openings.items() if text}
    rare = {"status": "on_hold"} if not draw(st.integers(0, 15)) else {}
    return replace(history, openings=history.openings | told | rare, source=draw(st.sampled_from(SOURCES)))


@st.composite
def creations(draw: st.DrawFn, policy: Policy, others: Sequence[History], at: int) -> int:
    """An instant of creation: this one, or one that matters to those who count tickets like another one."""
    withins = [trait.often.within for trait in policy.traits if trait.often]
    if not withins or not others or not draw(st.integers(0, 3)):
        return at
    within = draw(st.sampled_from(withins))
    gap = draw(st.sampled_from((0, 0, HOUR, DAY, within, within, within + 7 * DAY, within + 28 * DAY)))
    sign = draw(st.sampled_from((1, -1)))
    return draw(st.sampled_from(others)).created() + sign * gap + draw(NUDGE)


@st.composite
def histories(draw: st.DrawFn, policy: Policy, anchor: int, most: int = 14, others: Sequence[History] = ()) -> History:
    """A ticket created within two days of an anchor, with at most so many events after its creation.

    A policy with traits also gets tickets whose creations stand to those of the others so that they count, or just not.
    """
    marks = Marks(tuple(Hours(calendar) for calendar in policy.calendars.values()), durations_of(policy))
    at = draw(later(anchor + draw(st.integers(0, 47)) * HOUR, marks))
    history = draw(births(draw(creations(policy, others, at)) if policy.traits else at))
    if policy.traits:
        history = draw(remarked(history))
    spoken = policy.thanks is not None or bool(policy.traits)
    for _ in range(draw(st.integers(0, most) | st.integers(most // 2, most))):
        at = draw(later(history.events[-1].at_us, marks, (history, policy)))
        history = replace(history, events=(*history.events, draw(facts(at, spoken=spoken))))
    return history


@st.composite
def desks(draw: st.DrawFn, tickets: int = 4, most: int = 14, *, drawn: st.SearchStrategy[Policy] = SILENT) -> Desk:
    """A policy, silent by default, with tickets judged after all events, amid them, or at the very instant of one.

    The policy changes no ticket endlessly.
    """
    policy = draw(drawn)
    anchor = draw(st.sampled_from(ANCHORS))
    try:
        told: tuple[History, ...] = ()
        for _ in range(tickets):
            told = (*told, draw(histories(policy, anchor, most, told)))
        instants = sorted({event.at_us for history in told for event in history.events})
        ends = (instants[-1], instants[-1] + 2 * DAY, instants[-1] + 20 * DAY, draw(st.sampled_from(instants)))
        desk = Desk(policy, told, draw(st.sampled_from(ends)))
        for number, history in enumerate(told):
            replay_slowly(history, policy, desk.as_of, (*told[:number], *told[number + 1 :]))
    except Endless:
        reject()
    return desk
