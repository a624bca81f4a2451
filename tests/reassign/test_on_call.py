"""Tickets go to whoever is on call: in a batch now, in a simulation when they come."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.errors import InputError
from hindesk.people.on_call import Schedule
from hindesk.people.on_call_spans import at as on_call_at
from hindesk.people.person import Away, Person
from hindesk.policy.routing import Limit, Routing, SkillRule
from hindesk.policy.values import All, Choice
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_simulation import RoutingSimulation, simulate_routing
from hindesk.reassign.build import Wish
from hindesk.reassign.plan import Plan
from hindesk.reassign.planning import plan_batch
from hindesk.reassign.selection import Selection
from hindesk.reports.plan import plan_report
from hindesk.reports.routing_notes import routing_notes
from tests.history_notation import instant
from tests.reassign.batches import cells, edited, read_back, written
from tests.reassign.offices import NOW, office
from tests.reassign.schedules import alone, overridden, turns

KIM: Final = Person("Kim", teams=("front",))
LEE: Final = Person("Lee", teams=("front", "back"))
PARK: Final = Person("Park", teams=("back",))
PEOPLE: Final = (KIM, LEE, PARK)
SHIFT: Final = Routing("on_call", on_call=Choice("shift"))
BY_TYPE: Final = Routing("on_call", on_call=Choice("shift", "type", (("billing", "payments"),)))
OFFICE: Final = Calendar("office", "UTC", parse_week({"mon-fri": "09:00-18:00"}))
HOUR: Final = 3_600_000_000
STORY: Final = {"1": "09:00 created team=front"}


def planned(
    folder: Path,
    schedules: Sequence[Schedule],
    people: Sequence[Person] = PEOPLE,
    stories: Mapping[str, str] = STORY,
    *,
    routing: Routing = SHIFT,
    wish: Wish | None = None,
    as_of: int = NOW,
) -> Plan:
    """The plan of a batch of all open tickets."""
    known = {one.name: one for one in schedules}
    with office(folder, stories, people, routing=routing, schedules=known) as told:
        return plan_batch(told.setting(as_of=as_of), Selection(), wish or Wish())


def left(
    folder: Path, schedule: Schedule, person: Person, fields: str = "team=front", *, wish: Wish | None = None
) -> str:
    """Why the one ticket of a store stays."""
    plan = planned(folder, (schedule,), (person, LEE), {"1": f"09:00 created {fields}"}, wish=wish)
    (words,) = cells(plan, "reason").values()
    assert plan.moved == 0
    assert f"1 ticket left: {words.removeprefix('stays: ')}" in plan_report(plan, all_columns=True).notes
    return str(words)


def test_a_ticket_goes_to_whoever_its_schedule_has_on_call_now(tmp_path: Path) -> None:
    schedules = alone("payments", "Park"), alone("shift", "Lee")
    stories = {"1": "09:00 created team=back type=Billing", "2": "09:01 created team=back type=other"}
    plan = planned(tmp_path, schedules, stories=stories, routing=BY_TYPE)

    assert cells(plan, "to", "rule", "reason") == {
        "1": ("Park", "on call (payments)", "on call in its schedule, holds 0"),
        "2": ("Lee", "on call (shift)", "on call in its schedule, holds 0"),
    }


def test_the_rule_of_a_plan_names_the_skill_rule_besides(tmp_path: Path) -> None:
    routing = Routing("on_call", on_call=Choice("shift"), skills=(SkillRule("Payments", All(), ({},)),))

    assert cells(planned(tmp_path, (alone("shift", "Kim"),), routing=routing), "rule") == {
        "1": "on call (shift): Payments"
    }


def test_a_ticket_that_somebody_on_call_holds_stays_with_them(tmp_path: Path) -> None:
    plan = planned(tmp_path, (alone("shift", "Kim"),), stories={"1": "09:00 created team=front assignee=Kim"})

    assert plan.moved == 0
    assert cells(plan, "to", "reason") == {"1": ("Kim", "stays: on call in its schedule, holds 0")}


@pytest.mark.parametrize(("day", "who"), [(5, "Kim"), (6, "Lee"), (7, "Kim")])
def test_the_instant_of_the_plan_says_whose_turn_it_is(tmp_path: Path, day: int, who: str) -> None:
    plan = planned(tmp_path, (turns("shift", "Kim", "Lee"),), as_of=instant(f"2026-01-0{day} 12:00"))

    assert cells(plan, "to") == {"1": who}


def test_in_a_gap_a_ticket_stays(tmp_path: Path) -> None:
    gap = overridden(alone("shift", "Kim"), "2026-01-09", "2026-01-10", None)

    assert left(tmp_path, gap, KIM) == "stays: nobody is on call in its schedule"


def test_a_gap_of_one_schedule_leaves_the_tickets_of_others(tmp_path: Path) -> None:
    schedules = alone("payments", None), alone("shift", "Lee")
    stories = {"1": "09:00 created team=back type=billing", "2": "09:01 created team=back"}
    plan = planned(tmp_path, schedules, stories=stories, routing=BY_TYPE)

    assert cells(plan, "to") == {"1": None, "2": "Lee"}


def test_where_somebody_outside_the_roster_is_on_call_a_ticket_stays(tmp_path: Path) -> None:
    words = "stays: none of the people to choose from is on call in its schedule"
    (tmp_path / "only").mkdir()

    assert left(tmp_path, alone("shift", "Gone"), KIM) == words
    assert left(tmp_path / "only", alone("shift", "Kim"), KIM, wish=Wish(to_people=("Lee",))) == words


@pytest.mark.parametrize(
    ("person", "fields", "words"),
    [
        (Person("Kim", teams=("back",)), "team=front", "does not work in its team"),
        (Person("Kim", teams=("front",), tier=1), "team=front tier=2", "may not hold its tier"),
        (Person("Kim", teams=("front",), away=(Away(NOW, NOW + 1),)), "team=front", "is away"),
        (Person("Kim", teams=("front",), capacity=0), "team=front", "has no room"),
    ],
)
def test_being_on_call_lifts_no_limit(tmp_path: Path, person: Person, fields: str, words: str) -> None:
    assert left(tmp_path, alone("shift", "Kim"), person, fields) == f"stays: whoever is on call {words}"


def test_skills_and_languages_bind_people_on_call_too(tmp_path: Path) -> None:
    skilled = Routing("on_call", on_call=Choice("shift"), skills=(SkillRule("a", All(), ({"x": 1},)),))
    spoken = Routing("on_call", language="require", on_call=Choice("shift"))
    speaker = Person("Kim", teams=("front",), languages=("ko",))
    stories = {"1": "09:00 created team=front language=en"}
    reasons: list[str] = []
    for number, routing in enumerate((skilled, spoken)):
        (tmp_path / f"{number}").mkdir()
        schedules = (alone("shift", "Kim"),)
        plan = planned(tmp_path / f"{number}", schedules, (speaker, LEE), stories, routing=routing)
        reasons += cells(plan, "reason").values()

    assert reasons == [
        "stays: whoever is on call lacks the skills",
        "stays: whoever is on call does not speak its language",
    ]


def test_who_was_given_as_many_as_the_limit_lets_gets_no_more(tmp_path: Path) -> None:
    routing = Routing("on_call", on_call=Choice("shift"), limit=Limit(1, HOUR))
    stories = {"1": "09:00 created team=front", "2": "09:01 created team=front"}
    plan = planned(tmp_path, (alone("shift", "Kim"),), stories=stories, routing=routing)

    assert cells(plan, "to") == {"1": "Kim", "2": None}
    assert "has been given as many as the limit lets" in cells(plan, "reason")["2"]


DUE_AT_NIGHT: Final = """\
hindesk: 1
name: Night
time_zone: UTC
sla: [{name: All, calendar: always, targets: {resolution: 16h}}]
"""


def test_being_on_call_counts_as_being_at_work(tmp_path: Path) -> None:
    sleeper = Person("Kim", teams=("front",), calendar=OFFICE)
    midnight, stories = instant("2026-01-06 00:00"), {"1": "2026-01-05 09:00 created team=front"}
    reasons = {}
    for name, routing in {"on call": SHIFT, "least loaded": Routing()}.items():
        folder = tmp_path / name
        folder.mkdir()
        known = {"shift": alone("shift", "Kim")}
        with office(folder, stories, (sleeper,), routing=routing, policy=DUE_AT_NIGHT, schedules=known) as told:
            plan = plan_batch(told.setting(as_of=midnight), Selection(), Wish(before_due=True))
        reasons[name] = cells(plan, "to", "reason")["1"]

    assert reasons == {
        "on call": ("Kim", "on call in its schedule, holds 0"),
        "least loaded": (None, "stays: nobody who may hold it is at work before it is due"),
    }


def test_an_edited_plan_may_give_a_ticket_to_somebody_who_is_not_on_call(tmp_path: Path) -> None:
    known = {"shift": alone("shift", "Kim")}
    with office(tmp_path, STORY, PEOPLE, routing=SHIFT, schedules=known) as told:
        setting = told.setting()
        file = written(plan_batch(setting, Selection(), Wish()), tmp_path)
        by_hand = read_back(setting, edited(file, (",Kim,front", ",Lee,front")))
        with pytest.raises(InputError, match="Park, who does not work in front"):
            read_back(setting, edited(file, (",Lee,front", ",Park,front")))

    assert cells(by_hand, "to", "rule") == {"1": ("Lee", "by hand")}


NAMES: Final = ("Kim", "Lee", "Park", "Gone", None)
schedules_at_random = st.builds(
    lambda who, days, start: turns("shift", *who, days=days, start=start),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4),
    st.integers(1, 3),
    st.sampled_from(("2026-01-01 00:00", "2026-01-05 09:00", "2026-01-07 22:30", "2026-01-11 00:00")),
)


@settings(max_examples=15, deadline=None)
@given(
    schedules=st.tuples(schedules_at_random, schedules_at_random),
    fields=st.lists(st.sampled_from(("team=front", "team=back type=billing", "type=billing", "")), min_size=1),
    capacity=st.sampled_from((None, 1, 2)),
)
def test_every_ticket_that_is_moved_goes_to_somebody_on_call_at_that_instant(
    schedules: tuple[Schedule, Schedule], fields: list[str], capacity: int | None
) -> None:
    shift, payments = schedules[0], replace(schedules[1], name="payments")
    stories = {f"{number:02}": f"09:{number:02} created {told}" for number, told in enumerate(fields)}
    people = (Person("Kim", teams=("front",), capacity=capacity), LEE, PARK)
    with tempfile.TemporaryDirectory() as folder:
        plan = planned(Path(folder), (shift, payments), people, stories, routing=BY_TYPE)

    for number, told in enumerate(fields):
        to, reason = cells(plan, "to", "reason")[f"{number:02}"]
        who = on_call_at(payments if "billing" in told else shift, NOW)
        assert to in {None, who}
        assert (reason == "stays: nobody is on call in its schedule") == (who is None)


UNTIL: Final = instant("2026-01-09 12:00")


def simulated(
    folder: Path,
    schedules: Sequence[Schedule],
    stories: Mapping[str, str],
    people: Sequence[Person] = PEOPLE,
    *,
    routing: Routing = SHIFT,
    until: int = UNTIL,
    at_work: bool = False,
) -> RoutingSimulation:
    """Past tickets, given to whoever was on call."""
    known = {one.name: one for one in schedules}
    with office(folder, stories, people) as told:
        question = Question(told.roster, routing, until, any_team=True, at_work=at_work, schedules=known)
        return simulate_routing(told.store, question, ("on_call",))


def given_to(found: RoutingSimulation) -> list[tuple[str | None, int]]:
    """Who gets each arrival, and after how many minutes."""
    people = [*(person.name for person in found.arrivals.staff.people), None]
    outcome = found.outcomes[1]
    waits = (outcome.at - found.arrivals.opened_at) // 60_000_000
    return [(people[to], int(wait) if to >= 0 else -1) for to, wait in zip(outcome.to, waits, strict=True)]


def test_a_ticket_that_comes_goes_to_whoever_is_on_call_then(tmp_path: Path) -> None:
    stories = {"1": "2026-01-05 23:59 created", "2": "2026-01-06 00:00 created", "3": "2026-01-07 09:00 created"}
    found = simulated(tmp_path, (turns("shift", "Kim", "Lee"),), stories)

    assert found.outcomes[1].name == "on call"
    assert given_to(found) == [("Kim", 0), ("Lee", 0), ("Kim", 0)]


def test_each_ticket_has_its_own_schedule(tmp_path: Path) -> None:
    schedules = alone("payments", "Park"), turns("shift", "Kim", "Lee")
    stories = {"1": "09:00 created type=billing", "2": "09:00 created", "3": "2026-01-06 09:00 created type=x"}

    assert given_to(simulated(tmp_path, schedules, stories, routing=BY_TYPE)) == [("Park", 0), ("Kim", 0), ("Lee", 0)]


def test_in_a_gap_a_ticket_waits_for_the_next_hand_over(tmp_path: Path) -> None:
    stories = {"1": "2026-01-06 23:00 created", "2": "2026-01-06 10:00 created\n11:00 status=solved"}
    found = simulated(tmp_path, (turns("shift", "Kim", None, "Lee"),), stories)

    assert given_to(found) == [(None, -1), ("Lee", 60)]
    assert "on call: 2 tickets came when nobody was on call in their schedule" in routing_notes(found)


def test_a_ticket_waits_for_the_hand_over_where_whoever_is_on_call_has_no_room(tmp_path: Path) -> None:
    full = Person("Kim", capacity=1)
    stories = {"1": "2026-01-05 22:00 created", "2": "2026-01-05 23:00 created"}

    assert given_to(simulated(tmp_path, (turns("shift", "Kim", "Lee"),), stories, (full, LEE))) == [
        ("Kim", 0),
        ("Lee", 60),
    ]


def test_who_is_away_gets_nothing_though_on_call(tmp_path: Path) -> None:
    noon = instant("2026-01-05 12:00")
    away = Person("Kim", away=(Away(noon - HOUR, noon + HOUR),))

    assert given_to(simulated(tmp_path, (alone("shift", "Kim"),), {"1": "12:00 created"}, (away,))) == [("Kim", 60)]


def test_whoever_is_on_call_is_at_work_also_where_hours_count(tmp_path: Path) -> None:
    sleeper = Person("Kim", calendar=OFFICE)
    found = simulated(tmp_path, (alone("shift", "Kim"),), {"1": "03:00 created"}, (sleeper,), at_work=True)

    assert given_to(found) == [("Kim", 0)]


def test_somebody_outside_the_roster_gets_nothing(tmp_path: Path) -> None:
    found = simulated(tmp_path, (alone("shift", "Gone"),), STORY)

    assert given_to(found) == [(None, -1)]
    assert "on call: 1 ticket came when somebody outside the roster was on call in their schedule" in routing_notes(
        found
    )


def test_past_hand_overs_follow_the_wall_clock_when_clocks_change(tmp_path: Path) -> None:
    days = turns("shift", "Kim", "Lee", start="2026-03-07 09:00", zone="America/New_York")
    stories = {
        "1": "2026-03-07 14:00 created",
        "2": "2026-03-08 12:59 created",
        "3": "2026-03-08 13:00 created",
        "4": "2026-03-09 12:59 created",
        "5": "2026-03-09 13:00 created",
    }
    found = simulated(tmp_path, (days,), stories, until=instant("2026-03-10 00:00"))

    assert [who for who, _ in given_to(found)] == ["Kim", "Kim", "Lee", "Lee", "Kim"]


def test_without_a_schedule_nothing_is_simulated(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs an on-call schedule"):
        simulated(tmp_path, (), STORY, routing=Routing())


@settings(max_examples=10, deadline=None)
@given(schedule=schedules_at_random, minutes=st.lists(st.integers(0, 4 * 1440), min_size=1, max_size=8, unique=True))
def test_every_arrival_goes_to_whoever_is_on_call_when_it_is_given(schedule: Schedule, minutes: list[int]) -> None:
    stories = {
        f"{minute}": f"2026-01-{5 + minute // 1440:02} {minute % 1440 // 60:02}:{minute % 60:02} created"
        for minute in minutes
    }
    with tempfile.TemporaryDirectory() as folder:
        found = simulated(Path(folder), (schedule,), stories)

    names = [person.name for person in found.arrivals.staff.people]
    for (who, wait), opened in zip(given_to(found), found.arrivals.opened_at.tolist(), strict=True):
        then = on_call_at(schedule, opened)
        if then in names:
            assert (who, wait) == (then, 0)
        else:
            assert wait != 0
