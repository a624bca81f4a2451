"""Past tickets, given out by the rules of a routing and compared with what happened: stories as they were lived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from hindesk.errors import InputError
from hindesk.events import Knows
from hindesk.people.person import Person, Roster
from hindesk.policy.routing import Routing, SkillRule, StrategyName
from hindesk.policy.values import Test
from hindesk.reassign.arrivals_ends import Fate, Out, Question
from hindesk.reassign.arrivals_history import STRANGER
from hindesk.reassign.arrivals_outcome import Outcome
from hindesk.reassign.arrivals_simulation import RoutingSimulation, simulate_routing
from tests.history_notation import instant
from tests.reassign.offices import office

KIM: Final = Person("Kim", teams=("front",))
LEE: Final = Person("Lee", teams=("back",))
PARK: Final = Person("Park", teams=("front", "back"))
PEOPLE: Final = (KIM, LEE, PARK)
UNTIL: Final = instant("2026-01-09 12:00")
MINUTE: Final = 60_000_000


def simulation(
    folder: Path,
    stories: Mapping[str, str],
    people: Sequence[Person] = PEOPLE,
    *,
    routing: Routing | None = None,
    until: int = UNTIL,
    knows: Knows | None = None,
    any_team: bool = False,
) -> RoutingSimulation:
    """Land stories, and give them out by round robin."""
    with office(folder, stories, people) as told:
        if knows is not None:
            told.store.connection.execute("update tickets set knows = ?", [int(knows)])
        question = Question(Roster(tuple(people)), routing or Routing(), until=until, any_team=any_team)
        return simulate_routing(told.store, question, ("round_robin",))


def keys(found: RoutingSimulation) -> list[str]:
    return [str(key) for key in found.arrivals.facts.key.take(found.arrivals.row).to_pylist()]


def named(found: RoutingSimulation, outcome: Outcome) -> list[str | None]:
    """The names of who got each arrival first."""
    people = [*(person.name for person in found.arrivals.staff.people), "somebody else", None]
    return [people[to] for to in outcome.to.tolist()]


def test_a_ticket_arrives_with_the_values_that_it_was_created_with(tmp_path: Path) -> None:
    stories = {"1": "09:00 created team=front type=a\n10:00 team=back\n10:01 type=b", "2": "09:01 created team=back"}
    routing = Routing(skills=(SkillRule("a", Test("type", "is", ("a",)), ({"x": 1}, {})),))
    found = simulation(tmp_path, stories, routing=routing)

    assert named(found, found.outcomes[1]) == ["Kim", "Lee"]
    assert found.arrivals.kinds.rule[found.arrivals.kinds.of].tolist() == [0, -1]


def test_nobody_has_handled_a_ticket_when_it_is_created(tmp_path: Path) -> None:
    routing = Routing(exclude=Test("handled_by", "is", ("bot",)))
    found = simulation(tmp_path, {"1": "09:00 created\n09:01 bot_reply"}, routing=routing)

    assert keys(found) == ["1"]


def test_tickets_are_served_in_the_order_of_their_creation_and_of_their_keys(tmp_path: Path) -> None:
    found = simulation(tmp_path, {"c": "09:01 created", "b": "09:00 created", "a": "09:01 created"})

    assert keys(found) == ["b", "a", "c"]


def test_a_ticket_ends_when_it_was_solved_for_good(tmp_path: Path) -> None:
    stories = {
        "reopened": "09:00 created\n09:10 status=solved\n09:20 status=open\n09:30 status=solved\n09:40 status=closed",
        "open": "09:00 created\n09:10 status=solved\n09:20 status=open",
        "merged": "09:00 created\n09:15 merged\n09:20 status=solved",
        "solved, then merged": "09:00 created\n09:10 status=solved\n09:20 merged",
    }
    found = simulation(tmp_path, stories)
    ends = dict(zip(keys(found), zip(found.arrivals.ends, found.arrivals.fate, strict=True), strict=True))

    assert ends == {
        "reopened": (instant("2026-01-05 09:30"), Fate.SOLVED),
        "open": (UNTIL, Fate.OPEN),
        "merged": (instant("2026-01-05 09:15"), Fate.GONE),
        "solved, then merged": (instant("2026-01-05 09:10"), Fate.SOLVED),
    }


def test_what_happened_after_the_last_instant_does_not_count(tmp_path: Path) -> None:
    stories = {"1": "09:00 created\n09:10 assignee=Kim\n09:30 assignee=Lee\n09:40 status=solved", "2": "09:50 created"}
    found = simulation(tmp_path, stories, until=instant("2026-01-05 09:20"))

    assert keys(found) == ["1"]
    assert found.arrivals.fate.tolist() == [Fate.OPEN]
    assert named(found, found.outcomes[0]) == ["Kim"]
    assert found.history.holdings.end.tolist() == [instant("2026-01-05 09:20")]


def test_tickets_that_are_no_arrivals_are_counted_by_reason(tmp_path: Path) -> None:
    stories = {
        "spam": "09:00 created type=spam",
        "instant": "09:00 created status=solved",
        "there": "09:00 created",
    }
    found = simulation(tmp_path, stories, routing=Routing(exclude=Test("type", "is", ("spam",))))

    assert keys(found) == ["there"]
    assert found.arrivals.left_out == {Out.EXCLUDED: 1, Out.UNDATED: 0, Out.INSTANT: 1}


def test_a_ticket_that_was_solved_nobody_knows_when_is_no_arrival(tmp_path: Path) -> None:
    stories = {"solved": "09:00 created\n10:00 status=solved", "open": "09:00 created"}
    found = simulation(tmp_path, stories, knows=Knows.FIRST_REPLY)

    assert keys(found) == ["open"]
    assert found.arrivals.left_out[Out.UNDATED] == 1


def test_a_store_without_arrivals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no ticket to give out"):
        simulation(tmp_path, {"1": "09:00 created status=closed"})


def test_the_team_of_the_creation_is_hard_unless_people_of_every_team_may(tmp_path: Path) -> None:
    stories = {"1": "09:00 created team=back", "2": "09:01 created team=nowhere"}
    found = simulation(tmp_path, stories, (KIM, LEE))
    assert named(found, found.outcomes[1]) == ["Lee", None]

    (tmp_path / "any").mkdir()
    found = simulation(tmp_path / "any", stories, (KIM, LEE), any_team=True)
    assert named(found, found.outcomes[1]) == ["Kim", "Lee"]


def test_history_tells_who_was_assigned_first_and_when(tmp_path: Path) -> None:
    stories = {
        "at once": "09:00 created assignee=Lee",
        "late": "09:00 created\n09:20 assignee=Kim\n09:30 assignee=Lee",
        "never": "09:00 created",
        "stranger": "09:00 created\n09:05 assignee=Gone",
    }
    found = simulation(tmp_path, stories)
    happened = found.outcomes[0]
    waited = ((happened.at - found.arrivals.opened_at) // MINUTE).tolist()
    waits = [None if to is None else wait for to, wait in zip(named(found, happened), waited, strict=True)]

    assert dict(zip(keys(found), zip(named(found, happened), waits, strict=True), strict=True)) == {
        "at once": ("Lee", 0),
        "late": ("Kim", 20),
        "never": (None, None),
        "stranger": ("somebody else", 5),
    }
    assert found.history.first[keys(found).index("stranger")] == STRANGER


def test_without_the_first_assignment_history_does_not_tell_who_got_a_ticket(tmp_path: Path) -> None:
    found = simulation(tmp_path, {"1": "09:00 created assignee=Kim"}, knows=Knows.STATUSES)

    assert named(found, found.outcomes[0]) == [None]
    assert not found.outcomes[0].told.any()


LONG_WAY: Final = """\
09:00 created team=front
09:10 assignee=Kim
09:20 assignee=Gone
09:25 assignee=
09:30 assignee=Lee team=back
09:40 assignee=Kim
09:50 assignee=Lee
10:00 status=solved
"""


def test_the_right_holder_is_whoever_held_it_when_it_was_solved_after_so_many_hops(tmp_path: Path) -> None:
    found = simulation(tmp_path, {"1": LONG_WAY})
    history = found.history

    assert history.right.tolist() == [1]
    assert history.right_at.tolist() == [instant("2026-01-05 09:30")]
    assert history.hops.tolist() == [2]
    assert [found.arrivals.staff.teams[team].name for team in history.right_team] == ["back"]


def test_who_gets_a_ticket_again_that_they_held_before_makes_no_hop(tmp_path: Path) -> None:
    again = "09:10 assignee=Kim\n09:15 assignee=Kim\n09:20 assignee=\n09:25 assignee=Kim\n09:30 assignee=Lee"
    found = simulation(tmp_path, {"1": f"09:00 created\n{again}\n10:00 status=solved"})

    assert found.history.hops.tolist() == [1]


@pytest.mark.parametrize(
    ("story", "reason"),
    [
        ("09:00 created assignee=Kim", "not solved"),
        ("09:00 created assignee=Kim\n09:10 merged", "not solved"),
        ("09:00 created assignee=Kim\n09:10 assignee=\n09:20 status=solved", "nobody held it when it was solved"),
        ("09:00 created assignee=Gone\n09:20 status=solved", "its last holder is not in the roster"),
    ],
)
def test_where_the_right_holder_is_not_known_the_reason_is_counted(tmp_path: Path, story: str, reason: str) -> None:
    found = simulation(tmp_path, {"1": story})

    assert found.history.right.tolist() == [-1]
    assert {why: count for why, count in found.history.unknown.items() if count} == {reason: 1}


def test_without_the_history_of_assignees_the_right_holder_is_not_known(tmp_path: Path) -> None:
    story = "09:00 created assignee=Kim\n09:20 status=solved"
    found = simulation(tmp_path, {"1": story}, knows=Knows.STATUSES | Knows.FIRST_ASSIGNEE)

    assert found.history.right.tolist() == [-1]
    assert found.history.unknown["no assignee history"] == 1


def test_without_the_history_of_teams_the_right_team_is_the_right_holders_main_team(tmp_path: Path) -> None:
    found = simulation(tmp_path, {"1": LONG_WAY}, knows=Knows.STATUSES | Knows.ASSIGNEES)

    assert [found.arrivals.staff.teams[team].name for team in found.history.right_team] == ["back"]


def test_who_gets_a_ticket_is_right_as_the_person_or_as_one_of_the_team(tmp_path: Path) -> None:
    stories = {
        "1": "09:00 created team=back\n09:10 assignee=Kim\n09:20 assignee=Lee\n09:50 status=solved",
        "2": "09:01 created team=back\n09:10 assignee=Lee\n09:50 status=solved",
        "3": "09:02 created team=front\n09:10 assignee=Lee team=back\n09:50 status=solved",
    }
    found = simulation(tmp_path, stories)
    robin = found.outcomes[1]

    assert named(found, robin) == ["Lee", "Park", "Kim"]
    assert robin.right_person.tolist() == [True, False, False]
    assert robin.right_team.tolist() == [True, True, False]
    assert robin.to_right.tolist() == [0, 0, -1]
    assert found.outcomes[0].to_right.tolist() == [20 * MINUTE, 9 * MINUTE, 8 * MINUTE]


def test_people_hold_tickets_in_history_from_hand_to_hand(tmp_path: Path) -> None:
    found = simulation(tmp_path, {"1": LONG_WAY})
    holdings = found.history.holdings
    stretches = zip(holdings.person.tolist(), (holdings.end - holdings.start) // MINUTE, strict=True)

    assert [(found.arrivals.staff.people[person].name, int(minutes)) for person, minutes in stretches] == [
        ("Kim", 10),
        ("Lee", 10),
        ("Kim", 10),
        ("Lee", 10),
    ]


def test_a_strategy_leaves_tickets_with_whom_it_gave_them_until_they_end(tmp_path: Path) -> None:
    busy = replace(PARK, capacity=1)
    stories = {"1": "09:00 created\n09:30 status=solved", "2": "09:10 created\n10:00 status=solved"}
    found = simulation(tmp_path, stories, (busy,))
    holdings = found.outcomes[1].holdings

    assert holdings.start.tolist() == [instant("2026-01-05 09:00"), instant("2026-01-05 09:30")]
    assert holdings.end.tolist() == [instant("2026-01-05 09:30"), instant("2026-01-05 10:00")]


def test_whether_somebody_meets_the_first_step_does_not_hang_on_their_team(tmp_path: Path) -> None:
    routing = Routing(skills=(SkillRule("a", Test("type", "is", ("a",)), ({"x": 2}, {"x": 1})),))
    people = Person("Kim", teams=("front",), skills={"X": 2}), Person("Lee", teams=("back",), skills={"x": 1}), PARK
    stories = {
        "1": "09:00 created team=back type=a language=ko assignee=Kim",
        "2": "09:01 created team=back type=a language=en assignee=Lee",
        "3": "09:02 created team=back type=a assignee=Park",
    }
    found = simulation(tmp_path, stories, people, routing=routing)

    assert found.outcomes[0].first_step.tolist() == [True, False, False]
    assert named(found, found.outcomes[1]) == ["Lee", "Lee", "Lee"]


def test_every_strategy_stands_beside_what_happened(tmp_path: Path) -> None:
    names: tuple[StrategyName, ...] = ("skills", "optimal")
    with office(tmp_path, {"1": "09:00 created"}, PEOPLE) as told:
        found = simulate_routing(told.store, Question(told.roster, Routing(), until=UNTIL), names)

    assert [outcome.name for outcome in found.outcomes] == ["as it happened", "skills", "optimal"]
