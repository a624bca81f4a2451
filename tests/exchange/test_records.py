"""Whose files these are is seen from their keys, and what is no known file is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import HindeskError, InputError
from hindesk.exchange.convert import policy_from
from hindesk.exchange.names import Names, read_names
from hindesk.exchange.records import read_records
from hindesk.policy.load import check_text
from tests.exchange.answers import Save, example, freshdesk_policy, zendesk_policy
from tests.shared_folder import SHARED, needs_shared

BUSINESS = [{"priority": "high", "metric": "first_reply_time", "target": 60, "business_hours": True}]
WEEK = {"time_zone": "Berlin", "intervals": [{"start_time": 1980, "end_time": 2460}]}
LAYER = {"start": "2026-01-05T00:00:00Z", "rotation_turn_length_seconds": 3600, "users": [{"id": "PU1"}]}


def layered(restriction: dict[str, object]) -> dict[str, object]:
    """A schedule of PagerDuty whose layer has this restriction."""
    whole = {"type": "daily_restriction", "start_time_of_day": "08:00:00", "duration_seconds": 3600, **restriction}
    return {"name": "S", "time_zone": "UTC", "schedule_layers": [{**LAYER, "restrictions": [whole]}]}


SHAPES = {
    "zendesk": ("zendesk/sla_policies_live.json", "zendesk/schedules_live.json"),
    "zendesk groups": ("zendesk/group_sla_policies_docs.json",),
    "freshdesk": ("freshdesk/sla_policies_api_docs_example.json", "freshdesk/business_hours_docs_shape.json"),
    "freshdesk live": (
        "freshdesk/sla_policy_with_next_response_client_example.json",
        "freshdesk/business_hours_live_shape.json",
    ),
}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("zendesk-policies.json", "zendesk"),
        ("freshdesk-policies.json", "freshdesk"),
        ("gitlab-policy.yaml", "gitlab"),
        ("pagerduty-policies.json", "pagerduty"),
    ],
)
def test_a_file_is_known_by_its_keys(name: str, form: str) -> None:
    assert {record.format for record in read_records(example(name))} == {form}


def test_the_choice_is_explained() -> None:
    (path, *rest) = example("zendesk-policies.json", "zendesk-schedules.json")

    (note,) = policy_from([path, *rest]).notes

    expected = (
        f"read as Zendesk (3 records) because {path}: $.sla_policies[0] has policy_metrics; `--as` says otherwise"
    )
    assert note == expected


def test_a_file_of_another_kind_than_asked_for_is_refused() -> None:
    with pytest.raises(InputError, match=r"a record with the keys .* is not known as PagerDuty"):
        read_records(example("freshdesk-policies.json"), form="pagerduty")


def test_files_of_several_kinds_are_refused() -> None:
    with pytest.raises(InputError, match="these files are of several kinds: freshdesk, zendesk"):
        read_records(example("zendesk-policies.json", "freshdesk-policies.json"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", r"slas.json:1:2: this is not JSON"),
        ("[]", r"slas.json holds no policies and no schedules"),
        ('"x"', r"\$: what stands here is not known"),
        ({"hindesk": 1, "sla": []}, r"\$: this is a policy already"),
        ({"tickets": [{"id": 1}]}, r"\$: a record with the keys tickets is not known"),
        ({"sla_policies": [zendesk_policy()], "brands": []}, r"\$: a record with the keys sla_policies, brands"),
        ({"sla_policies": [zendesk_policy()], "next_page": "x"}, r"\$.next_page: the answer goes on"),
        ({"sla_policies": [zendesk_policy(policy_metrics=[{"target": "soon"}])]}, r"target: expected a whole number"),
        ({"sla_policies": [zendesk_policy(filter=[1])]}, r"\$.sla_policies\[0\].filter: expected a mapping"),
        ({"sla_policies": [zendesk_policy(policy_metrics=BUSINESS)]}, r"business hours are counted, and no schedule"),
        (
            [freshdesk_policy(sla_target={"priority_1": {"respond_within": 9, "business_hours": True}})],
            r"none are among",
        ),
        ([freshdesk_policy(sla_target={})], r"nothing of this makes a policy:\n.*has no targets"),
        ({"schedules": [{**WEEK, "name": "S"}]}, r"nothing of this makes a policy:\nthere is no policy"),
        ({"schedules": [{**WEEK, "time_zone": "Mars"}]}, r"time_zone: unknown time zone 'Mars'"),
        ({"schedules": [{**WEEK, "intervals": []}]}, r"never opens"),
        ({"schedules": [{**WEEK, "intervals": [{"start_time": 9, "end_time": 9}]}]}, r"empty or no part of a week"),
        ({"holidays": [{"start_date": "2026-01-01", "end_date": "2026-01-01"}]}, r"these holidays have no schedule"),
        ({"schedules": [layered({"start_time_of_day": "x"})]}, r"restrictions\[0\].start_time_of_day: expected a time"),
        (
            {"schedules": [layered({"type": "weekly_restriction", "start_day_of_week": 9})]},
            r"expected a day of the week",
        ),
        ({"overrides": [{"start": "2026-01-01", "end": "2026-01-02", "user": {}}]}, r"overrides name no schedule"),
    ],
)
def test_what_is_no_policy_is_refused_with_its_place(content: object, said: str, save: Save) -> None:
    with pytest.raises(InputError, match=said):
        policy_from([save("slas.json", content)])


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.json can't be read: no such file"):
        policy_from([tmp_path / "none.json"])


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(HindeskError, match="unknown time zone 'Mars'"):
        policy_from(example("gitlab-policy.yaml"), time_zone="Mars")


def test_a_given_time_zone_is_the_policys_and_calendars_keep_theirs() -> None:
    text = policy_from(example("zendesk-policies.json", "zendesk-schedules.json"), time_zone="Europe/Berlin").text

    policy = check_text(text).policy
    assert policy is not None
    assert (policy.time_zone, policy.calendars["Seoul desk"].zone) == ("Europe/Berlin", "Asia/Seoul")


def test_rules_with_one_name_get_numbers(save: Save) -> None:
    path = save("slas.json", {"sla_policies": [zendesk_policy(), zendesk_policy(), zendesk_policy()]})

    policy = check_text(policy_from([path]).text).policy

    assert policy is not None
    assert [rule.name for rule in policy.sla] == ["A", "A (2)", "A (3)"]


def test_names_stand_for_ids_of_their_kind(save: Save) -> None:
    names = read_names(save("names.csv", "\ufeffkind,id,name\nteam,4711,Billing\nagent,4711,Kim Suji\n"))

    assert (names.name("team", "4711"), names.identifier("agent", "kim suji")) == ("Billing", "4711")
    assert Names().name("team", "4711") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("kind,id\nteam,1\n", "has no column 'name'"),
        ("kind,id,name\nteam,1,\n", r"names.csv:2: a row has a kind, an id and a name"),
        ("kind,id,name\nteam,1,A\nteam,1,B\n", r"names.csv:3: team 1 has another name above"),
    ],
)
def test_a_names_file_with_a_fault_is_refused(content: str, said: str, save: Save) -> None:
    with pytest.raises(InputError, match=said):
        read_names(save("names.csv", content))


@needs_shared
@pytest.mark.parametrize("names", SHAPES.values(), ids=SHAPES)
def test_observed_answers_are_read(names: tuple[str, ...]) -> None:
    done = policy_from([SHARED / "shapes" / name for name in names])

    assert check_text(done.text).policy is not None
