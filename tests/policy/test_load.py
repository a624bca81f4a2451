"""A policy is loaded into checked values, from a file, a folder or a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.policy.durations import SECOND
from hindesk.policy.load import check_text, load_policy
from hindesk.policy.values import Any, Choice, Duration, Test, Trigger
from hindesk.yaml_source import Path as YamlPath
from hindesk.yaml_source import Value, read_yaml
from tests.policy.test_ready_policies import FOLDER, READY
from tests.policy.texts import HEAD, OFFICE, SLA, policy

HOUR = 3600 * SECOND


def test_targets_by_priority_are_choices_of_it() -> None:
    rule = policy("sla: [{name: A, calendar: always, targets: {resolution: {urgent: 4h, else: 3bd}}}]\n").sla[0]
    assert rule.targets == {
        "resolution": Choice(Duration(3, "business_day"), "priority", (("urgent", Duration(4 * HOUR)),))
    }


def test_a_priority_without_a_target_has_none() -> None:
    rule = policy("sla: [{name: A, calendar: always, targets: {resolution: {urgent: 4h}}}]\n").sla[0]
    assert rule.targets["resolution"] == Choice(None, "priority", (("urgent", Duration(4 * HOUR)),))


def test_targets_and_calendars_may_depend_on_any_field() -> None:
    text = (
        "fields: [plan]\n"
        "sla:\n"
        "  - name: A\n"
        "    calendar: {by: team, seoul: office, else: always}\n"
        "    targets: {resolution: {by: plan, gold: 2h, 1: 3h, else: 4h}}\n"
    )
    rule = policy(OFFICE + text).sla[0]
    assert rule.calendar == Choice("always", "team", (("seoul", "office"),))
    cases = (("gold", Duration(2 * HOUR)), ("1", Duration(3 * HOUR)))
    assert rule.targets["resolution"] == Choice(Duration(4 * HOUR), "plan", cases)
    assert rule.line == 7


def test_a_pause_is_any_of_its_statuses_and_conditions() -> None:
    text = (
        "lists: {waiting: [Pending, Parked]}\n"
        "sla:\n"
        "  - name: A\n"
        "    calendar: always\n"
        "    targets: {resolution: 4h}\n"
        "    pause: {resolution: [on_hold, waiting, {team: vendor}], update: []}\n"
    )
    pause = policy(text).sla[0].pause
    statuses = Test("status", "in", ("on_hold", "Pending", "Parked"))
    assert pause == {"resolution": Any((statuses, Test("team", "is", ("vendor",)))), "update": Any(())}


def test_a_calendar_keeps_what_the_policy_says() -> None:
    text = (
        "calendars:\n"
        "  c:\n"
        '    week: {mon: "09:00-12:00, 13:00-18:00"}\n'
        "    holidays: NO\n"
        "    closed: [2026-05-04]\n"
        "    annual: [12-25]\n"
        '    open: {2026-02-21: "09:00-13:00"}\n'
        '    breaks: {2026-03-03: "15:00-16:00"}\n'
        "    time_zone: Europe/Oslo\n"
        "    day: 7h 30m\n"
    )
    calendar = policy(text).calendars["c"]
    assert calendar.name == "c"
    assert calendar.zone == "Europe/Oslo"
    assert calendar.week[0] == ((32_400, 43_200), (46_800, 64_800))
    assert calendar.holidays == ("NO",)
    assert calendar.closed == {date(2026, 5, 4)}
    assert calendar.annual == {(12, 25)}
    assert calendar.open == {date(2026, 2, 21): ((32_400, 46_800),)}
    assert calendar.breaks == {date(2026, 3, 3): ((54_000, 57_600),)}
    assert calendar.day == 27_000


def test_calendars_have_the_policy_s_time_zone_unless_they_name_one() -> None:
    assert policy(OFFICE).calendars["office"].zone == "Asia/Seoul"
    assert policy("calendars: {always: 24x7}\n").calendars["always"].zone == "Asia/Seoul"


def test_a_metric_of_the_policy_replaces_the_profile_s_and_others_follow() -> None:
    text = "metrics: {resolution: {start: created, stop: {status: closed}}, mine: {start: created, stop: deleted}}\n"
    metrics = policy(text).metrics
    assert [metric.name for metric in metrics] == [
        "first_response",
        "next_response",
        "update",
        "resolution",
        "assignment",
        "ownership",
        "mine",
    ]
    assert metrics[3].stop == (Trigger(condition=Test("status", "is", ("closed",))),)
    assert metrics[3].repeat == "once"
    assert metrics[6].title == "Mine"


def test_the_profile_gives_landing_day_and_on_change_unless_the_policy_says() -> None:
    text = "profile: servicenow\nsla: [{name: A, calendar: always, targets: {resolution: 2d}}]\n"
    given_by_profile = policy(text)
    assert given_by_profile.landing == "close"
    assert given_by_profile.sla[0].on_change == "restart"
    assert given_by_profile.sla[0].targets["resolution"] == Choice(Duration(48 * HOUR))
    own = policy(
        text.replace("4h}", "4h}").replace("2d}", "2d}, on_change: carry") + "landing: next_open\nday: same_time\n"
    )
    assert own.landing == "next_open"
    assert own.sla[0].on_change == "carry"
    assert own.sla[0].targets["resolution"] == Choice(Duration(2, "same_time"))


def test_statuses_and_tiers_are_kept() -> None:
    loaded = policy("statuses: {In Arbeit: open}\ntiers: [{tier: 2, when: {team: x}}, {tier: 1}]\n")
    assert loaded.statuses == {"In Arbeit": "open"}
    assert [(rule.tier, rule.line) for rule in loaded.tiers] == [(2, 5), (1, 5)]


def test_the_text_and_its_hash_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + SLA, encoding="utf-8-sig")
    loaded = load_policy(path)
    assert loaded.text == HEAD + SLA
    assert loaded.sha256 == hashlib.sha256(loaded.text.encode()).hexdigest()


def test_a_folder_is_read_as_one_policy_without_its_cases(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(SLA, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "a.cases.yaml").write_text("cases: []\n", encoding="utf-8")
    assert load_policy(tmp_path).text == f"{HEAD}\n{SLA}"
    assert load_policy(tmp_path).sla[0].line == 1


words = st.sampled_from(
    [
        "hindesk",
        "name",
        "time_zone",
        "calendars",
        "week",
        "sla",
        "targets",
        "resolution",
        "when",
        "all",
        "any",
        "not",
        "status",
        "priority",
        "by",
        "else",
        "in",
        "4h",
        "1d",
        "3bd",
        "always",
        "mon-fri",
        "09:00-18:00",
        "24x7",
        "KR",
        "metrics",
        "start",
        "stop",
        "changed",
        "tiers",
        "tier",
        "set",
        "pause",
        "lists",
        "fields",
        "standard",
        "1",
        "true",
    ]
) | st.text(max_size=5)
values = st.recursive(
    words | st.integers() | st.floats() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


def written(value: object) -> str:
    """A value as YAML in one line, texts as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "" if value is None else str(value)


@given(st.text())
def test_any_text_is_checked(text: str) -> None:
    assert check_text(text).problems


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["calendars", "lists", "fields", "statuses", "priority", "tiers", "metrics", "sla", "day"]),
        values,
    )
)
def test_any_sections_give_a_policy_or_problems(sections: dict[str, object]) -> None:
    text = HEAD + "".join(f"{key}: {written(value)}\n" for key, value in sections.items())
    check = check_text(text)
    assert (check.policy is None) == bool(check.problems)


def paths_in(value: Value, path: YamlPath = ()) -> Iterator[YamlPath]:
    """The paths of all values below a value."""
    steps: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    for step, below in steps:
        yield (*path, step)
        yield from paths_in(below, (*path, step))


def replaced(value: object, path: YamlPath, new: object) -> object:
    """A value with another one at a path."""
    if not path:
        return new
    if isinstance(value, dict):
        return {key: replaced(below, path[1:], new) if key == path[0] else below for key, below in value.items()}
    assert isinstance(value, list)
    return [replaced(below, path[1:], new) if step == path[0] else below for step, below in enumerate(value)]


TREES = {name: read_yaml((FOLDER / f"{name}.yaml").read_text("utf-8"), file=name).value for name in READY}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_good_policy_with_one_value_replaced_gives_a_policy_or_problems(data: st.DataObject) -> None:
    sections = TREES[data.draw(st.sampled_from(sorted(TREES)))]
    path = data.draw(st.sampled_from(list(paths_in(sections))))
    text = json.dumps(replaced(sections, path, data.draw(values)), ensure_ascii=data.draw(st.booleans()))
    check = check_text(text)
    assert (check.policy is None) == bool(check.problems)
    assert all(problem.place.line >= 1 for problem in check.problems)
