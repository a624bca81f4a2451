"""Rules with notices for hand-made examples, and what both replays tell of a story."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hindesk.policy import values
from hindesk.policy.escalation import REMINDER, Measure, Notice
from tests.history_notation import Story, instant
from tests.replay.desks import replay_desk
from tests.replay.records import Clock, Told, fast_clocks, fast_notices, slow_notice
from tests.slow.policies import HOUR, MINUTE
from tests.slow_replay import replay_slowly
from tests.standard_metrics import field

LOW: Final = field("priority", "low")
URGENT: Final = field("priority", "urgent")
TWO_DAYS: Final = "09:00 created priority=low team=desk\n2026-01-07 08:00 now"
WAITING: Final = "09:00 created\n11:00 status=waiting_on_customer\n13:00 status=open\n2026-01-07 08:00 now"

UNITS: dict[Measure, int] = {"open": HOUR, "wall": HOUR, "percent": 1, "business_day": 1}


def before(amount: float, measure: Measure = "open", *, level: int = REMINDER) -> Notice:
    """A reminder, or a level before due: in hours, percent or business days."""
    return Notice(level, -round(amount * UNITS[measure]), measure, ())


def after(amount: float, measure: Measure = "open", *, level: int = 1, **sets: str) -> Notice:
    """A level after due: in hours, percent or business days; and what it sets."""
    return Notice(level, round(amount * UNITS[measure]), measure, (), tuple(sets.items()))


def telling(rule: values.SlaRule, *notices: Notice) -> values.SlaRule:
    """A rule with notices for every metric of which it has a target."""
    return replace(rule, notices=dict.fromkeys(rule.targets, notices))


def looking(policy: values.Policy, minutes: int) -> values.Policy:
    """A policy whose help desk looks at its clocks every so many minutes."""
    return replace(policy, evaluate_every=minutes * MINUTE)


def told(story: Story, policy: values.Policy) -> list[Told]:
    """The notices of a story, of which both replays tell the same."""
    compiled, dictionary, rows = replay_desk((story.history,), policy, story.now)
    found = fast_notices(compiled, dictionary, rows, 0)
    assert found == [slow_notice(row) for row in replay_slowly(story.history, policy, story.now).notices]
    return found


def sent(story: Story, policy: values.Policy) -> list[tuple[int, int]]:
    """Level and instant of each notice of a story."""
    return [(int(str(one["level"])), int(str(one["sent"]))) for one in told(story, policy)]


def times(*levels: tuple[int, str]) -> list[tuple[int, int]]:
    """Levels and instants; a time alone is one of 5 January 2026, a Monday."""
    return [(level, instant(time if "-" in time else f"2026-01-05 {time}")) for level, time in levels]


def clocks(story: Story, judged_by: values.Policy) -> list[Clock]:
    """The clocks of a story."""
    compiled, dictionary, rows = replay_desk((story.history,), judged_by, story.now)
    return fast_clocks(compiled, dictionary, rows, 0)
