"""What both sides can say comes back as it was."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.exchange.convert import policy_from, policy_to
from hindesk.exchange.tables import vendor
from hindesk.policy.load import check_text, load_policy
from tests.exchange.answers import EXAMPLES, Save, example, zendesk_policy

WORDS = vendor("zendesk")
WRITTEN = sorted(key for key, word in WORDS.fields.items() if not word.in_only and key != "schedule_id")
PRIORITIES = ("low", "normal", "high", "urgent")


def values_of(field: str) -> st.SearchStrategy[Any]:
    word = WORDS.fields[field]
    if word.words:
        return st.lists(st.sampled_from(["vip", "down", "eu"]), min_size=1, unique=True).map(" ".join)
    return st.sampled_from(sorted(word.values) or ["11", "12", "13"])


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    field = draw(st.sampled_from(WRITTEN))
    if WORDS.fields[field].field not in {"status", "tags"} and draw(st.booleans()) and draw(st.booleans()):
        return {"field": field, "operator": draw(st.sampled_from(["present", "not_present"])), "value": None}
    operator = draw(st.sampled_from(["includes", "not_includes"] if WORDS.fields[field].words else ["is", "is_not"]))
    return {"field": field, "operator": operator, "value": draw(values_of(field))}


@st.composite
def metrics(draw: st.DrawFn) -> list[dict[str, Any]]:
    hours = {priority: draw(st.booleans()) for priority in PRIORITIES}
    pairs = st.tuples(st.sampled_from(sorted(set(WORDS.metrics) - WORDS.grouped)), st.sampled_from(PRIORITIES))
    return [
        {
            "metric": metric,
            "priority": priority,
            "target": draw(st.integers(1, 9999)),
            "business_hours": hours[priority],
        }
        for metric, priority in draw(st.lists(pairs, min_size=1, max_size=6, unique=True))
    ]


@st.composite
def policies(draw: st.DrawFn) -> list[dict[str, Any]]:
    filters = st.fixed_dictionaries(
        {
            "all": st.lists(conditions(), max_size=3, unique_by=str),
            "any": st.lists(conditions(), max_size=3, unique_by=str).filter(lambda found: len(found) != 1),
        }
    )
    titles = draw(
        st.lists(st.text(min_size=1, max_size=12).map(str.strip).filter(_sayable), min_size=1, max_size=3, unique=True)
    )
    return [
        {"title": title, "position": place, "filter": draw(filters), "policy_metrics": draw(metrics())}
        for place, title in enumerate(titles, start=1)
    ]


def _sayable(title: str) -> bool:
    return bool(title) and title.isprintable()


def plain(policy: dict[str, Any]) -> dict[str, Any]:
    """A policy without what may differ: numbers as text, orders that mean nothing, several tests of a field as one."""
    condition = {side: sorted(_flat(tests), key=str) for side, tests in policy["filter"].items()}
    targets = sorted(
        (one["priority"], one["metric"], one["target"], one["business_hours"]) for one in policy["policy_metrics"]
    )
    return {"title": policy["title"], "filter": condition, "metrics": targets}


def _flat(tests: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        (
            one["field"],
            "is" if one["operator"] == "includes" and not isinstance(value, str) else one["operator"],
            str(one_of),
        )
        for one in tests
        for value in [one["value"]]
        for one_of in (value if isinstance(value, list) else [value])
    ]


def there_and_back(files: list[Path], form: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.yaml"
        path.write_text(policy_from(files).text, encoding="utf-8")
        found: dict[str, Any] = json.loads(policy_to(path, form).text)
    return found


@settings(max_examples=40, deadline=None)
@given(policies())
def test_zendesk_policies_come_back_as_they_were(before: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slas.json"
        path.write_text(json.dumps({"sla_policies": before}), encoding="utf-8")
        after = there_and_back([path, *example("zendesk-schedules.json")], "zendesk")["sla_policies"]

    assert [plain(one) for one in after] == [_merged(plain(one)) for one in before]


def _merged(policy: dict[str, Any]) -> dict[str, Any]:
    """A choice among values of one field that takes lists is one condition of `all`."""
    either = policy["filter"]["any"]
    fields = {field for field, operator, _ in either if operator == "is"}
    if either and len(fields) == 1 and all(op == "is" for _, op, _ in either) and WORDS.fields[fields.pop()].many:
        together = sorted([*policy["filter"]["all"], *either], key=str)
        return {**policy, "filter": {"all": together, "any": []}}
    return policy


def test_group_sla_policies_come_back_as_a_list_of_their_own(save: Save) -> None:
    target = {"priority": "low", "metric": "group_ownership_time", "target": 90, "business_hours": False}
    grouped = zendesk_policy(policy_metrics=[target])

    after = there_and_back([save("groups.json", {"group_sla_policies": [grouped]})], "zendesk")

    assert "sla_policies" not in after
    assert [plain(one) for one in after["group_sla_policies"]] == [plain(grouped)]


@pytest.mark.parametrize("names", [["zendesk-policies.json", "zendesk-schedules.json", "zendesk-holidays.json"]])
def test_schedules_and_holidays_come_back(names: list[str]) -> None:
    (schedule,) = there_and_back(example(*names), "zendesk")["schedules"]
    (before,) = json.loads((EXAMPLES / "zendesk-schedules.json").read_text(encoding="utf-8"))["schedules"]

    assert (schedule["name"], schedule["time_zone"]) == ("Seoul desk", "Seoul")
    assert schedule["intervals"] == before["intervals"]
    assert [day["start_date"] for day in schedule["holidays"]] == ["2026-05-04", "2026-05-05"]


def test_freshdesk_policies_come_back_with_the_default_last() -> None:
    after = there_and_back(example("freshdesk-policies.json", "freshdesk-hours.json"), "freshdesk")
    default, payments = json.loads((EXAMPLES / "freshdesk-policies.json").read_text(encoding="utf-8"))
    levels = default["escalation"]["resolution"]
    default["escalation"]["resolution"] = {"level_1": levels["level1"], "level_2": levels["level2"]}

    assert [one["is_default"] for one in after["sla_policies"]] == [False, True]
    for found, before in zip(after["sla_policies"], [payments, default], strict=True):
        wanted = {key: value for key, value in before["applicable_to"].items() if value}
        assert found["applicable_to"] == wanted
        assert {key: found[key] for key in ("name", "sla_target", "escalation")} == {
            key: before[key] for key in ("name", "sla_target", "escalation")
        }


def test_business_hours_come_back() -> None:
    after = there_and_back(example("freshdesk-policies.json", "freshdesk-hours.json"), "freshdesk")
    before = json.loads((EXAMPLES / "freshdesk-hours.json").read_text(encoding="utf-8"))

    (hours,) = after["business_hours"]
    assert {key: hours[key] for key in ("name", "time_zone", "business_hours")} == {
        key: before[key] for key in ("name", "time_zone", "business_hours")
    }


@pytest.mark.parametrize("form", ["zendesk", "freshdesk"])
@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "policies").glob("*[!s].yaml")), ids=lambda path: path.stem
)
def test_what_is_written_of_a_ready_policy_can_be_read_again(path: Path, form: str, tmp_path: Path) -> None:
    if path.name.endswith(".cases.yaml"):
        pytest.skip("cases are no policy")
    said = tmp_path / "said.json"
    said.write_text(policy_to(path, form, year=2026).text, encoding="utf-8")

    again = check_text(policy_from([said]).text)

    assert again.policy is not None
    known = {rule.name for rule in load_policy(path).sla}
    assert {rule.name.partition(" (1")[0] for rule in again.policy.sla} & known
