"""The help desks that files are written for, as data."""

from __future__ import annotations

import pytest

from hindesk.reassign.write.vendors import vendors


def test_every_help_desk_of_the_guide_has_files() -> None:
    assert list(vendors()) == ["zendesk", "freshdesk", "servicenow", "jira", "salesforce"]


@pytest.mark.parametrize("name", vendors())
def test_tables_name_the_ticket_and_its_holder_and_bodies_have_no_columns(name: str) -> None:
    files = vendors()[name]

    assert {"ticket", "assignee"} <= files.shows if files.body == "table" else not files.columns


@pytest.mark.parametrize("name", vendors())
def test_teams_have_ids_where_files_set_them(name: str) -> None:
    files = vendors()[name]

    assert (files.team is None) == (files.sets == "holder")
    assert ("group" in files.shows) == (files.body == "table" and files.sets == "both")


@pytest.mark.parametrize(
    ("name", "word", "fits"),
    [
        ("zendesk", "901", True),
        ("zendesk", "0901", False),
        ("zendesk", "9" * 19, False),
        ("zendesk", "٩٠١", False),
        ("zendesk", "Kim", False),
        ("jira", "kim@example.com", True),
        ("jira", "5b10a2844c20165700ede21f", True),
        ("jira", "712020:f58131cb-b67d-43c7-b30d-6b58d40bd077", True),
        ("jira", "Kim Suji", False),
        ("salesforce", "005000000000001", True),
        ("salesforce", "005000000000001AAA", True),
        ("salesforce", "00G000000000001AAA", False),
        ("servicenow", "Kim Suji", True),
        ("servicenow", "", False),
    ],
)
def test_ids_of_people_are_told_from_other_words(name: str, word: str, fits: bool) -> None:
    assert vendors()[name].person.fit(word) is fits
