"""What must hold of every policy that acts by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from hindesk.errors import PolicyError
from hindesk.policy import values
from hindesk.policy.automation import Automation, AutomationRule
from hindesk.replay.rows import Rows
from tests.examples import examples
from tests.histories import ACTING, TELLING, Desk, desks
from tests.policies_at_random import conditions
from tests.replay.acting import acting, at_creation, does
from tests.replay.desks import replay_desk

some = settings(
    max_examples=examples(42),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.explain],
    print_blob=True,
)
GIVES: Final = ("low", "high", "urgent", "normal")
TABLES: Final = ("clocks", "shares", "visits", "outcomes", "notices")


def rows_under(desk: Desk, policy: values.Policy) -> Rows:
    """What the engine tells of a desk's tickets under another policy, unless that goes on and on."""
    try:
        return replay_desk(desk.tickets, policy, desk.as_of)[2]
    except PolicyError:
        reject()


@some
@given(desks(drawn=ACTING))
def test_the_same_policy_twice_gives_the_same_rows(desk: Desk) -> None:
    assert rows_under(desk, desk.policy) == rows_under(desk, desk.policy)


@some
@given(desks(drawn=TELLING))
def test_a_policy_without_automation_gives_the_same_rows_with_an_empty_one(desk: Desk) -> None:
    empty = replace(desk.policy, automation=Automation((), first_at_creation=False), tasks=())
    assert rows_under(desk, empty) == rows_under(desk, desk.policy)


@some
@given(desks(drawn=TELLING))
def test_rules_whose_condition_never_holds_change_no_row(desk: Desk) -> None:
    rules = (
        AutomationRule("create", "create", values.Any(), does(priority="low", tag="vip")),
        AutomationRule("update", "update", values.Any(), does(tells=True, priority="urgent")),
        AutomationRule("time", "time", values.Any(), does(tells=True, tag="vip")),
    )
    assert rows_under(desk, acting(desk.policy, *rules)) == rows_under(desk, desk.policy)


def matched(rows: Rows, rules: tuple[AutomationRule, ...]) -> set[tuple[int, str]]:
    """Which tickets which rules acted on."""
    found = [row for row in rows.matches.to_pylist() if row["section"] == 1]
    return {(row["ticket"], rules[row["rule"]].name) for row in found}


@some
@given(desks(drawn=TELLING), st.lists(conditions(), min_size=2, max_size=4), st.data())
def test_moving_a_rule_above_another_changes_only_tickets_that_match_both(
    desk: Desk, whens: list[values.Condition], data: st.DataObject
) -> None:
    rules = tuple(at_creation(name, does(priority=name), when) for name, when in zip(GIVES, whens, strict=False))
    upper = data.draw(st.integers(0, len(rules) - 2))
    pair = rules[upper : upper + 2]
    moved = (*rules[:upper], *reversed(pair), *rules[upper + 2 :])
    before, after = (rows_under(desk, acting(desk.policy, *order)) for order in (rules, moved))

    alone = set[tuple[int, str]]().union(*(matched(rows_under(desk, acting(desk.policy, one)), (one,)) for one in pair))
    both = {ticket for ticket in range(len(desk.tickets)) if all((ticket, one.name) in alone for one in pair)}
    assert {ticket for ticket, _ in matched(before, rules) ^ matched(after, moved)} <= both
    for table in TABLES:
        one, other = (
            [row for row in getattr(rows, table).to_pylist() if row["ticket"] not in both] for rows in (before, after)
        )
        assert one == other
