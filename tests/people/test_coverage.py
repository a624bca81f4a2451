"""A roster is held against the open tickets of a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hindesk.people.coverage import Coverage, coverage_of
from hindesk.people.roster import load_roster
from hindesk.store.store import open_store
from tests.people.desks import changed, happened, made, store_of

Hold = Callable[..., Coverage]

TICKETS = (
    made("1", assignee="Kim", team="Front"),
    made("2", assignee="LEE", team="Back"),
    made("3", assignee="Lee", team="back"),
    made("4", assignee="901", team="4711"),
    made("5", assignee="Park", team="Night", status="Solved"),
    made("6", assignee="Park", team="Night"),
    happened("6", 5, "merged"),
    made("7", team="Night"),
    changed("7", 5, assignee="Choi"),
    made("8"),
)


@pytest.fixture
def held_against(tmp_path: Path) -> Hold:
    """Hold the text of a roster against the tickets."""

    def coverage(text: str, source: str = "zendesk") -> Coverage:
        (tmp_path / "people.csv").write_text(text)
        with open_store(store_of(tmp_path, TICKETS, source=source), read_only=True) as store:
            return coverage_of(load_roster(tmp_path / "people.csv"), store)

    return coverage


def test_holders_and_teams_of_open_tickets_are_missed(held_against: Hold) -> None:
    found = held_against("name,team\nkim,front\nPark,\n")

    assert found.strangers == {"901": 1, "Choi": 1, "LEE": 1, "Lee": 1}
    assert found.unstaffed == {"4711": 1, "Back": 1, "Night": 1, "back": 1}


def test_ids_and_addresses_mean_people_and_teams(held_against: Hold) -> None:
    found = held_against(
        "name,email,zendesk_id,team,zendesk_team_id\nA,kim,901,Front; Z,;4711\nB,LEE,902,Back,\nChoi,,903,Night,\n"
    )

    assert found == Coverage({}, {}, {"zendesk": ()})


def test_ids_of_another_help_desk_count_where_nobody_has_one_there(held_against: Hold) -> None:
    foreign = held_against("name,freshdesk_id\nA,901\n", source="jira")

    assert "901" not in foreign.strangers


def test_ids_of_another_help_desk_do_not_count_where_somebody_has_one_there(held_against: Hold) -> None:
    assert "901" in held_against("name,freshdesk_id,zendesk_id\nA,901,\nB,,5\n").strangers


def test_people_without_an_id_are_named_where_the_help_desk_takes_ids(held_against: Hold) -> None:
    assert held_against("name,zendesk_id\nA,901\nB,\n").without_id == {"zendesk": ("B",)}


def test_a_desk_of_our_own_takes_no_ids(held_against: Hold) -> None:
    assert held_against("name,team\nA,B\n", source="desk").without_id == {}
