"""What must hold of every section of which the first matching rule counts: `priority`, `tiers`, `sla`, `on_create`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.errors import PolicyError
from hindesk.policy import values
from hindesk.policy.automation import Automation
from tests.histories import ACTING, Desk, desks
from tests.policies_at_random import conditions
from tests.replay.acting import at_creation, does
from tests.replay.desks import replay_desk
from tests.replay.records import Clock, Told, fast_clocks, fast_notices
from tests.slow.conditions import holds
from tests.slow.history import History
from tests.slow.life import State, categories_of
from tests.slow.walk import Walk

PRIORITIES: Final = ("urgent", "low", "high", "normal")
WHENS: Final = st.lists(conditions(), min_size=2, max_size=4)
Whens = list[values.Condition]
Draw = tuple[Desk, Whens, int]
Row = dict[str, Any]
Story = tuple[list[Clock], list[Told], list[Row], list[Row], list[tuple[int, object, int]]]


def with_priorities(policy: values.Policy, whens: Whens) -> values.Policy:
    """The policy with these conditions in its section `priority`, each for another priority."""
    pairs = zip(PRIORITIES, whens, strict=False)
    return replace(policy, priority=tuple(values.PriorityRule(priority, when) for priority, when in pairs))


def with_tiers(policy: values.Policy, whens: Whens) -> values.Policy:
    """The policy with these conditions in its section `tiers`, each for another tier."""
    return replace(policy, tiers=tuple(values.TierRule(tier, when) for tier, when in enumerate(whens)))


def with_targets(policy: values.Policy, whens: Whens) -> values.Policy:
    """The policy with these conditions in its section `sla`, for its own rules by turns."""
    rules = (policy.sla[place % len(policy.sla)] for place in range(len(whens)))
    named = enumerate(zip(rules, whens, strict=True))
    return replace(policy, sla=tuple(replace(one, name=f"rule {place}", when=when) for place, (one, when) in named))


def with_acts(policy: values.Policy, whens: Whens) -> values.Policy:
    """The policy with these conditions as rules for new tickets, the first of which acts, besides its other rules."""
    pairs = zip(PRIORITIES, whens, strict=False)
    rules = tuple(at_creation(f"give {name}", does(tag=name, priority=name), when) for name, when in pairs)
    others = tuple(rule for rule in policy.automation.rules if rule.moment != "create")
    return replace(policy, automation=Automation((*rules, *others), first_at_creation=True))


@dataclass(frozen=True, slots=True)
class Section:
    """How a policy gets rules in a section, and how two that follow each other change places, the upper one named."""

    filled: Callable[[values.Policy, Whens], values.Policy]
    rules: Callable[[values.Policy], tuple[Any, ...]]
    put: Callable[[values.Policy, tuple[Any, ...]], values.Policy]

    def moved(self, policy: values.Policy, upper: int) -> values.Policy:
        """The policy whose rule below the upper one is above it."""
        rules = self.rules(policy)
        return self.put(policy, (*rules[:upper], rules[upper + 1], rules[upper], *rules[upper + 2 :]))

    def doubled(self, policy: values.Policy) -> values.Policy:
        """The policy with each rule a second time below itself."""
        return self.put(policy, tuple(one for rule in self.rules(policy) for one in (rule, rule)))


SECTIONS: Final = {
    "priority": Section(with_priorities, lambda one: one.priority, lambda one, rules: replace(one, priority=rules)),
    "tiers": Section(with_tiers, lambda one: one.tiers, lambda one, rules: replace(one, tiers=rules)),
    "sla": Section(with_targets, lambda one: one.sla, lambda one, rules: replace(one, sla=rules)),
    "on_create": Section(
        with_acts,
        lambda one: one.automation.rules,
        lambda one, rules: replace(one, automation=replace(one.automation, rules=rules)),
    ),
}
everywhere = pytest.mark.parametrize("section", SECTIONS)


def stories(desk: Desk, policy: values.Policy) -> list[Story] | None:
    """All that the engine tells of each ticket, rules by what they say; None where the policy goes on and on."""
    try:
        compiled, dictionary, rows = replay_desk(desk.tickets, policy, desk.as_of)
    except PolicyError:
        return None
    sections = (policy.priority, tuple(rule.name for rule in policy.automation.rules))
    acts = [(row["ticket"], sections[row["section"]][row["rule"]], row["happened"]) for row in rows.matches.to_pylist()]
    return [
        (
            fast_clocks(compiled, dictionary, rows, ticket),
            fast_notices(compiled, dictionary, rows, ticket),
            [row for row in rows.visits.to_pylist() if row["ticket"] == ticket],
            [row for row in rows.outcomes.to_pylist() if row["ticket"] == ticket],
            [act for act in acts if act[0] == ticket],
        )
        for ticket in range(len(desk.tickets))
    ]


def changed(before: list[Story] | None, after: list[Story] | None) -> list[int]:
    """The tickets of which something else is told."""
    if before is None or after is None:
        return []
    return [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]


def states(history: History, policy: values.Policy, as_of: int) -> list[State]:
    """Every state of a ticket, as the slow replay goes through them; before anything acts it is as it was created."""
    walk = Walk(history, policy)
    walk.go(as_of)
    new = State(dict(history.openings), categories=categories_of(history, policy))
    return [new, *(state for moment in walk.life.moments for state in moment.steps)]


@pytest.fixture(scope="module")
def lot() -> list[Draw]:
    """Random desks, conditions, and the place of the upper one of two that follow each other; all tests share them."""
    drawn: list[Draw] = []

    @settings(max_examples=50, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(desks(tickets=3, most=8, drawn=ACTING), WHENS, st.integers(0, 2))
    def draw(desk: Desk, whens: Whens, upper: int) -> None:
        drawn.append((desk, whens, min(upper, len(whens) - 2)))

    draw()
    return drawn


@everywhere
def test_moving_a_rule_above_another_changes_only_tickets_that_match_both(section: str, lot: list[Draw]) -> None:
    for desk, whens, upper in lot:
        before = SECTIONS[section].filled(desk.policy, whens)
        one, other = stories(desk, before), stories(desk, SECTIONS[section].moved(before, upper))
        for place in changed(one, other):
            found = states(desk.tickets[place], before, desk.as_of)
            assert any(all(holds(when, state.texts) for when in whens[upper : upper + 2]) for state in found)


@everywhere
def test_moving_a_rule_above_another_changes_some_ticket(section: str, lot: list[Draw]) -> None:
    filled = ((desk, SECTIONS[section].filled(desk.policy, whens), upper) for desk, whens, upper in lot)
    assert any(
        changed(stories(desk, policy), stories(desk, SECTIONS[section].moved(policy, upper)))
        for desk, policy, upper in filled
    )


@everywhere
def test_a_rule_that_stands_twice_does_what_it_does_once(section: str, lot: list[Draw]) -> None:
    for desk, whens, _ in lot:
        once = SECTIONS[section].filled(desk.policy, whens)
        if section == "on_create":
            once = replace(once, automation=Automation(once.automation.rules[: len(whens)]))
        assert changed(stories(desk, once), stories(desk, SECTIONS[section].doubled(once))) == []


def test_a_ticket_gets_one_priority_and_one_rule_when_it_is_created(lot: list[Draw]) -> None:
    for desk, whens, _ in lot:
        policy = with_acts(with_priorities(desk.policy, whens), whens)
        new = [
            (ticket, rule in policy.priority)
            for ticket, (*_, acts) in enumerate(stories(desk, policy) or ())
            for _, rule, _ in acts
            if rule in policy.priority or rule in {f"give {name}" for name in PRIORITIES}
        ]
        assert set(Counter(new).values()) <= {1}


def test_a_ticket_is_in_one_tier_at_a_time(lot: list[Draw]) -> None:
    for desk, whens, _ in lot:
        for _, _, visits, _, _ in stories(desk, with_tiers(desk.policy, whens)) or ():
            assert all(one["departed"] is not None for one in visits[:-1])
            assert all(one["departed"] <= following["entered"] for one, following in pairwise(visits))
