"""Notes say what a policy's words come to, and what may not be meant."""

from __future__ import annotations

from tests.policy.texts import OFFICE, notes

RULE = "{name: A, calendar: office, targets: {resolution: %s}}"
UNMEASURED = "no rule has a target for first_response, next_response, update, assignment, ownership"


def test_a_business_day_is_told_for_the_calendars_that_need_it() -> None:
    assert notes(f"{OFFICE}sla: [{RULE % '2bd'}]\n") == [
        "4:21: calendars > office: 1bd = 9h (calendar office)",
        f"5:6: sla: {UNMEASURED}",
    ]
    assert notes(f"{OFFICE}sla: [{RULE % '2h'}]\n") == [f"5:6: sla: {UNMEASURED}"]


def test_a_calendar_that_no_rule_uses_is_named() -> None:
    text = f"{OFFICE}sla: [{{name: A, calendar: always, targets: {{resolution: 4h}}}}]\n"
    assert notes(text)[0] == "4:21: calendars > office: no rule uses this calendar"


def test_a_rule_below_one_that_matches_every_ticket_is_named() -> None:
    text = (
        "tiers: [{tier: 1}, {tier: 2, when: {team: x}}]\n"
        "sla:\n"
        "  - {name: All, calendar: always, targets: {resolution: 4h}}\n"
        "  - {name: Late, when: {type: x}, calendar: always, targets: {resolution: 1h}}\n"
    )
    assert notes(text)[0] == "4:20: tiers > no. 2: this rule is never reached: rule 1 on line 4 matches every ticket"
    assert notes(text)[-1] == "7:5: sla > Late: this rule is never reached: rule 1 on line 6 matches every ticket"


def test_tickets_that_no_rule_matches_are_told() -> None:
    text = "sla: [{name: A, when: {type: x}, calendar: always, targets: {resolution: 4h}}]\n"
    assert "4:6: sla: tickets that match no rule have no targets" in notes(text)


def test_a_priority_without_a_target_is_named() -> None:
    text = f"{OFFICE}sla: [{RULE % '{urgent: 1h, high: 2h}'}]\n"
    assert "5:57: sla > A > targets > resolution: no target for priority low, normal" in notes(text)
    assert not [note for note in notes(text.replace("2h}", "2h, else: 3h}")) if "priority" in note]


def test_a_pause_of_a_metric_without_a_target_is_named() -> None:
    text = f"{OFFICE}sla: [{RULE.replace('}}', '}, pause: {update: on_hold}}') % '4h'}]\n"
    note = "this rule has no target for the metric, so nothing is paused"
    assert f"5:78: sla > A > pause > update: {note}" in notes(text)


def test_a_status_that_looks_like_a_category_is_named() -> None:
    text = f"{OFFICE}tiers: [{{tier: 1, when: {{status: {{in: [on-hold, Reopened]}}}}}}]\nsla: [{RULE % '4h'}]\n"
    told = [note for note in notes(text) if "taken for" in note]
    where = "5:40: tiers > no. 1 > when > status > in > no. 1"
    assert told == [f"{where}: 'on-hold' is taken for a status of the help desk; the category is 'on_hold'"]
    assert not [note for note in notes("statuses: {on-hold: on_hold}\n" + text) if "taken for" in note]
