"""What a history must tell for it to be certain how often rules matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.events import Knows
from hindesk.policy.load import check_text, load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.reports.rule_needs import needs_of_rules
from hindesk.reports.rules import rules
from hindesk.store.store import open_store
from tests.small_desk import import_small_desk

HEAD = """\
hindesk: 1
name: Shop
time_zone: Asia/Seoul
sla: [{name: All, calendar: always, targets: {resolution: 4h}, pause: {resolution: [on_hold]}}]
"""
TIMED = "automation: {on_time: [{name: A, after: 1h, since: PIECE, do: {tag: x}}]}\n"


def needs(more: str) -> Knows:
    """What the rules of a policy with one more section need."""
    policy = check_text(HEAD + more, file="shop.yaml").policy
    assert policy is not None
    return needs_of_rules(policy)


@pytest.mark.parametrize(
    ("since", "needed"),
    [
        ("created", Knows.NOTHING),
        ("agent_reply", Knows.MESSAGES),
        ("customer_message", Knows.MESSAGES),
        ("unassigned", Knows.ASSIGNEES),
        ("waiting_on_customer", Knows.STATUSES),
        ("due", Knows.SOLVED | Knows.STATUSES),
    ],
)
def test_a_rule_in_time_needs_what_tells_its_instant(since: str, needed: Knows) -> None:
    assert needs(TIMED.replace("PIECE", since)) == needed


def test_a_rule_after_events_needs_what_it_hears_and_what_it_asks() -> None:
    heard = "automation: {on_update: [{name: A, on: agent_reply, when: {team: x}, do: {tag: x}}]}\n"
    assert needs(heard) == Knows.MESSAGES | Knows.TEAMS


def test_rules_of_other_sections_need_what_their_conditions_ask() -> None:
    assert needs("priority: [{when: {status: open}, set: low}]\ntiers: [{tier: 0, when: {handled_by: bot}}]\n") == (
        Knows.STATUSES | Knows.MESSAGES
    )


def test_matches_of_tickets_whose_history_lacks_what_rules_look_at_are_told(tmp_path: Path) -> None:
    path = import_small_desk(tmp_path)
    small = path.with_name("small.yaml")
    with small.open("a", encoding="utf-8") as file:
        file.write(TIMED.replace("PIECE", "agent_reply"))
    with open_store(path) as store:
        replay(store, load_policy(small), name="small")
        notes = rules(store, find_run(store)).notes

    (told,) = [note for note in notes if "matches of" in note]
    assert told.startswith(
        "The matches of 2 tickets are not certain, because rules look at what history lacks: freshdesk"
    )
    assert "no messages" in told
    assert "Without a history of changes, fields count as they are at the end: freshdesk (2 tickets)" in notes
