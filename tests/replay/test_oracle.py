"""The engine's walk agrees with the slow replay, an independent reading of docs/concepts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from hindesk.replay.rows import Rows
from tests.examples import examples
from tests.histories import ACTING, REMARKABLE, TELLING, Desk, desks
from tests.policies_at_random import escalating
from tests.replay.desks import replay_desk
from tests.replay.records import (
    clock_order,
    fast_clocks,
    fast_lapses,
    fast_matches,
    fast_notices,
    lapse_order,
    slow_clock,
    slow_lapse,
    slow_match,
    slow_notice,
)
from tests.slow_replay import Judgement, replay_slowly

EVERY_DESK = list(HealthCheck)
FINDING = [phase for phase in Phase if phase is not Phase.explain]


def went(rows: Rows, ticket: int) -> tuple[list[tuple[int, int, int | None]], int | None, int | None]:
    """A ticket's visits by tiers, its highest and its resolving tier, as the engine tells them."""
    visits = [
        (row["tier"], row["entered"], row["departed"]) for row in rows.visits.to_pylist() if row["ticket"] == ticket
    ]
    (outcome,) = [row for row in rows.outcomes.to_pylist() if row["ticket"] == ticket] or [{}]
    tiers = outcome.get("highest_tier"), outcome.get("resolving_tier")
    return [visit for visit in visits if visit[0] is not None], *tiers


def should_have_gone(judgement: Judgement) -> tuple[list[tuple[int, int, int | None]], int | None, int | None]:
    """The same as the slow replay tells it."""
    visits = [(visit.tier, visit.since, visit.until) for visit in judgement.visits]
    return visits, judgement.highest_tier, judgement.resolving_tier


def check(desk: Desk) -> None:
    """Compare what both replays tell of every ticket of a desk."""
    compiled, dictionary, rows = replay_desk(desk.tickets, desk.policy, desk.as_of)
    for ticket, history in enumerate(desk.tickets):
        others = (*desk.tickets[:ticket], *desk.tickets[ticket + 1 :])
        judgement = replay_slowly(history, desk.policy, desk.as_of, others)
        expected = sorted((slow_clock(row) for row in judgement.clocks), key=clock_order)
        assert fast_clocks(compiled, dictionary, rows, ticket) == expected
        assert went(rows, ticket) == should_have_gone(judgement)
        told = fast_notices(compiled, dictionary, rows, ticket)
        assert told == [slow_notice(row) for row in judgement.notices]
        assert fast_matches(rows, ticket) == [slow_match(row) for row in judgement.matches]
        assert fast_lapses(dictionary, rows, ticket) == sorted(map(slow_lapse, judgement.lapses), key=lapse_order)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=EVERY_DESK, phases=FINDING, print_blob=True)
@given(desks(drawn=TELLING))
def test_fast_and_slow_replay_agree_on_random_desks(desk: Desk) -> None:
    check(desk)


@settings(max_examples=examples(120), deadline=None, suppress_health_check=EVERY_DESK, phases=FINDING, print_blob=True)
@given(desks(drawn=escalating()))
def test_fast_and_slow_replay_agree_where_levels_hand_tickets_from_rule_to_rule(desk: Desk) -> None:
    check(desk)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=EVERY_DESK, phases=FINDING, print_blob=True)
@given(desks(drawn=ACTING))
def test_fast_and_slow_replay_agree_where_policies_act_by_themselves(desk: Desk) -> None:
    check(desk)


@settings(max_examples=examples(200), deadline=None, suppress_health_check=EVERY_DESK, phases=FINDING, print_blob=True)
@given(desks(6, 8, drawn=REMARKABLE))
def test_fast_and_slow_replay_agree_on_traits_lapses_and_approvals(desk: Desk) -> None:
    check(desk)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=EVERY_DESK, phases=[Phase.generate])
@given(desks(drawn=TELLING) | desks(drawn=escalating()) | desks(drawn=ACTING) | desks(6, 8, drawn=REMARKABLE))
def test_machine_code_gives_the_same_rows_as_the_uncompiled_walk(desk: Desk) -> None:
    *_, plain = replay_desk(desk.tickets, desk.policy, desk.as_of)
    *_, compiled = replay_desk(desk.tickets, desk.policy, desk.as_of, machine_code=True)
    assert compiled == plain
