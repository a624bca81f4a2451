"""The policy that acts is the one that is replayed alone but for what it does, and both are measured in turn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import acting_speed
from benchmarks.acting_speed import POLICY, Acted, acting_figures, silent
from benchmarks.cost import Cost
from benchmarks.generate_store import generate
from benchmarks.replay_speed import replay_into
from hindesk.policy.escalation import REMINDER
from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from hindesk.store.store import open_store

ALONE = POLICY.with_name("policy.yaml")


def ruled(policy: Policy) -> list[tuple[object, ...]]:
    """What the rules of a policy say of clocks."""
    return [(rule.name, rule.when, rule.calendar, rule.targets, rule.pause, rule.on_change) for rule in policy.sla]


def test_without_what_it_does_the_policy_is_that_of_the_other_benchmarks() -> None:
    without, alone = silent(load_policy(POLICY)), load_policy(ALONE)

    assert ruled(without) == ruled(alone)
    assert (without.calendars, without.metrics) == (alone.calendars, alone.metrics)
    assert [(rule.tier, rule.when) for rule in without.tiers] == [(rule.tier, rule.when) for rule in alone.tiers]
    assert [rule.notices for rule in without.sla] == [{}, {}]
    assert without.automation.rules == ()


def test_each_rule_reminds_of_two_metrics_and_has_four_levels() -> None:
    for rule in load_policy(POLICY).sla:
        levels = {metric: {one.level for one in notices} for metric, notices in rule.notices.items()}

        assert levels == {"first_response": {REMINDER, 1}, "resolution": {REMINDER, 1, 2, 3, 4}}


def test_every_notice_of_the_policy_is_sent_and_every_rule_acts(tmp_path: Path) -> None:
    path, policy = tmp_path / "made.duckdb", load_policy(POLICY)
    generate(path, 1_500, seed=1)
    replay_into(path, policy)
    with open_store(path, read_only=True) as store:
        ask = store.connection.execute
        sent = ask("select distinct rule, metric, notice from notices where metric >= 0").fetchall()
        acted = ask("select distinct rule from matches where section = 1").fetchall()
        reached = ask("select count(*) from told where reached is null").fetchall()

    assert len(sent) == sum(len(notices) for rule in policy.sla for notices in rule.notices.values())
    assert len(acted) == len(policy.automation.rules)
    assert reached[0][0] > 0


def test_both_sides_are_measured_in_turn_and_the_difference_is_held_against_its_goal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []
    one = Acted(Cost(10, 10), 1, notices=0, told=0, matches=5)

    def apart(_: object, path: Path, small: Path, *, acts: bool) -> Acted:
        asked.append(acts)
        return replace(one, cost=Cost(15, 16), notices=7, told=9, matches=8) if acts else one

    monkeypatch.setattr(acting_speed, "apart", apart)
    figures = list(acting_figures(Path("store"), Path("small"), 100, rounds=2))

    assert asked == [False, True, False, True]
    assert [figure.ratio for figure in figures if figure.ratio] == [
        "+50 %",
        "+60 %",
        "7, to 9 recipients",
        "8, of 5 without automation",
    ]
    assert [figure.goal.verdict for figure in figures if figure.goal] == ["yes"]
