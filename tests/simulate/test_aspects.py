"""Policies between two policies."""

from __future__ import annotations

from dataclasses import replace

from hindesk.calendars.calendar import Calendar
from hindesk.policy.values import All, Choice, Duration, Policy, SlaRule
from hindesk.simulate.aspects import aligned, differing, measured, mixed
from tests.standard_metrics import RESOLUTION, field

DAY = ((0, 86_400),)
ALWAYS = Calendar("always", "UTC", (DAY,) * 7)
OFFICE = Calendar("office", "UTC", (((32_400, 64_800),),) * 7)


def rule(name: str, hours: int, *, channel: str = "", calendar: str = "always") -> SlaRule:
    """A rule for all tickets, or those of a channel, with one target."""
    when = field("channel", channel) if channel else All()
    return SlaRule(name, when, Choice(calendar), {"resolution": Choice(Duration(hours * 3_600_000_000))}, line=hours)


def policy(*rules: SlaRule) -> Policy:
    """A policy of some rules."""
    calendars = {"always": ALWAYS, "office": OFFICE}
    return Policy("any", "UTC", "none", "close", calendars, (RESOLUTION,), rules)


def hours(found: Policy) -> list[int]:
    """The targets of a policy's rules."""
    targets = [one.targets["resolution"].otherwise for one in found.sla]
    return [target.amount // 3_600_000_000 for target in targets if target]


def test_the_same_policy_differs_in_nothing() -> None:
    one = policy(rule("all", 4))

    assert differing(*aligned(one, one)) == ()


def test_names_of_calendars_and_places_in_the_file_are_no_difference() -> None:
    old, new = policy(rule("all", 4)), policy(replace(rule("all", 4, calendar="24x7"), line=99))
    new = replace(new, calendars={"24x7": replace(ALWAYS, name="24x7")})

    assert differing(*aligned(old, new)) == ()


def test_a_calendar_with_other_hours_under_the_same_name_is_a_difference() -> None:
    old = policy(rule("all", 4, calendar="office"))
    new = replace(old, calendars={"always": ALWAYS, "office": replace(OFFICE, closed=frozenset())})
    longer = replace(old, calendars={"always": ALWAYS, "office": replace(OFFICE, zone="Asia/Seoul")})

    assert differing(*aligned(old, new)) == ()
    assert differing(*aligned(old, longer)) == ("calendar",)


def test_rules_correspond_by_name_wherever_they_stand() -> None:
    old = policy(rule("mail", 4, channel="mail"), rule("rest", 8))
    new = policy(rule("chat", 1, channel="chat"), rule("mail", 2, channel="mail"), rule("rest", 6))

    assert hours(mixed(*aligned(old, new), frozenset({"target"}))) == [2, 6]


def test_rules_without_a_name_in_common_correspond_by_condition_then_in_order() -> None:
    old = policy(rule("one", 4, channel="mail"), rule("two", 5, channel="chat"), rule("three", 8))
    new = policy(rule("uno", 1, channel="chat"), rule("due", 2, channel="phone"), rule("tre", 3))

    assert hours(mixed(*aligned(old, new), frozenset({"target"}))) == [2, 1, 3]


def test_other_conditions_leave_corresponding_rules_their_targets_and_bring_new_rules_whole() -> None:
    old = policy(rule("mail", 4, channel="mail"), rule("rest", 8))
    new = policy(rule("vip", 1, channel="vip"), rule("mail", 2, channel="post"), rule("rest", 6))
    found = mixed(*aligned(old, new), frozenset({"condition"}))

    assert hours(found) == [1, 4, 8]
    assert [one.when for one in found.sla] == [one.when for one in new.sla]


def test_a_metric_is_measured_where_a_rule_has_a_target_for_it() -> None:
    one = policy(rule("all", 4))

    assert measured(one) == {"resolution"}
    assert measured(replace(one, sla=(replace(one.sla[0], targets={}),))) == frozenset()


def test_tasks_are_measured_without_a_target_in_any_rule() -> None:
    task = replace(RESOLUTION, name="task: Pay", own=(Duration(1), "office"))
    both = replace(policy(rule("all", 4)), metrics=(RESOLUTION, task))
    assert measured(both) == {"resolution", "task: Pay"}
