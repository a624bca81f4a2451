"""PagerDuty's ladders and schedules mean in a policy what they mean there."""

from __future__ import annotations

from datetime import datetime

from hindesk.exchange.convert import policy_from
from hindesk.exchange.names import read_names
from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from tests.exchange.answers import EXAMPLES, example

MINUTE = 60_000_000


def converted() -> Policy:
    """The policy of the examples."""
    files = example("pagerduty-policies.json", "pagerduty-schedule.json")
    policy = check_text(policy_from(files, names=read_names(EXAMPLES / "names.csv")).text).policy
    assert policy is not None
    return policy


def test_each_level_is_told_when_the_delays_above_it_are_over_and_again_in_each_loop() -> None:
    notices = converted().sla[0].notices["first_response"]
    once = [0, 15, 45]

    told = [notice.offset // MINUTE + 15 for notice in notices]

    assert told == [loop * 105 + minutes for loop in range(3) for minutes in once]
    assert [notice.level for notice in notices] == [1, 2, 3] * 3
    assert {notice.measure for notice in notices} == {"open"}


def test_the_layer_that_the_api_answers_with_first_wins() -> None:
    days, nights = converted().on_call["Checkout on call"].layers

    assert (days.who, nights.who) == (("Kim Suji", "Park Junsu"), ("Kim Suji",))
    assert days.hours is None
    assert nights.hours is not None
    assert nights.hours.week[0] == ((0, 21_600), (79_200, 86_400))


def test_turns_and_overrides_are_in_the_schedules_zone() -> None:
    schedule = converted().on_call["Checkout on call"]

    assert {layer.start for layer in schedule.layers} == {datetime(2026, 1, 5, 9, 0)}  # noqa: DTZ001 - wall-clock time
    assert [(one.start.day, one.end.day, one.who) for one in schedule.overrides] == [(16, 19, "Lee Ana")]
