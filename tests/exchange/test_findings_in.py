"""What a policy can't say of a vendor's files is told, each with its place, and stands in the policy as a comment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hindesk.exchange.convert import policy_from
from hindesk.exchange.findings import Finding
from hindesk.policy.load import check_text
from tests.exchange.answers import Save, example, freshdesk_policy, zendesk_policy

TARGET = {"priority": "high", "metric": "first_reply_time", "target": 60, "business_hours": False}
OK = {"field": "type", "operator": "is", "value": "incident"}


def findings(*files: Path) -> list[Finding]:
    """The findings of a conversion, each of which stands in the policy as a comment, unless it is about an id."""
    done = policy_from(files)
    comments = " ".join(
        line.strip().removeprefix("# ") for line in done.text.splitlines() if line.strip().startswith("#")
    )
    for finding in done.findings:
        assert finding.message in comments or finding.message.partition(": replace it")[0] in comments
    assert check_text(done.text).problems == ()
    return list(done.findings)


def condition(field: str, operator: str, value: object) -> dict[str, Any]:
    """Two rules, the first with this condition beside one that can be said."""
    asked = {"field": field, "operator": operator, "value": value}
    return {"sla_policies": [zendesk_policy(filter={"any": [asked, OK]}), zendesk_policy(title="B")]}


ZENDESK = {
    "an id without a name": (
        condition("group_id", "is", 47),
        "$.sla_policies[0].filter.any[0].value",
        "team 47: replace it by the name that your exports use, or give --names",
    ),
    "a custom field without a name": (
        condition("custom_fields_88", "is", "x"),
        "$.sla_policies[0].filter.any[0].field",
        "field 88: replace it by the name that your exports use, or give --names",
    ),
    "a field of its own": (
        condition("satisfaction_score", "is", "bad"),
        "$.sla_policies[0].filter.any[0].field",
        "'satisfaction_score' is no standard field: it matches only where tickets are imported with it",
    ),
    "an operator": (
        condition("organization_id", "changed_to", 3),
        "$.sla_policies[0].filter.any[0]",
        "'organization_id changed_to 3' can't be said: what it alone lets in is left out",
    ),
    "a comparison without an order": (
        condition("organization_id", "less_than", 3),
        "$.sla_policies[0].filter.any[0]",
        "'organization_id less_than 3' can't be said: what it alone lets in is left out",
    ),
    "whoever looks": (
        condition("assignee_id", "is", "current_user"),
        "$.sla_policies[0].filter.any[0]",
        "'assignee_id' current_user depends on who acts or looks: what it alone lets in is left out",
    ),
    "a metric": (
        {"sla_policies": [zendesk_policy(policy_metrics=[TARGET, {**TARGET, "metric": "mood"}])]},
        "$.sla_policies[0].policy_metrics[1]",
        "this is no target that a policy knows: mood of priority high, 3600 s",
    ),
    "a key": (
        {
            "sla_policies": [
                zendesk_policy(metric_settings={"first_reply_time": {"fulfill_on_agent_internal_note": True}})
            ]
        },
        "$.sla_policies[0].metric_settings",
        "'metric_settings' is not carried over",
    ),
    "a policy without a target": (
        {"sla_policies": [zendesk_policy(title="Empty", policy_metrics=[]), zendesk_policy()]},
        "$.sla_policies[0]",
        "the rule 'Empty' is left out: it has no target",
    ),
    "a policy whose condition can't be said": (
        {"sla_policies": [zendesk_policy(title="Odd", filter={"all": [{**OK, "operator": "odd"}]}), zendesk_policy()]},
        "$.sla_policies[0]",
        "the rule 'Odd' is left out: its tickets fall to the rules below it",
    ),
    "group policies beside others": (
        {"sla_policies": [zendesk_policy()], "group_sla_policies": [zendesk_policy(title="G")]},
        "$.group_sla_policies[0]",
        "group SLA policy 'G' holds beside the others: convert those alone",
    ),
}


@pytest.mark.parametrize(("answer", "place", "message"), ZENDESK.values(), ids=ZENDESK)
def test_of_zendesk(answer: object, place: str, message: str, save: Save) -> None:
    path = save("slas.json", answer)

    assert Finding(f"{path}: {place}", message) in findings(path)


def test_what_was_told_of_a_rule_that_is_left_out_does_not_stand_at_the_next_one(save: Save) -> None:
    odd = zendesk_policy(title="Odd", filter={"all": [{**OK, "operator": "odd"}]})
    path = save("slas.json", {"sla_policies": [odd, zendesk_policy(id=2)]})

    assert policy_from([path]).text.partition("sla:\n")[2].splitlines()[:6] == [
        "  # Zendesk SLA policy 1",
        "  # 'type odd incident' can't be said: what it alone lets in is left out",
        "  # the rule 'Odd' is left out: its tickets fall to the rules below it",
        "  # Zendesk SLA policy 2",
        "  - name: A",
        "    when: {type: incident}",
    ]


def test_a_target_in_other_hours_than_its_priority_is_left_out(save: Save) -> None:
    business = [
        {**TARGET, "metric": name, "business_hours": True} for name in ("agent_work_time", "requester_wait_time")
    ]
    path = save("slas.json", {"sla_policies": [zendesk_policy(policy_metrics=[TARGET, *business])]})

    (finding,) = findings(path, *example("zendesk-schedules.json"))

    assert finding.place.endswith("$.sla_policies[0].policy_metrics[0]")
    assert finding.message == (
        "first_response of high tickets, 1h, counts calendar hours and the other metrics business hours: "
        "a rule has one calendar for a priority, so this target is left out"
    )


def test_several_schedules_need_a_choice(save: Save) -> None:
    week = {"time_zone": "Berlin", "intervals": [{"start_time": 1980, "end_time": 2460}]}
    schedules = save("schedules.json", {"schedules": [{"name": "North", **week}, {"name": "South", **week}]})
    slas = save("slas.json", {"sla_policies": [zendesk_policy(policy_metrics=[{**TARGET, "business_hours": True}])]})

    told = [finding.message for finding in findings(slas, schedules, *example("zendesk-holidays.json"))]

    assert told == [
        "these holidays name no schedule: they are taken for 'North'",
        "triggers set the schedule: 'North' is taken for all; write calendar: {by: team, …}",
    ]


def escalated(escalation: object, **changes: object) -> list[dict[str, Any]]:
    return [freshdesk_policy(escalation=escalation, **changes)]


AGENTS = {"escalation_time": 0, "agent_ids": [-1]}
OFF = {"priority_4": {"respond_within": 900, "business_hours": False, "escalation_enabled": False}}
FRESHDESK = {
    "an agent without a name": (
        escalated({"response": {"escalation_time": 0, "agent_ids": [9]}}),
        "$[0].escalation.response.agent_ids[0]",
        "agent 9: replace it by the name that your exports use, or give --names",
    ),
    "a group without a name": (
        [freshdesk_policy(applicable_to={"group_ids": [5]})],
        "$[0].applicable_to.group_ids[0]",
        "team 5: replace it by the name that your exports use, or give --names",
    ),
    "a condition of its own": (
        [freshdesk_policy(applicable_to={"moods": ["bad"]})],
        "$[0].applicable_to.moods",
        "'moods' is no standard field: it matches only where tickets are imported with it",
    ),
    "a priority": (
        [freshdesk_policy(sla_target={**OFF, "priority_9": {"respond_within": 900}})],
        "$[0].sla_target.priority_9",
        "'priority_9' is no priority that a policy knows",
    ),
    "a target": (
        [freshdesk_policy(sla_target={"priority_4": {"respond_within": 900, "smile_within": 60}})],
        "$[0].sla_target.priority_4.smile_within",
        "this is no target that a policy knows: smile_within 60",
    ),
    "escalation that is off": (
        escalated({"response": AGENTS}, sla_target=OFF),
        "$[0].escalation",
        "escalation is switched off for every priority, so that it is left out",
    ),
    "an escalation without a target": (
        escalated({"next_response": AGENTS}),
        "$[0].escalation.next_response",
        "the escalation 'next_response' has no target of next_response, so that it is left out",
    ),
    "an escalation of another kind": (
        escalated({"mood": AGENTS}),
        "$[0].escalation.mood",
        "the escalation 'mood' is not known, so that it is left out",
    ),
    "a level": (
        escalated({"resolution": {"top": AGENTS}}),
        "$[0].escalation.resolution.top",
        "'top' is no level, so that it is left out",
    ),
    "an escalation to nobody": (
        escalated({"response": {"escalation_time": 0, "agent_ids": []}}),
        "$[0].escalation.response",
        "this tells nobody, or at no time that can be said, so that it is left out",
    ),
    "a policy that is not active": (
        [freshdesk_policy(active=False), freshdesk_policy(name="B")],
        "$[0]",
        "the rule 'A' is left out: it is not active",
    ),
    "a policy without targets": (
        [freshdesk_policy(sla_target={}), freshdesk_policy(name="B")],
        "$[0]",
        "the rule 'A' is left out: it has no targets",
    ),
    "a key": ([freshdesk_policy(colour="red")], "$[0].colour", "'colour' is not carried over"),
}


@pytest.mark.parametrize(("answer", "place", "message"), FRESHDESK.values(), ids=FRESHDESK)
def test_of_freshdesk(answer: object, place: str, message: str, save: Save) -> None:
    path = save("slas.json", answer)

    assert Finding(f"{path}: {place}", message) in findings(path)


def test_business_hours_have_no_holidays_and_belong_to_groups(save: Save) -> None:
    hours = {"time_zone": "Berlin", "business_hours": {"monday": {"start_time": "8:00 am", "end_time": "5:00 pm"}}}
    path = save("hours.json", [{"name": "North", **hours}, {"name": "South", "is_default": True, **hours}])
    slas = save(
        "slas.json", [freshdesk_policy(sla_target={"priority_4": {"respond_within": 60, "business_hours": True}})]
    )

    told = [finding.message for finding in findings(slas, path)]

    assert told == [
        "Freshdesk's API does not tell the holidays of business hours: add them with holidays: or closed:",
        "each group has its business hours: 'South' is taken for all; write calendar: {by: team, …}",
    ]


USER = {"id": "PU1", "type": "user_reference", "summary": "Kim Suji"}
STEP = {"escalation_delay_in_minutes": 10, "targets": [USER]}
LAYER = {
    "name": "L",
    "start": "2026-01-05T00:00:00Z",
    "rotation_virtual_start": "2026-01-05T00:00:00Z",
    "rotation_turn_length_seconds": 86400,
    "users": [{"user": USER}],
}


def ladder(**changes: object) -> dict[str, Any]:
    return {"escalation_policy": {"id": "PE1", "name": "E", "escalation_rules": [STEP], **changes}}


def on_call(*layers: dict[str, Any], **changes: object) -> dict[str, Any]:
    schedule = {"id": "PS1", "name": "S", "time_zone": "Asia/Seoul", "schedule_layers": [*layers, LAYER], **changes}
    return {"schedules": [schedule]}


PAGERDUTY = {
    "acknowledgements": (
        ladder(),
        "$.escalation_policy.escalation_rules",
        "PagerDuty escalates until somebody acknowledges: taken as first_response, since no ticket's history has that",
    ),
    "services": (
        ladder(services=[{"summary": "Shop"}]),
        "$.escalation_policy.services",
        "product stands for PagerDuty's service: replace it by the condition that picks these tickets",
    ),
    "teams": (
        ladder(teams=[{"summary": "Web"}]),
        "$.escalation_policy.teams",
        "team stands for PagerDuty's team: replace it by the condition that picks these tickets",
    ),
    "several policies without either": (
        {"escalation_policies": [ladder()["escalation_policy"], {**ladder()["escalation_policy"], "name": "F"}]},
        "$.escalation_policies[1]",
        "no service and no team say which tickets this is for: write the condition",
    ),
    "round robin": (
        ladder(escalation_rules=[{**STEP, "escalation_rule_assignment_strategy": {"type": "round_robin"}}]),
        "$.escalation_policy.escalation_rules[0].escalation_rule_assignment_strategy",
        "round robin tells one target after the other: here all of them are told",
    ),
    "a schedule that is not there": (
        ladder(escalation_rules=[{**STEP, "targets": [USER, {"id": "PS9", "type": "schedule_reference"}]}]),
        "$.escalation_policy.escalation_rules[0].targets[1]",
        "the schedule 'PS9' is not among the files, so that it is left out",
    ),
    "too many levels": (
        ladder(escalation_rules=[STEP] * 62),
        "$.escalation_policy.escalation_rules",
        "a ladder has 60 levels: those above are left out",
    ),
    "too many loops": (
        ladder(num_loops=9, escalation_rules=[STEP] * 9),
        "$.escalation_policy.num_loops",
        "the ladder is gone up again 5 times, not 9: it tells too often",
    ),
    "a policy that tells nobody": (
        {"escalation_policies": [{"name": "N", "escalation_rules": []}, ladder()["escalation_policy"]]},
        "$.escalation_policies[0]",
        "the rule 'N' is left out: it tells nobody",
    ),
    "a layer that ends": (
        on_call({**LAYER, "end": "2026-02-01T00:00:00Z"}),
        "$.schedules[0].schedule_layers[0].end",
        "the layer of 'S L' ends: a layer of a policy has no end, so that it is left out",
    ),
    "a layer without people": (
        on_call({**LAYER, "users": []}),
        "$.schedules[0].schedule_layers[0]",
        "the layer of 'S L' has nobody, or turns that can't be said, so that it is left out",
    ),
    "a layer that begins after its turns": (
        on_call({**LAYER, "start": "2026-03-01T00:00:00Z"}),
        "$.schedules[0].schedule_layers[0].start",
        "the layer begins on 2026-03-01 09:00; its turns count from earlier on",
    ),
    "overrides at once": (
        on_call(
            overrides=[
                {"start": "2026-02-01T00:00:00Z", "end": "2026-02-03T00:00:00Z", "user": USER},
                {"start": "2026-02-02T00:00:00Z", "end": "2026-02-04T00:00:00Z", "user": USER},
            ]
        ),
        "$.schedules[0].overrides[1]",
        "this override overlaps another one, or is empty, so that it is left out",
    ),
    "a user without a name": (
        ladder(escalation_rules=[{**STEP, "targets": [{"id": "PU7", "type": "user_reference"}]}]),
        "$.escalation_policy.escalation_rules[0].targets[0]",
        "user PU7: replace it by the name that your exports use, or give --names",
    ),
    "schedules alone": (
        on_call(),
        "$.schedules[0]",
        "schedules alone make no policy: this rule with its target is only there to hold them",
    ),
    "a schedule without anybody": (
        {
            "escalation_policies": [ladder()["escalation_policy"]],
            "schedules": [{**on_call()["schedules"][0], "schedule_layers": []}],
        },
        "$.schedules[0]",
        "the schedule 'S' is left out: nobody is on call in it",
    ),
    "a key": (ladder(colour="red"), "$.escalation_policy.colour", "'colour' is not carried over"),
}


@pytest.mark.parametrize(("answer", "place", "message"), PAGERDUTY.values(), ids=PAGERDUTY)
def test_of_pagerduty(answer: object, place: str, message: str, save: Save) -> None:
    path = save("pagerduty.json", answer)

    assert Finding(f"{path}: {place}", message) in findings(path)


def test_what_gitlab_writes_is_told_with_line_and_column() -> None:
    (path,) = example("gitlab-policy.yaml")

    assert [finding.place for finding in findings(path)] == [f"{path}:11:12"]
