"""Who of a roster is on call when, as plans and simulations see it."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.errors import InputError
from hindesk.people.on_call import Schedule
from hindesk.people.person import Away, Person, Roster
from hindesk.policy.routing import Routing
from hindesk.policy.values import Choice
from hindesk.reassign.desk import BOUNDLESS, NOBODY
from hindesk.reassign.duty import OUTSIDER, Duty, duty_of, schedules_of, stints_of
from tests.history_notation import instant
from tests.reassign.desks import ints
from tests.reassign.schedules import alone, overridden, turns

KIM: Final = Person("Kim", email="kim@desk.example")
LEE: Final = Person("Lee", ids={"zendesk": "7"})
MONDAY: Final = instant("2026-01-05 00:00")
HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR


def duty(schedule: Schedule, *people: Person, as_of: int = MONDAY) -> Duty:
    """Who of these people is on call at an instant, by one schedule."""
    routing = Routing("on_call", on_call=Choice(schedule.name))
    return duty_of(routing, {schedule.name: schedule}, Roster(people), as_of=as_of)


def test_whoever_has_the_turn_is_on_call_and_at_work() -> None:
    found = duty(turns("shift", "Lee", "Kim"), KIM, LEE, Person("Park"))

    assert found.on_call.tolist() == [[False, True, False]]
    assert found.gap.tolist() == [False]
    assert found.at_work.tolist() == [MONDAY + DAY, MONDAY, BOUNDLESS]


def test_schedules_may_name_people_by_address_and_id() -> None:
    assert duty(turns("shift", "KIM@desk.example"), KIM, LEE).on_call.tolist() == [[True, False]]
    assert duty(turns("shift", "7"), KIM, LEE).on_call.tolist() == [[False, True]]


def test_in_a_gap_nobody_is_on_call() -> None:
    gap = overridden(turns("shift", "Kim"), "2026-01-05", "2026-01-06", None)
    found = duty(gap, KIM)

    assert (found.on_call.tolist(), found.gap.tolist()) == ([[False]], [True])
    assert found.at_work.tolist() == [MONDAY + DAY]


def test_before_its_start_a_schedule_has_nobody() -> None:
    assert duty(turns("shift", "Kim"), KIM, as_of=MONDAY - 1).gap.tolist() == [True]
    assert duty(turns("shift", "Kim"), KIM, as_of=MONDAY).gap.tolist() == [False]


def test_somebody_outside_the_roster_is_no_gap() -> None:
    found = duty(turns("shift", "Gone"), KIM)

    assert (found.on_call.tolist(), found.gap.tolist()) == ([[False]], [False])


def test_who_is_away_while_on_call_is_not_at_work() -> None:
    back = Person("Kim", away=(Away(MONDAY - DAY, MONDAY + 3 * HOUR),))
    gone = Person("Kim", away=(Away(MONDAY - DAY),))
    absent_for_the_turn = Person("Kim", away=(Away(MONDAY, MONDAY + DAY), Away(MONDAY + DAY, MONDAY + 2 * DAY)))

    assert duty(alone("shift", "Kim"), back).at_work.tolist() == [MONDAY + 3 * HOUR]
    assert duty(alone("shift", "Kim"), gone).at_work.tolist() == [BOUNDLESS]
    assert duty(turns("shift", "Kim", "Lee"), absent_for_the_turn).at_work.tolist() == [MONDAY + 2 * DAY]


@pytest.mark.parametrize(
    ("at", "who"),
    [
        ("2026-03-08 06:59:59", "Kim"),
        ("2026-03-08 07:00", "Lee"),
        ("2026-11-01 07:29:59", "Kim"),
        ("2026-11-01 07:30", "Lee"),
    ],
)
def test_hand_overs_follow_the_wall_clock_when_clocks_change(at: str, who: str) -> None:
    nights = turns("nights", "Kim", "Lee", start="2026-03-07 02:30", zone="America/New_York")
    autumn = turns("nights", "Kim", "Lee", start="2026-10-31 02:30", zone="America/New_York")
    schedule = nights if at < "2026-06" else autumn
    (on_call,) = duty(schedule, Person("Kim"), Person("Lee"), as_of=instant(at)).on_call.tolist()

    assert on_call == [who == "Kim", who == "Lee"]


def test_stretches_of_several_schedules_are_asked_for_together() -> None:
    schedules = turns("a", "Kim", "Lee"), turns("b", "Gone", None, "Kim")
    stints = stints_of(schedules, Roster((KIM, LEE)), MONDAY, MONDAY + 3 * DAY)
    noon = MONDAY + DAY // 2
    asked = ints(0, 0, 0, 1, 1, 1)
    found = stints.on_call_at(asked, ints(noon, noon + DAY, noon + 2 * DAY, noon, noon + DAY, noon + 2 * DAY))

    assert found.tolist() == [0, 1, 0, OUTSIDER, NOBODY, 0]
    assert stints.on_call_at(ints(0, 0), ints(MONDAY + DAY - 1, MONDAY + DAY)).tolist() == [0, 1]


def test_a_routing_names_each_schedule_once() -> None:
    routing = Routing("on_call", on_call=Choice("shift", "type", (("a", "pay"), ("b", "shift"), ("c", "pay"))))

    assert routing.schedules == ("pay", "shift")
    assert Routing().schedules == ()


def test_a_schedule_that_is_not_known_is_refused_with_the_nearest_one() -> None:
    known = {"nights": turns("nights", "Kim"), "days": turns("days", "Lee")}

    with pytest.raises(InputError, match="no on-call schedule 'nigths'") as near:
        schedules_of(Routing("on_call", on_call=Choice("nigths")), known)
    with pytest.raises(InputError, match="no on-call schedule 'x'") as listed:
        schedules_of(Routing("on_call", on_call=Choice("x")), known)
    with pytest.raises(InputError, match="needs an on-call schedule") as none:
        schedules_of(Routing("on_call"), known)

    assert near.value.hint == "did you mean nights?"
    assert listed.value.hint == "the policy has nights, days"
    assert "--schedule" in (none.value.hint or "")
