"""The rules that no case reached are named, whatever their kind, with the line on which they stand."""

from __future__ import annotations

from tests.cases.shop import CASES, HEAD, POLICY, outcome

QUIET = HEAD + "    expect: {priority: normal}\n"


def missed(cases: str, policy: str = POLICY) -> list[tuple[int, str, str]]:
    """The rules that cases do not reach: line, section, words."""
    return [(rule.place.line, rule.key.section, rule.what) for rule in outcome(cases, policy).coverage.missed]


def test_each_kind_of_rule_that_is_not_reached_is_named_with_its_line() -> None:
    assert missed(QUIET) == [
        (8, "priority", "set urgent"),
        (11, "tiers", "tier 2"),
        (14, "sla", "Outages"),
        (16, "calendar", "Outages > calendar > night"),
        (16, "calendar", "Outages > calendar > else"),
        (17, "target", "Outages > first_response: 15m"),
        (20, "target", "Everyone > first_response > high: 1h"),
        (21, "pause", "Everyone > pause > resolution"),
        (22, "notice", "Everyone > resolution > reminder"),
        (25, "notice", "Everyone > resolution > level 1"),
        (26, "notice", "Everyone > resolution > level 2"),
    ]


def test_the_share_counts_every_rule_once() -> None:
    found = outcome(QUIET).coverage

    assert (len(found.rules), len(found.missed)) == (16, 11)
    assert found.share == 5 / 16
    assert outcome(CASES).coverage.share == 1


def test_a_level_that_repeats_is_one_rule() -> None:
    again = POLICY.replace(
        "level: 1, after: 0m, to: [assignee]", "level: 1, after: 0m, to: [team], repeat: {every: 1h, times: 3}"
    )

    assert len(outcome(QUIET, again).coverage.rules) == 16


def test_a_target_for_what_a_level_sets_is_reached_even_if_the_next_level_sets_something_else() -> None:
    policy = (
        POLICY.split("  - name: Outages")[0]
        + """\
  - name: Everyone
    calendar: always
    targets: {resolution: {low: 1h, high: 3h, urgent: 4h, else: 1h}}
    escalate:
      resolution:
        - {level: 1, before: 30m, to: [team], set: {priority: high}}
        - {level: 2, before: 10m, to: [team], set: {priority: urgent}}
"""
    )
    cases = HEAD + "    as_of: 23:00\n    expect: {priority: urgent}\n"

    assert [what for _, section, what in missed(cases, policy) if section == "target"] == [
        "Everyone > resolution > low: 1h"
    ]


SCHEDULE = """\
on_call:
  duty:
    layers:
      - {start: 2026-01-05T00:00, who: ana}
      - {start: 2026-01-05T00:00, who: kim, hours: office}
    overrides: [{from: 2026-01-07T09:00, to: 2026-01-08T00:00, who: lee}]
automation:
  on_update: [{name: Asked, on: customer_message, do: {notify: [{on_call: duty}]}}]
"""


def test_a_layer_or_override_that_said_for_no_notice_who_is_on_call_is_named() -> None:
    policy = POLICY + SCHEDULE
    asked = "    history: |\n      {} customer: hello\n    expect: {{priority: normal}}\n"
    sections = {
        when: [what for _, section, what in missed(HEAD + asked.format(when), policy) if section == "on_call"]
        for when in ("11:00", "20:00", "2026-01-07 10:00")
    }

    assert sections == {
        "11:00": ["duty > layer 1", "duty > override from 2026-01-07 09:00"],
        "20:00": ["duty > layer 2", "duty > override from 2026-01-07 09:00"],
        "2026-01-07 10:00": ["duty > layer 1", "duty > layer 2"],
    }
