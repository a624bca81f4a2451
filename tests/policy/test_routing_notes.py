"""Notes on the `routing` section tell what has no effect or may not be meant."""

from __future__ import annotations

from tests.policy.texts import SLA, notes


def routing_notes(section: str) -> list[str]:
    """The notes on a routing section, which starts on line 5."""
    return [note for note in notes(f"{SLA}routing:\n{section}") if "routing" in note]


def test_a_skill_rule_below_one_that_matches_every_ticket_is_named() -> None:
    rules = "  skills:\n    - {need: a}\n    - {name: B, when: {type: x}, need: b}\n"
    assert routing_notes(rules) == [
        "8:7: routing > skills > B: this rule is never reached: rule 1 on line 7 matches every ticket"
    ]


def test_tickets_that_no_skill_rule_matches_need_no_note() -> None:
    assert routing_notes("  skills: [{when: {type: x}, need: a}]\n") == []


def test_costs_that_the_strategy_does_not_look_at_are_named() -> None:
    assert routing_notes("  costs: {late: 5}\n") == [
        "6:10: routing > costs: 'least_loaded' looks at no costs; 'optimal' does"
    ]
    assert routing_notes("  strategy: optimal\n  costs: {late: 5}\n") == []


def test_a_status_that_looks_like_a_category_is_named() -> None:
    (note,) = routing_notes("  load: {counts: {status: on-hold}}\n")
    assert note == (
        "6:27: routing > load > counts > status: 'on-hold' is taken for a status of the help desk; "
        "the category is 'on_hold'"
    )
