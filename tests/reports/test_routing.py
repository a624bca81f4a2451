"""The report on a routing: what happened beside what it would have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from hindesk.people.person import Person, Roster
from hindesk.policy.routing import Routing, SkillRule, StrategyName
from hindesk.policy.values import All, Test
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_simulation import simulate_routing
from hindesk.reports.report import Report
from hindesk.reports.routing import Split, routing_report
from hindesk.reports.routing_notes import OPEN_LOOP
from tests.history_notation import instant
from tests.reassign.offices import office

KIM: Final = Person("Kim", teams=("front",), skills={"x": 1}, capacity=1)
LEE: Final = Person("Lee", teams=("back",), capacity=2)
IDLE: Final = Person("Idle", teams=("nowhere",))
PEOPLE: Final = (KIM, LEE, IDLE)
STORIES: Final = {
    "1": "2026-01-05 09:00 created team=front type=a\n09:10 assignee=Lee\n09:30 assignee=Kim\n11:00 status=solved",
    "2": "2026-01-05 10:00 created team=front\n10:30 assignee=Kim\n2026-01-12 12:00 status=solved",
    "3": "2026-01-11 10:00 created team=back\n10:00 assignee=Gone\n11:00 assignee=Lee\n12:00 status=solved",
    "4": "2026-01-12 10:00 created team=front",
    "5": "2026-01-12 10:00 created team=back type=spam",
}
"""Four arrivals; the first and the second meet, and Kim has room for one of them."""

ROUTING: Final = Routing(
    skills=(SkillRule("a", Test("type", "is", ("a",)), ({"x": 1}, {})),), exclude=Test("type", "is", ("spam",))
)
UNTIL: Final = instant("2026-01-13 12:00")
MINUTE: Final = 60_000_000


def report(
    folder: Path,
    by: Split | None = None,
    *,
    stories: Mapping[str, str] = STORIES,
    people: Sequence[Person] = PEOPLE,
    routing: Routing = ROUTING,
    limit: int | None = None,
) -> Report:
    names: tuple[StrategyName, ...] = ("round_robin",)
    with office(folder, stories, people) as told:
        found = simulate_routing(told.store, Question(Roster(tuple(people)), routing, until=UNTIL), names)
    return routing_report(found, by, time_zone="UTC", limit=limit)


def minutes(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose durations are minutes."""
    return {
        name: value.total_seconds() / 60 if hasattr(value, "total_seconds") else value for name, value in row.items()
    }


def test_the_figures_of_history_and_of_a_strategy_can_be_compared(tmp_path: Path) -> None:
    made = report(tmp_path)
    happened, robin = map(minutes, made.table.to_pylist())

    assert happened == {
        "strategy": "as it happened",
        "tickets": 4,
        "given_at_once": 1,
        "waited": 2,
        "never": 1,
        "median_wait": 20,
        "skill_match_share": 0.0,
        "right_person_share": 1 / 3,
        "right_team_share": 1 / 3,
        "hops_avoided": None,
        "median_to_right_then": None,
        "median_to_right": 30,
        "peak_load": 2,
        "busiest_person": "Kim",
        "fairness_share": 1.0,
    }
    assert robin == {
        "strategy": "round robin",
        "tickets": 4,
        "given_at_once": 2,
        "waited": 2,
        "never": 0,
        "median_wait": 90,
        "skill_match_share": 1.0,
        "right_person_share": 1.0,
        "right_team_share": 1.0,
        "hops_avoided": 2,
        "median_to_right_then": 30,
        "median_to_right": 0,
        "peak_load": 1,
        "busiest_person": "Kim",
        "fairness_share": pytest.approx(16 / (2 * 10)),
    }


def test_by_team_tickets_stand_under_the_team_of_their_creation(tmp_path: Path) -> None:
    rows = report(tmp_path, "team").table.to_pylist()

    assert [(row["team"], row["strategy"], row["tickets"], row["waited"]) for row in rows] == [
        ("back", "as it happened", 1, 0),
        ("back", "round robin", 1, 0),
        ("front", "as it happened", 3, 2),
        ("front", "round robin", 3, 2),
    ]


def test_by_person_everybody_of_the_roster_has_rows(tmp_path: Path) -> None:
    rows = report(tmp_path, "person").table.to_pylist()

    assert [(row["person"], row["strategy"], row["tickets"], row["peak_load"]) for row in rows] == [
        ("Kim", "as it happened", 1, 2),
        ("Kim", "round robin", 3, 1),
        ("Lee", "as it happened", 1, 1),
        ("Lee", "round robin", 1, 1),
        ("Idle", "as it happened", 0, 0),
        ("Idle", "round robin", 0, 0),
    ]
    span = 8 * 24 + 3
    assert rows[1]["mean_load"] == pytest.approx(span / span)
    assert rows[3]["mean_load"] == pytest.approx(2 / span)


def test_by_week_loads_go_over_from_one_week_to_the_next(tmp_path: Path) -> None:
    rows = report(tmp_path, "week").table.to_pylist()

    assert [tuple(row[name] for name in ("week", "strategy", "tickets", "given", "peak_load")) for row in rows] == [
        ("2026-W02", "as it happened", 3, 3, 2),
        ("2026-W02", "round robin", 3, 3, 1),
        ("2026-W03", "as it happened", 1, 0, 1),
        ("2026-W03", "round robin", 1, 1, 1),
    ]


def test_a_store_that_begins_and_ends_within_a_week_has_one(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "2026-01-07 09:00 created team=front"}, PEOPLE) as told:
        question = Question(Roster(PEOPLE), ROUTING, until=instant("2026-01-07 10:00"))
        found = simulate_routing(told.store, question, ("round_robin",))

    assert routing_report(found, "week", time_zone="UTC").table["week"].unique().to_pylist() == ["2026-W02"]


def test_a_store_of_a_single_instant_has_figures_and_weeks(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "2026-01-07 09:00 created team=front"}, PEOPLE) as told:
        question = Question(Roster(PEOPLE), ROUTING, until=instant("2026-01-07 09:00"))
        found = simulate_routing(told.store, question, ("round_robin",))

    for by in (None, "week", "person", "team"):
        assert routing_report(found, by, time_zone="UTC").table.num_rows > 0


def test_notes_say_what_is_open_what_is_not_known_and_who_gets_nothing(tmp_path: Path) -> None:
    assert report(tmp_path).notes == (
        "1 ticket left out: the routing excludes them",
        (
            "The right holder of 3 tickets is known, whom history reached after 2 hops; of the others it is not known: "
            "1 not solved"
        ),
        "1 ticket went in history to people first who are not in the roster",
        "May get none of these tickets: Idle",
        "Hours do not count, only absences; `--at-work` gives tickets only to people whose calendar is open",
        OPEN_LOOP,
    )


def test_notes_say_what_of_the_rules_is_not_looked_at(tmp_path: Path) -> None:
    tier = Person("Tier", teams=("front",), tier=1)
    notes = report(tmp_path, people=(tier,), routing=Routing(before_due=True, counts=All())).notes

    assert "`before_due` is not looked at: nothing is due yet when a ticket is created" in notes
    assert "`counts` is not looked at: every ticket that a person holds weighs until it ends" in notes
    assert "Tiers are those of the export when tickets were created: 0 tickets had one" in notes


def test_where_a_ticket_goes_elsewhere_the_right_holder_is_not_guessed(tmp_path: Path) -> None:
    story = {"1": "09:00 created team=front\n09:10 assignee=Lee team=back\n10:00 status=solved"}
    made = report(tmp_path, stories=story)

    assert "When the right holder would have got what goes elsewhere is not known, tickets: round robin 1" in made.notes
    assert made.table["median_to_right"].to_pylist()[1] is None


def test_notes_say_which_tickets_are_for_nobody_and_why(tmp_path: Path) -> None:
    stories = {
        "1": "09:00 created team=unknown",
        "2": "09:00 created team=front type=a",
        "3": "09:00 created team=back",
        "4": "09:00 created team=unknown",
    }
    skilled = Routing(skills=(SkillRule("a", Test("type", "is", ("a",)), ({"x": 2},)),))
    notes = report(tmp_path, stories=stories, routing=skilled).notes

    assert notes[:2] == (
        "2 tickets for nobody of the roster: none of the people to choose from works in its team",
        "1 ticket for nobody of the roster: nobody who may hold it has the skills",
    )


def test_a_limit_cuts_the_rows_and_says_so(tmp_path: Path) -> None:
    made = report(tmp_path, "person", limit=2)

    assert made.table.num_rows == 2
    assert made.notes[0] == "Only the first 2 of 6 rows are shown (`--limit`)"
