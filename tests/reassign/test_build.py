"""The desk of a batch: what is asked of the strategies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hindesk.errors import InputError
from hindesk.people.person import Person, Roster, Team
from hindesk.policy.routing import Costs, Limit, Order, Routing, Weights
from hindesk.policy.values import Test
from hindesk.reassign.build import Pool, Wish
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Left
from tests.history_notation import instant
from tests.reassign.offices import Office, office

POLICY = """
hindesk: 1
name: Paused while waiting
time_zone: UTC
tiers: [{tier: 2, when: {team: back}}, {tier: 1}]
sla:
  - name: All
    calendar: always
    targets: {resolution: {urgent: 240h, else: 480h}}
    pause: {resolution: [waiting_on_customer]}
"""
PEOPLE = [Person("Kim", teams=("front", "back"), capacity=9), Person("Lee", teams=("front",))]


def keys(told: Office, pool: Pool) -> list[str]:
    """The keys of a pool's tickets in the order in which they are served."""
    return [str(key) for key in told.setting().facts.key.take(pool.row).to_pylist()]


def named(told: Office, people: list[int]) -> list[str | None]:
    return [None if person == NOBODY else told.roster.people[person].name for person in people]


STORIES = {
    "old": "08:00 created",
    "low": "09:00 created priority=low",
    "urgent": "10:00 created priority=urgent",
    "b": "09:30 created priority=normal",
    "a": "09:30 created priority=normal",
    "odd": "07:00 created priority=P2",
    "solved": "06:00 created priority=high\n07:00 status=solved",
}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("priority", ["urgent", "solved", "a", "b", "low", "odd", "old"]),
        ("created", ["solved", "odd", "old", "low", "a", "b", "urgent"]),
        ("due", ["urgent", "odd", "old", "low", "a", "b", "solved"]),
    ],
)
def test_tickets_are_served_in_the_order_of_the_routing(tmp_path: Path, order: Order, expected: list[str]) -> None:
    with office(tmp_path, STORIES, PEOPLE, routing=Routing(order=order), policy=POLICY) as told:
        _, pool = told.desk()
        assert keys(told, pool) == expected
    assert pool.order == order


def test_without_a_run_nothing_is_due_and_the_priority_decides(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, routing=Routing(order="due")) as told:
        desk, pool = told.desk()
        assert keys(told, pool) == ["urgent", "solved", "a", "b", "low", "odd", "old"]
    assert set(desk.due.tolist()) == {BOUNDLESS}


def test_tickets_of_one_instant_are_served_in_the_order_of_their_keys(tmp_path: Path) -> None:
    stories = {"zendesk/b": "09:00 created", "freshdesk/c": "09:00 created", "freshdesk/a": "09:00 created"}
    with office(tmp_path, stories, PEOPLE) as told:
        assert keys(told, told.desk()[1]) == ["a", "b", "c"]


def test_a_desk_says_what_every_ticket_of_it_is(tmp_path: Path) -> None:
    stories = {
        "1": "09:00 created assignee=Kim team=back priority=urgent",
        "2": "10:00 created assignee=Gone team=front",
        "3": "11:00 created assignee=Lee",
    }
    weights = Weights(priority={"Urgent": 3}, tier={2: 5, 1: 2})
    with office(tmp_path, stories, PEOPLE, routing=Routing(weights=weights), policy=POLICY) as told:
        desk, pool = told.desk("1", "2")
        assert keys(told, pool) == ["1", "2"]
        assert named(told, desk.holder.tolist()) == ["Kim", None]
    assert desk.weight.tolist() == [15, 2]
    assert desk.due.tolist() == [instant("2026-01-15 09:00"), instant("2026-01-25 10:00")]
    assert desk.barred.tolist() == [NOBODY, NOBODY]
    assert desk.hurdle[desk.kind].tolist() == [[Left.NOT, Left.TEAM], [Left.NOT, Left.NOT]]
    assert desk.load.tolist() == [0, 2]
    assert desk.capacity.tolist() == [9, BOUNDLESS]
    assert pool.team.to_pylist() == ["back", "front"]
    assert pool.rule.to_pylist() == [None, None]


def test_every_column_of_a_desk_is_whole_numbers_in_one_piece(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, policy=POLICY) as told:
        desk, _ = told.desk()
    columns = [getattr(desk, name) for name in Desk.__dataclass_fields__]
    arrays = [column for column in columns if isinstance(column, np.ndarray)]
    assert len(arrays) == 16
    assert all(column.dtype == np.int64 and column.flags.c_contiguous for column in arrays)


def test_a_desk_of_no_tickets_and_one_of_no_people_can_be_asked(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        none, pool = told.desk("no such key")
        nobody, _ = Office(told.store, Roster(())).desk()
    assert (len(none.kind), none.hurdle.shape, none.known_from.tolist(), len(pool.rule)) == (0, (0, 2), [0], 0)
    assert (len(nobody.kind), nobody.hurdle.shape[1], nobody.load.tolist()) == (7, 0, [])


HELD = {
    "open": "09:00 created assignee=Kim status=open",
    "new": "09:00 created assignee=Kim status=new",
    "waiting": "09:00 created assignee=Kim status=waiting_on_customer type=big",
    "hold": "09:00 created assignee=Kim status=on_hold",
    "solved": "09:00 created assignee=Kim status=solved",
    "merged": "09:00 created assignee=Kim\n09:10 merged",
    "other": "09:00 created assignee=Lee",
}


def test_without_a_run_new_and_open_tickets_are_load(tmp_path: Path) -> None:
    with office(tmp_path, HELD, PEOPLE) as told:
        assert told.desk("other")[0].load.tolist() == [2, 0]


def test_with_a_run_tickets_whose_clocks_run_are_load(tmp_path: Path) -> None:
    with office(tmp_path, HELD, PEOPLE, policy=POLICY) as told:
        assert told.desk("other")[0].load.tolist() == [3, 0]


def test_what_the_routing_counts_is_load_if_it_is_open(tmp_path: Path) -> None:
    counts = Test("status", "in", ("waiting_on_customer", "solved"))
    routing = Routing(counts=counts, weights=Weights(priority={"urgent": 2}))
    with office(tmp_path, HELD, PEOPLE, routing=routing, policy=POLICY) as told:
        assert told.desk("other")[0].load.tolist() == [1, 0]


def test_a_ticket_of_the_desk_is_no_load_and_weighs_whatever_its_status(tmp_path: Path) -> None:
    with office(tmp_path, HELD, PEOPLE) as told:
        desk, _ = told.desk("open", "waiting")
    assert desk.load.tolist() == [1, 1]
    assert desk.weight.tolist() == [1, 1]


def test_tickets_are_taken_from_those_who_are_barred(tmp_path: Path) -> None:
    stories = {"1": "09:00 created assignee=Kim", "2": "09:01 created assignee=Lee", "3": "09:02 created"}
    with office(tmp_path, stories, PEOPLE) as told:
        desk, _ = told.desk(wish=Wish(barred_holders=frozenset({told.staff().person("kim")})))
    assert desk.holder.tolist() == [0, 1, NOBODY]
    assert desk.barred.tolist() == [0, NOBODY, NOBODY]


def test_tickets_can_move_to_another_team_first(tmp_path: Path) -> None:
    roster = Roster(tuple(PEOPLE), {"Back": Team("Back", {"desk": "4711"})})
    with office(tmp_path, {"1": "09:00 created team=front", "2": "09:01 created"}, PEOPLE) as told:
        desk, pool = Office(told.store, roster).desk(wish=Wish(to_team="4711"))
    assert pool.team.to_pylist() == ["Back", "Back"]
    assert desk.hurdle[desk.kind].tolist() == [[Left.NOT, Left.TEAM]] * 2


def test_a_ticket_without_a_team_has_none_until_somebody_gets_it(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "09:00 created"}, PEOPLE) as told:
        assert told.desk()[1].team.to_pylist() == [None]


def test_people_of_every_team_may_get_a_ticket_where_the_plan_itself_names_the_team(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "09:00 created team=back", "2": "09:01 created team=unknown"}, PEOPLE) as told:
        desk, pool = told.desk(wish=Wish(any_team=True))
    assert desk.hurdle[desk.kind].tolist() == [[Left.NOT, Left.NOT]] * 2
    assert pool.team.to_pylist() == ["back", "unknown"]


def test_a_due_time_that_has_passed_binds_nobody_but_is_served_first(tmp_path: Path) -> None:
    stories = {"later": "2026-01-05 09:00 created", "past": "2026-01-06 09:00 created priority=urgent"}
    with office(tmp_path, stories, PEOPLE, policy=POLICY) as told:
        now = instant("2026-01-16 09:00")
        desk, pool = told.desk(as_of=now)
        assert keys(told, pool) == ["past", "later"]
        assert told.desk(as_of=now - 1)[0].due.tolist() == [now, instant("2026-01-25 09:00")]
    assert desk.due.tolist() == [BOUNDLESS, instant("2026-01-25 09:00")]


@pytest.mark.parametrize(
    ("wish", "sentence", "hint"),
    [
        (Wish(to_team="frnt"), "the roster has no 'frnt' among its teams", "did you mean front?"),
        (Wish(to_people=("Leo",)), "the roster has no 'Leo' among its people", "did you mean Lee?"),
    ],
)
def test_a_wish_names_teams_and_people_of_the_roster(tmp_path: Path, wish: Wish, sentence: str, hint: str) -> None:
    with office(tmp_path, {"1": "09:00 created"}, PEOPLE) as told, pytest.raises(InputError) as refused:
        told.desk(wish=wish)
    assert (refused.value.message, refused.value.hint) == (sentence, hint)


@pytest.mark.parametrize(
    ("routed", "asked", "expected"), [(True, None, True), (True, False, False), (False, True, True)]
)
def test_what_a_batch_asks_of_due_times_goes_before_the_routing(
    tmp_path: Path, routed: bool, asked: bool | None, expected: bool
) -> None:
    with office(tmp_path, {"1": "09:00 created"}, PEOPLE, routing=Routing(before_due=routed)) as told:
        desk, _ = told.desk(wish=Wish(before_due=asked, max_moves=3))
    assert (desk.before_due, desk.max_moves) == (expected, 3)


def test_costs_and_limits_are_those_of_the_routing(tmp_path: Path) -> None:
    routing = Routing(costs=Costs(move=7), limit=Limit(2, 7 * 86_400_000_000))
    with office(tmp_path, {"1": "09:00 created assignee=Kim"}, PEOPLE, routing=routing) as told:
        desk, _ = told.desk()
    assert (desk.costs.move, desk.max_moves) == (7, BOUNDLESS)
    assert desk.allowance.tolist() == [1, 2]
