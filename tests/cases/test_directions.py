"""A case fails where what it expects is missing, and where what it speaks of has more than it expects."""

from __future__ import annotations

import pytest

from tests.cases.shop import HEAD, POLICY, differences, outcome

LATE = "    as_of: 2026-01-06 10:30\n"


def case(*lines: str, head: str = HEAD) -> list[tuple[str, str, str]]:
    """What differs in one case with these lines."""
    return differences(outcome(head + "".join(f"    {line}\n" for line in lines)))


def test_what_a_case_does_not_speak_of_may_be_as_it_is() -> None:
    assert case("expect: {priority: normal}", "as_of: 2026-01-07 10:00") == []


def test_a_breach_that_is_not_listed_is_one_too_many() -> None:
    found = case("expect: {breached: [resolution]}", "as_of: 2026-01-07 10:00")

    assert found == [("breached", "resolution", "first_response, resolution")]


def test_no_breach_may_be_there_where_none_is_expected() -> None:
    assert case("expect: {breached: []}", head=HEAD + LATE) == [("breached", "nothing", "first_response, resolution")]


def test_a_breach_that_does_not_come_is_missing() -> None:
    assert case("expect: {breached: [resolution]}") == [("breached", "resolution", "nothing")]


def test_every_clock_of_a_metric_that_is_named_must_be_named() -> None:
    policy = POLICY.replace("resolution: 1bd}", "resolution: 1bd, next_response: 1h}")
    history = "    history: |\n" + "".join(
        f"      {line}\n"
        for line in ("10:10 agent: a", "10:20 customer: b", "10:30 agent: c", "10:40 customer: d", "10:50 agent: e")
    )
    once = outcome(HEAD + history + "    expect: {clocks: {next_response: met due 11:20}}\n", policy)
    twice = outcome(HEAD + history + "    expect: {clocks: {next_response: [met, met due 11:40]}}\n", policy)
    often = outcome(HEAD + history + "    expect: {clocks: {next_response: [met, met, running]}}\n", policy)

    assert differences(once) == [("next_response 1", "none", "met")]
    assert differences(twice) == []
    assert differences(often) == [("next_response", "running", "none")]


def test_a_metric_of_which_none_is_expected_may_have_no_clock() -> None:
    assert case("expect: {clocks: {resolution: none}}") == [("resolution", "none", "running")]
    assert case("expect: {clocks: {update: none}}") == []


def test_a_clock_that_is_not_there_is_missing() -> None:
    assert case("expect: {clocks: {update: met}}") == [("update", "met", "none")]


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("breached", "running"),
        ("running due 15:00", "running due Mon 2026-01-05 14:00"),
        ("due 15:00", "due Mon 2026-01-05 14:00"),
        ("due 14:00:01", "due Mon 2026-01-05 14:00:00"),
    ],
)
def test_a_clock_is_compared_in_what_is_written_of_it(wanted: str, got: str) -> None:
    ((what, _, found),) = case(f"expect: {{clocks: {{first_response: '{wanted}'}}}}")

    assert (what, found) == ("first_response", got)


@pytest.mark.parametrize("wanted", ["running", "due 14:00", "running due 14:00", "running, due 2026-01-05 14:00:00"])
def test_a_clock_passes_in_what_is_written_of_it(wanted: str) -> None:
    assert case(f"expect: {{clocks: {{first_response: '{wanted}'}}}}") == []


def test_told_nothing_fails_where_somebody_is_told() -> None:
    found = case("told: nothing", head=HEAD + "    as_of: 2026-01-06 09:45\n")

    assert found == [("told", "nothing", "Tue 2026-01-06 09:30 resolution reminder to kim")]


def test_told_nothing_passes_where_nobody_is_told() -> None:
    assert case("told: nothing", head=HEAD + "    as_of: 2026-01-06 09:30\n") == []


def test_each_notice_is_told_as_often_as_it_is_listed() -> None:
    line = "2026-01-06 09:30 resolution reminder to kim"
    found = case("told: |", f"  {line}", f"  {line}")

    assert found == [("told", "Tue 2026-01-06 09:30 resolution reminder to kim", "nothing")]


@pytest.mark.parametrize(
    ("fact", "got"),
    [
        ("rule: none", "Everyone"),
        ("tier: 2", "1"),
        ("priority: high", "normal"),
        ("team: none", "shop"),
        ("assignee: lee", "kim"),
        ("status: open", "new"),
    ],
)
def test_every_fact_is_compared(fact: str, got: str) -> None:
    name, _, wanted = fact.partition(": ")

    assert case(f"expect: {{{fact}}}") == [(name, wanted, got)]


def test_a_solved_ticket_is_with_no_tier() -> None:
    assert case("history: '11:00 status = solved'", "expect: {tier: none, status: solved}") == []


def test_an_event_at_the_instant_counts_and_a_stop_when_due_is_in_time() -> None:
    assert case("history: '14:00 agent: here'", "expect: {clocks: {first_response: met due 14:00}}") == []
