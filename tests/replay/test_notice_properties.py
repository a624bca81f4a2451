"""What must hold of the notices of any policy on any tickets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hindesk.policy import values
from hindesk.policy.escalation import Notice
from tests.examples import examples
from tests.histories import Desk, desks
from tests.policies_at_random import escalating, levels
from tests.replay.desks import replay_desk
from tests.replay.records import Clock, Told, fast_clocks, fast_notices
from tests.slow.policies import HOUR

often = settings(
    max_examples=examples(36),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    print_blob=True,
)
STRICT = (Notice(1, -8 * HOUR, "open", ()), Notice(1, 0, "open", ()), Notice(2, -50, "percent", ()))


def replayed(desk: Desk, policy: values.Policy) -> list[tuple[list[Told], list[Clock]]]:
    """The notices and the clocks of each ticket."""
    compiled, dictionary, rows = replay_desk(desk.tickets, policy, desk.as_of)
    return [
        (fast_notices(compiled, dictionary, rows, ticket), fast_clocks(compiled, dictionary, rows, ticket))
        for ticket in range(len(desk.tickets))
    ]


def with_more(policy: values.Policy, *more: Notice) -> values.Policy:
    """The policy whose notices set nothing, with more of them at the end of each list."""

    def longer(rule: values.SlaRule) -> values.SlaRule:
        listed = {metric: (*rule.notices.get(metric, ()), *more) for metric in rule.targets}
        quiet = {metric: tuple(replace(one, sets=()) for one in notices) for metric, notices in listed.items()}
        return replace(rule, notices=quiet)

    return replace(policy, sla=tuple(map(longer, policy.sla)))


@often
@given(desks(drawn=escalating()), st.just(STRICT) | levels())
def test_a_stricter_level_takes_no_notice_away_where_nothing_is_set(desk: Desk, more: tuple[Notice, ...]) -> None:
    before = replayed(desk, with_more(desk.policy))
    after = replayed(desk, with_more(desk.policy, *more))
    for (few, clocks), (many, same) in zip(before, after, strict=True):
        assert [one for one in few if one not in many] == []
        assert clocks == same


@often
@given(desks(drawn=escalating()))
def test_the_same_ticket_twice_gives_the_same_notices_twice(desk: Desk) -> None:
    twice = replace(desk, tickets=(*desk.tickets, *desk.tickets))
    found = replayed(twice, desk.policy)
    assert found[: len(desk.tickets)] == found[len(desk.tickets) :] == replayed(desk, desk.policy)


@pytest.fixture(scope="module")
def tellings() -> list[tuple[values.Policy, Told, Clock]]:
    """Notices of random desks with the clocks that they are about and the policies that told them."""
    found: list[tuple[values.Policy, Told, Clock]] = []

    @settings(
        max_examples=examples(90),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(desks(drawn=escalating()))
    def collect(desk: Desk) -> None:
        for notices, clocks in replayed(desk, desk.policy):
            rows = {(clock["metric"], clock["cycle"]): clock for clock in clocks}
            pairs = [(one, rows.get((one["metric"], one["cycle"]))) for one in notices]
            found.extend((desk.policy, one, clock) for one, clock in pairs if clock)

    collect()
    return found


def ever_begins_again(policy: values.Policy, clock: Clock) -> bool:
    """Whether a trigger may begin a clock again, which leaves no trace of its breach."""
    return any(metric.restart for metric in policy.metrics if metric.name == clock["metric"])


def written(policy: values.Policy, told: Told) -> Notice:
    """The notice of a policy that was told."""
    (rule,) = [rule for rule in policy.sla if rule.name == told["rule"]]
    return rule.notices[str(told["metric"])][int(str(told["notice"]))]


def test_no_notice_is_sent_before_its_point_or_off_the_help_desk_s_looks(
    tellings: list[tuple[values.Policy, Told, Clock]],
) -> None:
    looks = [(int(str(one["point"])), int(str(one["sent"])), policy.evaluate_every) for policy, one, _ in tellings]
    assert [look for look in looks if look[1] < look[0] or (look[2] and look[1] % look[2])] == []


def test_no_notice_of_a_clock_is_sent_after_its_stop(tellings: list[tuple[values.Policy, Told, Clock]]) -> None:
    stopped = [(one["sent"], clock["stopped"]) for _, one, clock in tellings if clock["stopped"] is not None]
    assert [pair for pair in stopped if int(str(pair[0])) > int(str(pair[1]))] == []
    assert len(stopped) > 100


def test_no_clock_that_was_told_to_be_over_is_met(tellings: list[tuple[values.Policy, Told, Clock]]) -> None:
    over = [
        clock["verdict"]
        for policy, one, clock in tellings
        if written(policy, one).offset >= 0 and not ever_begins_again(policy, clock)
    ]
    assert set(over) <= {"breached", "unknown"}
    assert len(over) > 100
