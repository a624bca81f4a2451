"""The `routing` section and the key `people` say who gets a ticket; what is not written has a stated default."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.policy.routing import Costs, Limit, Routing, SkillRule, Weights
from hindesk.policy.skill_steps import ANYONE, show_step
from hindesk.policy.values import All, Choice, Not, Test
from hindesk.replay.compile import fields_of
from hindesk.simulate.aspects import aligned, differing
from tests.policy.texts import policy

HOUR: Final = 3_600_000_000

WHOLE: Final = """\
people: people.csv
fields: [plan]
lists: {vip: [Acme, Hanbit]}
routing:
  strategy: optimal
  order: priority
  language: require
  before_due: true
  load:
    weight: {priority: {urgent: 3, high: 2}, tier: {3: 2}}
    counts: {not: {status: [waiting_on_customer, on_hold]}}
  skills:
    - {name: Payments, when: {type: billing}, need: {payments: 2}, else: [{payments: 1}, anyone]}
    - {when: {plan: gold}, need: [infrastructure, networks]}
    - {need: anyone}
  exclude: {company: {in: vip}}
  limit: {tickets: 5, within: 1h 30m}
  costs: {late: 5000, move: 0}
"""


def routing(text: str) -> Routing:
    """The routing that the section's text in one line gives."""
    found = policy(f"routing: {text}\n").routing
    assert found is not None
    return found


def steps(text: str) -> tuple[dict[str, int], ...]:
    """The steps of a skill rule that is given by its keys `need` and `else`."""
    return routing(f"{{skills: [{{{text}}}]}}").skills[0].steps


def test_every_key_is_read() -> None:
    assert policy(WHOLE).routing == Routing(
        strategy="optimal",
        order="priority",
        language="require",
        before_due=True,
        weights=Weights({"urgent": 3, "high": 2}, {3: 2}),
        counts=Not(Test("status", "in", ("waiting_on_customer", "on_hold"))),
        skills=(
            SkillRule("Payments", Test("type", "is", ("billing",)), ({"payments": 2}, {"payments": 1}, {}), 16),
            SkillRule(
                "infrastructure + networks", Test("plan", "is", ("gold",)), ({"infrastructure": 1, "networks": 1},), 17
            ),
            SkillRule("anyone", All(), ({},), 18),
        ),
        exclude=Test("company", "in", ("Acme", "Hanbit")),
        limit=Limit(5, HOUR + HOUR // 2),
        costs=Costs(late=5000, move=0),
    )


SHIFTS: Final = """\
on_call:
  shift: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Kim]}]}
  payments: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Lee]}]}
"""


def on_call(text: str) -> Routing:
    """The routing to whoever is on call in the schedule that the text of one line gives."""
    found = policy(f"{SHIFTS}routing: {{strategy: on_call, on_call: {text}}}\n").routing
    assert found is not None
    return found


def test_tickets_go_to_whoever_is_on_call_in_a_schedule_that_may_depend_on_a_field() -> None:
    assert on_call("shift") == Routing("on_call", on_call=Choice("shift"))
    assert on_call("{by: type, billing: payments, else: shift}") == Routing(
        "on_call", on_call=Choice("shift", "type", (("billing", "payments"),))
    )


def test_the_roster_is_kept_as_it_is_written() -> None:
    assert policy(WHOLE).people == "people.csv"
    assert policy("").people == ""


def test_a_policy_without_the_section_has_no_routing() -> None:
    assert policy("").routing is None


def test_an_empty_section_is_the_defaults() -> None:
    assert routing("{}") == Routing()
    assert routing("{load: {weight: {}}, costs: {}, skills: []}") == Routing()


def test_a_weight_that_is_not_listed_is_not_kept() -> None:
    assert routing("{load: {weight: {priority: {low: 1}, tier: {0: 4}}}}").weights == Weights({"low": 1}, {0: 4})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("need: payments", ({"payments": 1},)),
        ("need: [payments]", ({"payments": 1},)),
        ("need: {payments: 3, networks: 1}", ({"payments": 3, "networks": 1},)),
        ("need: 24x7", ({"24x7": 1},)),
        ("need: payments, else: networks", ({"payments": 1}, {"networks": 1})),
        ("need: {payments: 2}, else: {payments: 1}", ({"payments": 2}, {"payments": 1})),
        ("need: [a, b], else: [a, b]", ({"a": 1, "b": 1}, {"a": 1}, {"b": 1})),
        (
            "need: [a, b, c], else: [[a, b], [b, c], anyone]",
            ({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1}, {"b": 1, "c": 1}, {}),
        ),
    ],
)
def test_steps_are_read_in_each_of_their_forms(text: str, wanted: tuple[dict[str, int], ...]) -> None:
    assert steps(text) == wanted


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9), min_size=1))
def test_a_step_by_levels_is_read_as_it_is_written(step: dict[str, int]) -> None:
    written = ", ".join(f"{skill}: {level}" for skill, level in step.items())
    assert steps(f"need: {{{written}}}, else: {ANYONE}") == (step, {})


def test_a_step_is_named_by_its_skills() -> None:
    assert show_step({"payments": 2, "networks": 1}) == "payments + networks"
    assert show_step({}) == "anyone"


def test_replay_looks_at_no_field_of_the_routing() -> None:
    assert "plan" not in fields_of(policy(WHOLE))
    assert fields_of(policy(WHOLE)) == fields_of(policy(""))


def test_a_simulation_sees_no_difference_in_the_routing() -> None:
    bare = policy("")
    assert differing(*aligned(bare, replace(bare, routing=Routing(), people="people.csv"))) == ()
    assert differing(*aligned(policy(WHOLE), bare)) == ()
