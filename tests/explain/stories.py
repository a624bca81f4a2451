"""Stories explained: a jotted history under a small policy, with its ledger as lines of text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from hindesk.explain.doings import Doing
from hindesk.explain.facts import Facts
from hindesk.explain.ledger import Line, ledger
from hindesk.explain.moments import Trace
from hindesk.explain.remark import Remark
from hindesk.explain.rules import RuleCheck, rule_checks
from hindesk.explain.trace import trace
from hindesk.policy.values import Policy
from hindesk.replay.compile import Compiled
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from hindesk.reports.doing_words import Deeds
from hindesk.reports.ledger_words import Sentences
from hindesk.reports.remark_words import remark_words
from tests.history_notation import Story
from tests.replay.desks import compiled_desk

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ledger_of(story: Story, policy: Policy) -> list[str]:
    """The lines of a ledger: the time of day in UTC, and what happened."""
    compiled, found = walked(story, policy)
    sentences, deeds = Sentences(compiled, found, ZoneInfo("UTC")), Deeds(policy, (), ZoneInfo("UTC"))
    lines = ledger(compiled, found)
    return [f"{clock(line.at)} {_said(line, sentences, deeds)}" for line in lines]


def _said(line: Line, sentences: Sentences, deeds: Deeds) -> str:
    if isinstance(line, Remark):
        return remark_words(line)
    return deeds.of(line) if isinstance(line, Doing) else sentences.of(line)


def walked(story: Story, policy: Policy) -> tuple[Compiled, Trace]:
    """The policy as it was compiled for a story, and the watched walk."""
    compiled, _, events = compiled_desk((story.history,), policy)
    listed = Events(*(np.asarray(column).tolist() for column in events))
    tables = calendar_tables(policy, listed.at[0], max(story.now, listed.at[len(listed.at) - 1]))
    found = trace(compiled, listed, calendars=tables, as_of=story.now)
    return compiled, found


def checks_of(story: Story, policy: Policy) -> list[RuleCheck]:
    """What is said of the policy's rules."""
    compiled, _, events = compiled_desk((story.history,), policy)
    listed = Events(*(np.asarray(column).tolist() for column in events))
    tables = calendar_tables(policy, listed.at[0], max(story.now, listed.at[len(listed.at) - 1]))
    found = trace(compiled, listed, calendars=tables, as_of=story.now)
    return list(rule_checks(compiled, tuple(listed.openings[slot] for slot in range(len(compiled.slots))), found))


def facts_of(story: Story, policy: Policy) -> Facts:
    """The fields of a ticket as it is created, as far as the policy looks at them."""
    compiled, _, events = compiled_desk((story.history,), policy)
    return Facts(compiled, tuple(np.asarray(events.openings).tolist()))


def clock(at: int) -> str:
    """The time of day of an instant, in UTC."""
    return f"{EPOCH + timedelta(microseconds=at):%H:%M}"
