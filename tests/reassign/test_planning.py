"""Planning a batch: every ticket that is meant is in the plan once, and hard limits hold."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.errors import InputError
from hindesk.people.person import Away, Person
from hindesk.policy.routing import Routing, StrategyName
from hindesk.policy.values import Choice
from hindesk.reassign.build import Wish
from hindesk.reassign.limits import broken_limits
from hindesk.reassign.planning import plan_batch
from hindesk.reassign.selection import Selection
from hindesk.reassign.strategies import STRATEGIES
from hindesk.reassign.turns import keep_turns
from tests.reassign.batches import MON, PEOPLE, STORIES, cells, read_back, written
from tests.reassign.offices import office
from tests.reassign.schedules import alone

WORDS = (None, "Kim", "Lee", "Park", "Choi", "Gone")
TEAMS = (None, "front", "back", "side")


def test_open_tickets_are_planned_unless_closed_ones_are_asked_for(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        setting = told.setting()
        assert set(cells(plan_batch(setting, Selection(), Wish()), "to")) == {"1", "2", "3", "4", "5"}
        assert set(cells(plan_batch(setting, Selection(closed_too=True), Wish()), "to")) == set(STORIES)


def test_a_selection_by_holder_takes_the_tickets_away(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, routing=Routing("sticky")) as told:
        setting = told.setting()
        kept = plan_batch(setting, Selection(teams=("front",)), Wish())
        taken = plan_batch(setting, Selection(holders=("kim",)), Wish())

    assert cells(kept, "to")["3"] == "Kim"
    assert cells(taken, "to") == {"3": "Lee"}


def test_tickets_of_a_holder_who_is_not_in_the_roster_can_be_taken_too(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        assert cells(plan_batch(told.setting(), Selection(holders=("Gone",)), Wish()), "from", "to") == {
            "2": ("Gone", "Lee")
        }


def test_a_selection_that_means_no_ticket_is_refused(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told, pytest.raises(InputError, match="no ticket is meant") as refused:
        plan_batch(told.setting(), Selection(overloaded=True), Wish())

    assert refused.value.hint is not None
    assert "--closed-too" in refused.value.hint


def test_a_ticket_without_a_team_goes_to_its_holders_team(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = plan_batch(told.setting(), Selection(holders=("Park",)), Wish())

    assert cells(plan, "to", "from_team", "to_team") == {"5": ("Lee", None, "back")}


def test_a_ticket_without_a_team_that_is_kept_stays_without(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, routing=Routing("sticky")) as told:
        plan = plan_batch(told.setting(), Selection(keys=("5",)), Wish())

    assert cells(plan, "to", "to_team") == {"5": ("Park", None)}
    assert plan.moved == 0


def test_a_ticket_without_team_and_holder_takes_the_team_of_whoever_gets_it(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "09:00 created"}, PEOPLE) as told:
        plan = plan_batch(told.setting(), Selection(), Wish(to_people=("Park",)))

    assert cells(plan, "to", "to_team") == {"1": ("Park", "back")}


def test_tickets_may_be_moved_to_a_team(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = plan_batch(told.setting(), Selection(teams=("front",)), Wish(to_team="Back"))

    assert {team for _, team in cells(plan, "to", "to_team").values()} == {"back"}
    assert {to for to, _ in cells(plan, "to", "to_team").values()} == {"Lee", "Park"}


def test_where_any_team_may_get_a_ticket_it_moves_to_the_team_of_whoever_does(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = plan_batch(told.setting(), Selection(keys=("2", "4")), Wish(any_team=True, to_people=("Park", "Kim")))

    assert cells(plan, "to", "to_team") == {"2": ("Kim", "front"), "4": ("Park", "back")}


def test_a_person_of_no_team_gets_a_ticket_of_any_team_in_its_own(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, [*PEOPLE, Person("Ok")]) as told:
        plan = plan_batch(told.setting(), Selection(keys=("2",)), Wish(any_team=True, to_people=("Ok",)))

    assert cells(plan, "to", "to_team") == {"2": ("Ok", "back")}


def test_round_robin_goes_on_where_the_last_batch_ended(tmp_path: Path) -> None:
    people = [Person(name, teams=("front",)) for name in ("A", "B", "C")]
    told_tickets = {f"{number}": f"09:{number:02} created team=front" for number in range(4)}
    with office(tmp_path, told_tickets, people, routing=Routing("round_robin")) as told:
        first = plan_batch(told.setting(), Selection(), Wish())
        keep_turns(told.store, told.roster, first.placed.turn)
        second = plan_batch(told.setting(), Selection(), Wish())

    assert list(cells(first, "to").values()) == ["A", "B", "C", "A"]
    assert list(cells(second, "to").values()) == ["B", "C", "A", "B"]


@st.composite
def stories(draw: st.DrawFn) -> dict[str, str]:
    """Tickets with any holder and team, some of them solved."""
    told = {}
    for number in range(draw(st.integers(1, 9))):
        holder, team = draw(st.sampled_from(WORDS)), draw(st.sampled_from(TEAMS))
        fields = [f"{name}={word}" for name, word in (("assignee", holder), ("team", team)) if word]
        solved = "\n15:00 status=solved" if draw(st.integers(0, 4)) == 0 else ""
        told[f"T{number}"] = f"09:{number:02} created {' '.join(fields)}{solved}"
    return told


@st.composite
def rosters(draw: st.DrawFn) -> list[Person]:
    """Some of the people, each with any capacity, teams and absence."""
    names = draw(st.lists(st.sampled_from(WORDS[1:5]), min_size=1, unique=True))
    return [
        Person(
            str(name),
            teams=tuple(draw(st.lists(st.sampled_from(TEAMS[1:]), unique=True, max_size=2))),
            capacity=draw(st.sampled_from((None, 0, 1, 3))),
            away=(Away(MON),) if draw(st.integers(0, 3)) == 0 else (),
        )
        for name in names
    ]


SCHEDULES = {"shift": alone("shift", "Kim"), "back": alone("back", "Lee")}
WISHES = (Wish(), Wish(any_team=True), Wish(max_moves=2), Wish(to_team="front"))


@settings(max_examples=20, deadline=None)
@given(stories(), rosters(), st.sampled_from([*STRATEGIES]), st.sampled_from(WISHES))
def test_every_ticket_is_planned_once_and_a_plan_that_is_read_back_is_the_same(
    told: dict[str, str], people: list[Person], name: StrategyName, wish: Wish
) -> None:
    rules = Routing(name, on_call=Choice("shift", "team", (("back", "back"),)) if name == "on_call" else None)
    with (
        tempfile.TemporaryDirectory() as folder,
        office(Path(folder), told, people, routing=rules, schedules=SCHEDULES) as office_,
    ):
        setting = office_.setting()
        if wish.to_team and not any(wish.to_team in person.teams for person in people):
            wish = Wish()
        plan = plan_batch(setting, Selection(closed_too=True), wish)
        again = read_back(setting, written(plan, Path(folder)), replace(wish, to_team=None), closed_too=True)

    assert sorted(map(str, plan.table.column("ticket").to_pylist())) == sorted(told)
    assert not np.any(broken_limits(plan.desk, plan.placed.to))
    assert again.table.equals(plan.table)
    assert again.balance().after.load.tolist() == plan.balance().after.load.tolist()
