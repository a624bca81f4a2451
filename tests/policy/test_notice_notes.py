"""What a policy's reminders and ladders get wrong is a problem or a note, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.policy.load import check_policy
from tests.policy.texts import HEAD, SLA, notes, problems

RULE = "sla:\n  - name: A\n    calendar: always\n    targets: {resolution: 4h}\n"
LADDER = RULE + "    escalate:\n      resolution:\n"
UNMEASURED = "no rule has a target for "


def told(text: str) -> list[str]:
    """The notes on a policy, without the one on metrics that no rule measures."""
    return [note for note in notes(text) if UNMEASURED not in note]


@pytest.mark.parametrize("amount", ["after: 1bd", "after: 50%", "before: 1bd", "before: 10%"])
def test_a_level_by_the_wall_clock_counts_in_hours_and_minutes(amount: str) -> None:
    text = HEAD + LADDER + f"        - {{level: 1, {amount}, time: wall, to: assignee}}\n"
    where = "10:11: sla > A > escalate > resolution > no. 1"
    assert problems(text) == [f"{where}: wall-clock time counts in hours and minutes, as in 30m"]


def test_a_reminder_and_a_ladder_of_a_metric_without_a_target_are_named() -> None:
    text = RULE + (
        "    remind: [{metric: first_response, before: 5m, to: assignee}]\n"
        "    escalate: {update: [{level: 1, after: 0m, to: team}]}\n"
    )
    what = "this rule has no target for the metric, so nobody is told"
    assert told(text) == [f"8:14: sla > A > remind > no. 1: {what}", f"9:24: sla > A > escalate > update: {what}"]


@pytest.mark.parametrize("amount", ["4h", "5h", "100%"])
def test_a_reminder_that_fills_its_target_is_named(amount: str) -> None:
    text = RULE + f"    remind: [{{metric: resolution, before: {amount}, to: assignee}}]\n"
    what = "this is told as soon as the clock runs, for a target of 4h"
    assert told(text) == [f"8:43: sla > A > remind > no. 1 > before: {what}"]


def test_of_several_targets_those_that_a_reminder_fills_are_named() -> None:
    text = RULE.replace("4h", "{urgent: 1h, high: 2h, else: 8h}") + (
        "    remind:\n"
        "      - {metric: resolution, before: 50%, to: assignee}\n"
        "      - {metric: resolution, before: 2h, to: assignee}\n"
    )
    (note,) = told(text)
    assert note.startswith("10:38: ")
    assert note.endswith("for a target of 1h, 2h")


def test_a_level_that_is_told_before_a_lower_one_is_named() -> None:
    levels = "        - {level: 1, after: 4h, to: assignee}\n        - {level: 2, after: 1h, to: team%s}\n"
    assert told(LADDER + levels % "") == ["10:9: sla > A > escalate > resolution: level 2 is told before level 1"]
    assert told(LADDER + levels % ", when: {priority: urgent}") == []
    assert told(LADDER + levels.replace("1h", "5h") % "") == []


@pytest.mark.parametrize("whose", ["assignee", "team"])
def test_without_a_roster_managers_are_nobody(whose: str) -> None:
    text = LADDER + f"        - {{level: 1, after: 0m, to: [team, {{manager_of: {whose}}}]}}\n"
    (note,) = told(text)
    assert note.endswith("manager_of: without a roster (`people`) nobody has a manager, so nobody is told")


def test_a_roster_that_lacks_the_managers_who_are_told_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,team,manager\nKim,Desk,Lee\nLee,Desk,\n", encoding="utf-8")
    rule = "automation: {on_create: [{name: N, do: {notify: [{manager_of: assignee}, {manager_of: team}]}}]}\n"
    (tmp_path / "policy.yaml").write_text(HEAD + "people: people.csv\n" + rule + SLA, encoding="utf-8")
    (note,) = [str(one) for one in check_policy(tmp_path / "policy.yaml").notes if "manager" in str(one)]
    assert note.endswith("no. 2 > manager_of: no team of the roster people.csv has a manager, so nobody is told")


def test_a_condition_may_ask_for_anything_that_a_recipient_is_called() -> None:
    assert told("fields: [manager_of]\npriority: [{when: {manager_of: team}, set: low}]\n" + SLA) == []


def test_a_ladder_may_have_as_many_levels_as_it_may_have_notices() -> None:
    levels = "".join(f"        - {{level: {level}, after: {level}h, to: team}}\n" for level in range(1, 61))
    assert told(LADDER + levels) == []
    more = "        - {level: 61, after: 61h, to: team}\n"
    assert problems(HEAD + LADDER + levels + more)[0].endswith("level: expected 60 or less, found the number 61")


def test_reminders_and_levels_of_one_metric_count_together() -> None:
    reminder = "    remind: [{metric: resolution, before: 5m, to: team}]\n"
    ladder = LADDER + "        - {level: %d, after: 0m, to: team, repeat: {every: 5m, times: 19}}\n" * 3
    assert problems(HEAD + ladder % (1, 2, 3)) == []
    (problem,) = problems(HEAD + (ladder % (1, 2, 3)).replace("    escalate", reminder + "    escalate"))
    assert problem.endswith("with its reminders this tells 61 times of resolution, and may 60 times at most")


def test_somebody_who_leaves_is_named_wherever_they_are_on_call_or_told(tmp_path: Path) -> None:
    away = "name,email,away\nKim,kim@x.example,2026-03-01..\nLee,,2026-03-01..2026-03-09\n"
    (tmp_path / "people.csv").write_text(away, encoding="utf-8")
    shift = "on_call: {shift: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Lee, kim@x.example]}]}}\n"
    text = HEAD + "people: people.csv\nroles: {leads: [Lee, KIM]}\n" + shift + SLA
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")
    what = "leaves for good, says line 2 of the roster people.csv; this stays as it is from then on"
    named = [f"{one.where}: {one.message}" for one in check_policy(tmp_path / "policy.yaml").notes]
    assert [note for note in named if "leaves" in note] == [
        f"roles > leads > no. 2: KIM {what}",
        f"on_call > shift > layers > no. 1 > who > no. 2: kim@x.example {what}",
    ]
