"""A watched walk has the rows of a replay, however many the policy itself brings about."""

from __future__ import annotations

import numpy as np

from hindesk.explain.trace import trace
from hindesk.policy.load import check_text
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from tests.history_notation import read_story
from tests.replay.desks import compiled_desk, replay_desk

RESTLESS = """\
hindesk: 1
name: Restless
time_zone: UTC
sla:
  - name: Everyone
    calendar: always
    targets: {resolution: {high: 1h, urgent: 2h, else: 3h}}
    on_change: restart
    escalate:
      resolution:
        - {level: 1, before: 30m, to: [team], set: {priority: high}}
        - {level: 2, before: 10m, to: [team], set: {priority: urgent}}
"""


def test_clocks_and_notices_of_a_policy_that_restarts_its_own_clocks_all_have_room() -> None:
    policy = check_text(RESTLESS).policy
    assert policy is not None
    story = read_story("09:00 created\n20:00 now\n")
    compiled, _, rows = replay_desk((story.history,), policy, story.now)
    _, _, events = compiled_desk((story.history,), policy)
    listed = Events(*(np.asarray(column).tolist() for column in events))
    tables = calendar_tables(policy, listed.at[0], story.now)

    found = trace(compiled, listed, calendars=tables, as_of=story.now)

    assert rows.clocks.num_rows > 7
    assert rows.notices.num_rows > 7
    assert found.rows.clocks.equals(rows.clocks)
    assert found.rows.notices.equals(rows.notices)
    assert len(found.stretches) == rows.clocks.num_rows
