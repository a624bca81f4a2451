"""What a case gets is what a replay of the same ticket says, as of the same instant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hindesk.cases.desk import desk_of
from hindesk.cases.reading import read_cases
from hindesk.cases.running import run_cases
from hindesk.cases.sql import sql
from hindesk.cases.values import Case
from hindesk.cases.words import case_words
from hindesk.policy.load import load_policy
from hindesk.policy.sources import read_source
from hindesk.policy.values import Policy
from hindesk.replay.codes import VERDICTS
from hindesk.replay.lapse_codes import ENDS, SENSITIVE, UNKNOWN_HOLDER
from hindesk.replay.rule_codes import APPROVAL_MISSING, NO_METRIC, TRAIT_SECTION
from hindesk.replay.run import replay
from tests.cases import test_lapses
from tests.cases.shop import CASES, read, shop
from tests.policy.test_ready_policies import FOLDER, READY

SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in READY]
CLOCKS = """
    select metric, cycle, verdict, due from clocks join tickets using (ticket)
    where run = ? and key = '1' order by metric, cycle
"""
TIER = "select tier from visits join tickets using (ticket) where run = ? and key = '1' and departed is null"
LAPSES = """
    select section, rule, entered, departed, ended from lapses join tickets using (ticket)
    where run = ? and key = '1' order by entered, section, rule
"""
MATCHES = """
    select rule, happened from matches join tickets using (ticket)
    where run = ? and key = '1' and section = ? order by happened, rule
"""


def cases_of(name: str) -> tuple[Policy, tuple[Case, ...]]:
    """A policy and its cases: the shop's, those about lapses, or a ready one's."""
    if name == "shop":
        return shop()[0], read(CASES).cases
    if name == "lapses":
        return shop(test_lapses.POLICY)[0], read(test_lapses.CASES, test_lapses.POLICY).cases
    path = FOLDER / f"{name}.yaml"
    policy = load_policy(path)
    words = case_words(policy, read_source(path))
    return policy, read_cases(path.with_name(f"{name}.cases.yaml"), words).cases


def instants(cases: tuple[Case, ...]) -> Iterator[tuple[int, Case, int]]:
    """Every instant that a case asks about, with the case and its number."""
    for number, case in enumerate(cases):
        for at in sorted({one.at for one in case.expects} | {case.until}):
            yield number, case, at


@pytest.mark.parametrize("name", ["shop", *SLOW])
def test_clocks_tiers_and_notices_are_those_of_a_replay_of_the_one_ticket(name: str) -> None:
    policy, cases = cases_of(name)
    lives = run_cases(policy, cases).lives
    for number, case, at in instants(cases):
        view = lives[number].views[at]
        got = [(one.metric, one.cycle, one.verdict, one.due) for one in view.clocks]
        told = [(one.sent, one.metric, one.to) for one in lives[number].notices if one.sent < at]

        assert (got, view.facts["tier"], told) == replayed(policy, case, at), (case.name, at)


def replayed(policy: Policy, case: Case, at: int) -> tuple[list[Any], str | None, list[Any]]:
    """The clocks, the tier and the notices of a case's ticket, alone in a store, as of an instant."""
    with desk_of([case]) as desk:
        run = replay(desk, policy, name="one", as_of=at).run
        clocks = desk.connection.execute(CLOCKS, [run]).fetchall()
        tiers = desk.connection.execute(TIER, [run]).fetchall()
        notices = desk.connection.execute(sql("told"), {"run": run}).fetchall()
    names = [metric.name for metric in policy.metrics]
    told = [
        (sent, policy.automation.rules[rule].name if metric == NO_METRIC else names[metric], tuple(to))
        for key, metric, _, rule, _, _, sent, to in notices
        if sent < at and key == "1"
    ]
    rows = [(names[metric], cycle, VERDICTS[verdict], due) for metric, cycle, verdict, due in clocks]
    return rows, str(tiers[0][0]) if tiers else None, told


@pytest.mark.parametrize("name", ["lapses", *SLOW])
def test_traits_lapses_and_approvals_are_those_of_a_replay_of_the_one_ticket(name: str) -> None:
    policy, cases = cases_of(name)
    for case, life in zip(cases, run_cases(policy, cases).lives, strict=True):
        lapses = [(one.since, one.rule, one.unknown, one.until, one.ended) for one in life.lapses]
        missing = [(one.name, one.at) for one in life.approvals if not one.approved]

        assert (lapses, missing, set(life.last.traits)) == lapsed(policy, case, set(life.last.traits)), case.name


def lapsed(policy: Policy, case: Case, conditions: set[str]) -> tuple[list[Any], list[Any], set[str]]:
    """The lapses, missing approvals and traits of a case's ticket, alone in a store; of conditions those given."""
    with desk_of([case]) as desk:
        run = replay(desk, policy, name="one", as_of=case.until).run
        rows = desk.connection.execute(LAPSES, [run]).fetchall()
        missing = desk.connection.execute(MATCHES, [run, APPROVAL_MISSING]).fetchall()
        had = desk.connection.execute(MATCHES, [run, TRAIT_SECTION]).fetchall()
    lapses = [
        (
            since,
            (policy.sensitive if section == SENSITIVE else policy.permissions)[rule].name,
            section == UNKNOWN_HOLDER,
            until,
            ENDS[ended],
        )
        for section, rule, since, until, ended in rows
    ]
    stays = {policy.traits[rule].name for rule, _ in had if policy.traits[rule].when is None}
    now = {trait.name for trait in policy.traits if trait.when is not None} & conditions
    return lapses, [(policy.approvals[rule].name, at) for rule, at in missing], stays | now
