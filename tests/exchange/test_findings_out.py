"""What a vendor can't say of a policy is told, each with file, line and column."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hindesk.exchange.convert import policy_to
from hindesk.exchange.findings import Finding
from tests.exchange.answers import Save

HEAD = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
profile: {profile}
calendars:
  office: {{week: {{mon-fri: "09:00-18:00"}}{office}}}
  night: {{week: {{mon-fri: "18:00-22:00"}}}}
fields: [mood]
sla:
  - name: A
    when: {when}
    calendar: {calendar}
    targets: {targets}
"""
PLAIN = {
    "profile": "zendesk",
    "office": "",
    "when": "{type: incident}",
    "calendar": "always",
    "targets": "{first_response: {high: 1h}}",
}


def written(save: Save, form: str, more: str = "", **changes: str) -> tuple[dict[str, Any], list[Finding]]:
    """The JSON and the findings of a policy of one rule, and of more text below it."""
    path = save("desk.yaml", HEAD.format(**{**PLAIN, "profile": form, **changes}) + more)
    done = policy_to(path, form)
    short = [Finding(finding.place.removeprefix(f"{path.parent}/"), finding.message) for finding in done.findings]
    return json.loads(done.text), short


ZENDESK = {
    "a section": (
        {"more": "tiers: [{tier: 1}]\n"},
        "desk.yaml:14:1",
        "Zendesk's SLA policies have no 'tiers'",
    ),
    "a key of a rule": (
        {"more": "    remind: [{metric: first_response, before: 5m, to: [assignee]}]\n"},
        "desk.yaml:14:5",
        "Zendesk's SLA policies have no 'remind'",
    ),
    "a target without a priority": (
        {"targets": "{first_response: 1h}"},
        "desk.yaml:13:5",
        "tickets without a priority have targets here: in Zendesk they have none",
    ),
    "a metric": (
        {"targets": "{assignment: {high: 1h}, first_response: {high: 1h}}"},
        "desk.yaml:13:15",
        "Zendesk measures no 'assignment'",
    ),
    "a pause": (
        {"more": "    pause: {first_response: [on_hold]}\n"},
        "desk.yaml:13:15",
        "Zendesk's first_reply_time stands still in no status, and not as the policy says",
    ),
    "a metric of the policy's own": (
        {"more": "metrics: {first_response: {start: created, stop: agent_note}}\n"},
        "desk.yaml:14:11",
        "Zendesk measures 'first_response' in its own way, not as the policy defines it",
    ),
    "a target by another field": (
        {"targets": "{next_response: {by: type, incident: 1h}, first_response: {high: 1h}}"},
        "desk.yaml:13:15",
        "targets by 'type' can't be said: write a rule for each value",
    ),
    "days that are no business days": (
        {"targets": "{next_response: {high: 2d}, first_response: {high: 1h}}", "more": "day: same_time\n"},
        "desk.yaml:13:15",
        "a target of 2 days that are no business days can't be said",
    ),
    "an id": (
        {"when": "{team: Billing}"},
        "desk.yaml:11:5",
        "Zendesk wants the id of the team 'Billing': replace the name, or give --names",
    ),
    "a text": (
        {"when": "{any: [{type: incident}, {subject: {contains: down}}]}"},
        "desk.yaml:11:5",
        "'subject contains down' can't be said: what it alone lets in is left out",
    ),
    "a custom field without an id": (
        {"when": "{any: [{type: incident}, {mood: bad}]}"},
        "desk.yaml:11:5",
        "'mood is bad' can't be said: what it alone lets in is left out",
    ),
    "a rule whose condition can't be said": (
        {"when": "{subject: {contains: down}}"},
        "desk.yaml:10:5",
        "the rule 'A' is left out: its tickets fall to the rules below it",
    ),
    "hours that only some values have": (
        {"calendar": "{by: team, seoul: office, else: always}"},
        "desk.yaml:12:5",
        "hours by 'team', some of them day and night, can't be said",
    ),
    "several calendars": (
        {"calendar": "{by: priority, urgent: night, else: office}", "targets": "{resolution: {urgent: 1h, high: 1h}}"},
        "desk.yaml:5:1",
        "triggers give each ticket its schedule in Zendesk: write those that set night, office",
    ),
    "public holidays": (
        {"calendar": "office", "office": ", holidays: KR"},
        "desk.yaml:6:3",
        "Zendesk knows closed days by their dates alone: --holidays YEAR writes those of a year",
    ),
    "dates with hours": (
        {"calendar": "office", "office": ', open: {2026-05-09: "09:00-12:00"}'},
        "desk.yaml:6:3",
        "Zendesk has no dates with hours of their own: 2026-05-09",
    ),
    "breaks on single dates": (
        {"calendar": "office", "office": ', breaks: {2026-05-06: "09:00-12:00"}'},
        "desk.yaml:6:3",
        "Zendesk has no breaks on single dates: 2026-05-06",
    ),
    "a time zone": (
        {"calendar": "office", "office": ", time_zone: Asia/Pyongyang"},
        "desk.yaml:6:3",
        "Zendesk has no name of its own for the time zone Asia/Pyongyang: choose the nearest",
    ),
    "a rule that has only a target of groups": (
        {
            "targets": "{ownership: {high: 1h}}",
            "more": "  - {name: B, calendar: always, targets: {resolution: {low: 1h}}}\n",
        },
        "desk.yaml:10:5",
        "the rule 'A' writes nothing into sla_policies: those below hold for its tickets",
    ),
}


@pytest.mark.parametrize(("changes", "place", "message"), ZENDESK.values(), ids=ZENDESK)
def test_of_zendesk(changes: dict[str, str], place: str, message: str, save: Save) -> None:
    assert Finding(place, message) in written(save, "zendesk", **changes)[1]


LADDER = "    escalate: {{first_response: [{{{}}}]}}\n"
FRESHDESK = {
    "a condition that has not to hold": (
        {"when": "{not: {type: incident}}"},
        "desk.yaml:11:5",
        "'type not is incident' can't be said: what it alone lets in is left out",
    ),
    "a condition that never holds": (
        {"when": "{all: [{type: incident}, {type: task}]}"},
        "desk.yaml:11:5",
        "this condition can't hold of any ticket",
    ),
    "a pause": (
        {"more": "    pause: {first_response: []}\n"},
        "desk.yaml:13:15",
        "Freshdesk's respond_within stands still in on_hold, waiting_on_customer, and not as the policy says",
    ),
    "several calendars": (
        {"calendar": "{by: priority, urgent: night, else: office}", "targets": "{resolution: {urgent: 1h, high: 1h}}"},
        "desk.yaml:5:1",
        "each group has its business hours in Freshdesk: give the groups theirs: night, office",
    ),
    "holidays": (
        {"calendar": "office", "office": ", closed: [2026-05-04]"},
        "desk.yaml:6:3",
        "Freshdesk's API takes no holidays: enter them in its settings",
    ),
    "a manager": (
        {"more": LADDER.format("level: 1, after: 0m, to: [assignee, {manager_of: team}]")},
        "desk.yaml:14:16",
        "Freshdesk tells agents, and not 'manager_of team'",
    ),
    "what a level sets": (
        {"more": LADDER.format("level: 1, after: 0m, to: [assignee], set: {priority: urgent}")},
        "desk.yaml:14:16",
        "Freshdesk's escalations set nothing",
    ),
    "open time": (
        {"more": LADDER.format("level: 1, after: 1h, to: [assignee]"), "calendar": "office"},
        "desk.yaml:14:16",
        "Freshdesk's escalations count by the wall clock, not in open time",
    ),
    "percent": (
        {"more": LADDER.format("level: 1, after: 10%, to: [assignee]")},
        "desk.yaml:14:16",
        "level 1 of first_response on line 14 is left out: Freshdesk has no such notice",
    ),
    "a second level of the first response": (
        {"more": LADDER.format("level: 1, after: 0m, to: [assignee]}, {level: 2, after: 1h, to: [assignee]")},
        "desk.yaml:14:16",
        "level 2 of first_response on line 14 is left out: Freshdesk has no such notice",
    ),
    "notices for other priorities": (
        {
            "more": "    remind: [{metric: first_response, before: 5m, to: [assignee], when: {priority: high}}]\n"
            + LADDER.format("level: 1, after: 0m, to: [assignee]")
        },
        "desk.yaml:10:5",
        "Freshdesk switches escalation on by priority for all notices of a policy together",
    ),
}


@pytest.mark.parametrize(("changes", "place", "message"), FRESHDESK.values(), ids=FRESHDESK)
def test_of_freshdesk(changes: dict[str, str], place: str, message: str, save: Save) -> None:
    assert Finding(place, message) in written(save, "freshdesk", **changes)[1]


def test_a_rule_for_every_ticket_has_no_condition_in_zendesk(save: Save) -> None:
    path = save("desk.yaml", HEAD.format(**PLAIN).replace("    when: {type: incident}\n", ""))

    told = [finding.message for finding in policy_to(path, "zendesk").findings]

    assert told == ["the rule 'A' is for every ticket: Zendesk wants at least one condition"]


def test_a_lunch_break_is_open_in_freshdesk(save: Save) -> None:
    text = HEAD.format(**{**PLAIN, "calendar": "office"}).replace('"09:00-18:00"', '"09:00-12:00, 13:00-18:00"')
    told = [finding.message for finding in policy_to(save("desk.yaml", text), "freshdesk").findings]

    assert "Freshdesk's monday has one span: 12:00-13:00 is open in it too" in told


def test_a_policy_that_a_vendor_can_say_has_no_findings(save: Save) -> None:
    assert written(save, "zendesk")[1] == []
    assert written(save, "freshdesk")[1] == []


def test_two_choices_become_several_policies(save: Save) -> None:
    said, told = written(save, "zendesk", when="{type: [incident, task], priority: [high, urgent]}")

    titles = [policy["title"] for policy in said["sla_policies"]]
    values = [[one["value"] for one in policy["filter"]["all"]] for policy in said["sla_policies"]]
    assert (titles, told) == (["A (1 of 2)", "A (2 of 2)"], [])
    assert sorted(map(str, values)) in (["['incident']", "['task']"], ["['high']", "['urgent']"])


def test_a_condition_of_too_many_choices_is_left_out(save: Save) -> None:
    fields = ", ".join(f"{field}: [{', '.join(map(str, range(1, 8)))}]" for field in ("team", "company", "assignee"))

    said, told = written(save, "zendesk", when=f"{{{fields}}}")

    assert "sla_policies" not in said
    assert Finding("desk.yaml:11:5", "this condition would take more than 20 policies") in told


def test_a_business_day_is_written_in_hours_of_its_calendar(save: Save) -> None:
    said, _ = written(save, "zendesk", calendar="office", targets="{resolution: {high: 2bd}}")

    (target,) = said["sla_policies"][0]["policy_metrics"]
    assert (target["target"], target["target_in_seconds"], target["business_hours"]) == (1080, 64800, True)


@pytest.mark.parametrize(
    ("pause", "metric"),
    [
        ("[]", "total_resolution_time"),
        ("[waiting_on_customer]", "requester_wait_time"),
        ("[waiting_on_customer, on_hold]", "agent_work_time"),
    ],
)
def test_what_pauses_a_resolution_says_which_of_zendesks_it_is(pause: str, metric: str, save: Save) -> None:
    said, told = written(
        save, "zendesk", targets="{resolution: {high: 1h}}", more=f"    pause: {{resolution: {pause}}}\n"
    )

    assert [one["metric"] for one in said["sla_policies"][0]["policy_metrics"]] == [metric]
    assert told == []


def test_holidays_of_a_year_become_dates(save: Save) -> None:
    text = HEAD.format(**{**PLAIN, "calendar": "office", "office": ', holidays: KR, annual: ["12-31"]'})

    said = json.loads(policy_to(save("desk.yaml", text), "zendesk", year=2026).text)

    dates = [day["start_date"] for day in said["schedules"][0]["holidays"]]
    assert {"2026-01-01", "2026-03-01", "2026-12-31"} <= set(dates)
    assert {day[:4] for day in dates} == {"2026"}
