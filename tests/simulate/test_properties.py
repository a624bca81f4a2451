"""What must hold of any two policies on any tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from hindesk.errors import PolicyError
from hindesk.policy.traits import Trait, trait_field
from hindesk.policy.values import Choice, Duration, Policy, Test
from hindesk.simulate.aspects import ASPECTS, aligned, differing, mixed
from hindesk.simulate.comparison import Simulation
from hindesk.simulate.comparison import simulate as compare
from hindesk.simulate.conditions import turned, with_tests
from hindesk.simulate.reasons import TOGETHER
from hindesk.store.store import Store, open_store
from tests.histories import Desk, desks
from tests.policies_at_random import policies
from tests.remarkable_at_random import remarkable, traits
from tests.simulate.stores import fill
from tests.slow_replay import Endless, replay_slowly

_SIDES = ("old_verdict", "new_verdict")

often = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
"""A failing example is shown as it was found: to shrink it takes minutes."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that each example fills anew."""
    with open_store(tmp_path_factory.mktemp("simulate") / "any.duckdb", create=True) as held:
        yield held


def simulate(store: Store, desk: Desk, old: Policy) -> Simulation:
    """The desk's policy in place of an old one, on the desk's tickets, to the last of their events."""
    fill(store, desk.tickets)
    return compare(store, desk.policy, old, progress=lambda _what, _share: None)


def now(desk: Desk) -> int:
    """The last instant of the desk's tickets."""
    return max(event.at_us for history in desk.tickets for event in history.events)


def verdicts(desk: Desk, policy: Policy) -> dict[tuple[str, str, int], str]:
    """The slow replay's verdict on each clock, by ticket, metric and cycle."""
    return {
        (f"T{number}", row.metric, row.cycle): row.verdict
        for number, history in enumerate(desk.tickets)
        for row in replay_slowly(
            history, policy, now(desk), (*desk.tickets[:number], *desk.tickets[number + 1 :])
        ).clocks
    }


def judged(desk: Desk, policy: Policy) -> dict[tuple[str, str, int], str]:
    """The same; nothing of a policy whose own changes come to no end."""
    try:
        return verdicts(desk, policy)
    except Endless:
        return {}


def halved(policy: Policy) -> Policy:
    """The same policy with every target in hours halved, and changes of a rule carried on."""

    def half(duration: Duration) -> Duration:
        return replace(duration, amount=duration.amount // 2) if duration.unit == "microsecond" else duration

    def halves(choice: Choice[Duration]) -> Choice[Duration]:
        rest = choice.otherwise and half(choice.otherwise)
        return replace(choice, otherwise=rest, cases=tuple((value, half(case)) for value, case in choice.cases))

    rules = [replace(rule, targets={name: halves(one) for name, one in rule.targets.items()}) for rule in policy.sla]
    return replace(policy, sla=tuple(rules))


def renamed(policy: Policy) -> Policy:
    """The same policy with other names for its traits, in another order, and without approvals."""
    names = {trait_field(trait.name): trait_field(f"my {trait.name}") for trait in policy.traits}

    def named(test: Test) -> Test:
        return replace(test, field=names.get(test.field, test.field))

    held = [replace(one, when=turned(one.when, named)) for one in policy.permissions]
    matters = [replace(one, when=turned(one.when, named), public=turned(one.public, named)) for one in policy.sensitive]
    traits = [replace(trait, name=f"my {trait.name}") for trait in reversed(policy.traits)]
    other = replace(with_tests(policy, named), permissions=tuple(held), sensitive=tuple(matters), approvals=())
    return replace(other, traits=tuple(traits))


def carried(policy: Policy) -> Policy:
    """The same policy, whose clocks go on when their rule changes."""
    return replace(policy, sla=tuple(replace(rule, on_change="carry") for rule in policy.sla))


@often
@given(desks())
def test_the_same_policy_twice_makes_no_difference(store: Store, desk: Desk) -> None:
    found = simulate(store, desk, desk.policy)

    assert found.changed.num_rows == found.reasons.num_rows == 0
    assert [row["points"] for row in found.overall.to_pylist() if row["points"]] == []
    for row in found.endings.to_pylist():
        assert (row["old_verdict"], row["old_missing"]) == (row["new_verdict"], row["new_missing"])


@often
@given(desks(drawn=remarkable()))
def test_the_same_remarkable_policy_twice_makes_no_difference_under_other_names_of_its_traits(
    store: Store, desk: Desk
) -> None:
    found = simulate(store, desk, renamed(desk.policy))

    assert found.changed.num_rows == 0
    assert [
        row for row in found.lapses.to_pylist() if row["difference"] or row["old_tickets"] != row["new_tickets"]
    ] == []


@often
@given(desks())
def test_stricter_targets_never_lower_the_number_of_breaches(store: Store, desk: Desk) -> None:
    old = carried(desk.policy)
    found = simulate(store, replace(desk, policy=halved(old)), old)

    assert [row for row in found.changed.to_pylist() if row["old_verdict"] == "breached"] == []
    for row in found.overall.to_pylist():
        assert row["new_breached"] >= row["old_breached"]


@often
@given(desks(), st.sampled_from(("close", "next_open")))
def test_where_a_target_lands_changes_no_verdict(store: Store, desk: Desk, landing: str) -> None:
    old = replace(desk.policy, landing=landing)  # type: ignore[arg-type]

    assert simulate(store, desk, old).changed.num_rows == 0


@often
@given(desks(), policies())
def test_all_aspects_of_the_new_policy_together_are_the_new_policy(store: Store, desk: Desk, old: Policy) -> None:
    everything = mixed(*aligned(old, desk.policy), frozenset(ASPECTS))
    found = simulate(store, desk, everything)

    assert found.changed.num_rows == 0
    assert {"not measured"} & {row[side] for row in found.endings.to_pylist() for side in _SIDES} == set()


@often
@given(desks(), policies())
def test_reasons_are_the_aspects_that_alone_give_the_new_verdict(store: Store, desk: Desk, old: Policy) -> None:
    found = simulate(store, desk, old).changed.to_pylist()

    before, after = aligned(old, desk.policy)
    alone = {
        aspect: verdicts(desk, mixed(before, after, frozenset({aspect}))) if found else {}
        for aspect in differing(before, after)
    }
    for row in found:
        clock = row["ticket"], row["metric"], row["cycle"]
        why = [aspect for aspect in alone if alone[aspect].get(clock, "not measured") == row["new_verdict"]]
        assert row["why"] == (" or ".join(why) or TOGETHER)


@often
@given(desks(drawn=remarkable()), traits())
def test_reasons_of_other_traits_are_the_sections_that_ask_for_them(
    store: Store, desk: Desk, former: tuple[Trait, ...]
) -> None:
    old = replace(desk.policy, traits=former)
    try:
        found = simulate(store, desk, old).changed.to_pylist()
    except PolicyError:
        reject()

    before, after = aligned(old, desk.policy)
    aspects = differing(before, after)
    assert set(aspects) <= {"condition", "priority", "pause", "metric", "escalation", "automation"}
    alone = {aspect: judged(desk, mixed(before, after, frozenset({aspect}))) if found else {} for aspect in aspects}
    for row in found:
        clock = row["ticket"], row["metric"], row["cycle"]
        why = [aspect for aspect in alone if alone[aspect].get(clock, "not measured") == row["new_verdict"]]
        assert row["why"] == (" or ".join(why) or TOGETHER) or len(aspects) == 1


@often
@given(desks(drawn=remarkable()), remarkable())
def test_all_aspects_together_carry_the_traits_that_they_ask_for(store: Store, desk: Desk, old: Policy) -> None:
    everything = mixed(*aligned(old, desk.policy), frozenset(ASPECTS))

    assert simulate(store, desk, everything).changed.num_rows == 0


@often
@given(desks(), policies())
def test_changed_clocks_are_those_whose_verdicts_differ(store: Store, desk: Desk, old: Policy) -> None:
    found = simulate(store, desk, old)
    before, after = verdicts(desk, old), verdicts(desk, desk.policy)
    alone = {*found.only_old, *found.only_new}

    assert {
        (row["ticket"], row["metric"], row["cycle"]): (row["old_verdict"], row["new_verdict"])
        for row in found.changed.to_pylist()
    } == {
        clock: (before.get(clock, "not measured"), after.get(clock, "not measured"))
        for clock in before.keys() | after.keys()
        if before.get(clock) != after.get(clock) and clock[1] not in alone
    }
