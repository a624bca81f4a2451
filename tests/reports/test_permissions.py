"""`report permissions`, on the desk of `tests.watched_desk`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.permissions import permissions
from hindesk.reports.report import Report
from hindesk.store.store import Store, open_store
from tests.watched_desk import POLICY, replay_watched_desk

OUTSIDE = "outside permission"
UNKNOWN = "unknown holder"


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def rows(report: Report, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a report, row by row."""
    return [tuple(row.values()) for row in report.table.select(names).to_pylist()]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the watched desk with its run."""
    return replay_watched_desk(tmp_path_factory.mktemp("watched"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    with open_store(path, read_only=True) as held:
        yield held


@pytest.fixture
def watched(store: Store) -> KeptRun:
    """Its run."""
    return find_run(store)


def test_lapses_are_counted_by_rule_with_their_times_and_unknown_holders_apart(store: Store, watched: KeptRun) -> None:
    found = permissions(store, watched).rules
    assert rows(found, *found.table.column_names) == [
        ("Payments", OUTSIDE, 4, 3, hours(16), hours(2), hours(10), 1),
        ("Payments", UNKNOWN, 1, 1, hours(3), hours(3), hours(3), 0),
        ("Questions", OUTSIDE, 0, 0, hours(0), None, None, 0),
    ]
    assert found.title == "watched: 4 lapses from permission, 1 by unknown holders, 1 still held"


def test_holders_are_told_by_rule_with_the_team_of_the_ticket_the_longest_first(store: Store, watched: KeptRun) -> None:
    assert rows(permissions(store, watched).holders, "lapse", "holder", "team", "lapses", "tickets", "time") == [
        (OUTSIDE, "Lee Ana", "Billing", 1, 1, hours(10)),
        (OUTSIDE, "Lee Ana", "Desk", 3, 2, hours(6)),
        (UNKNOWN, "Stranger", "Desk", 1, 1, hours(3)),
    ]


def test_what_is_still_held_counts_until_the_end_of_the_run(tmp_path: Path) -> None:
    with open_store(replay_watched_desk(tmp_path)) as store:
        with store.change() as connection:
            connection.execute("update runs set as_of = as_of + 3600000000")
        longest = permissions(store, find_run(store)).rules.table["longest"].to_pylist()
    assert longest == [hours(11), hours(3), None]


def test_one_rule_is_shown_alone(store: Store, watched: KeptRun) -> None:
    found = permissions(store, watched, rule="Questions")
    assert rows(found.rules, "rule", "lapses") == [("Questions", 0)]
    assert found.holders.table.num_rows == 0
    assert found.rules.title == "watched: 0 lapses from permission, 0 still held"
    assert not any("roster does not know" in note for note in found.rules.notes)


def test_an_unknown_rule_is_told_with_those_that_there_are(store: Store, watched: KeptRun) -> None:
    with pytest.raises(InputError, match="`permissions` of the policy 'Watched desk'") as told:
        permissions(store, watched, rule="Payment")
    assert told.value.message.endswith("of the replay 'watched' has no rule 'Payment'")
    assert told.value.hint == "did you mean Payments? there are Payments, Questions"


def test_tickets_whose_assignees_history_does_not_tell_are_counted(store: Store, watched: KeptRun) -> None:
    assert (
        "The holders of 1 ticket are not certain, because rules look at what history lacks: "
        "shop (1: no assignee history)"
    ) in permissions(store, watched).rules.notes


def test_a_rule_that_looks_at_messages_needs_them_to_be_told(tmp_path: Path) -> None:
    policy = POLICY.replace("{name: Questions, when: {type: question}", "{name: Questions, when: {trait: card data}")
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        notes = permissions(store, find_run(store)).rules.notes
    assert any(note.endswith("shop (1: no messages, no assignee history)") for note in notes)


def test_without_a_roster_whoever_a_rule_does_not_name_is_outside(tmp_path: Path) -> None:
    policy = POLICY.replace("people: people.csv\n", "").replace("[{team: Billing}]", "[Kim Suji]")
    policy = policy.replace("  - {name: Questions, when: {type: question}, hold: [{tier: own}]}\n", "")
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        found = permissions(store, find_run(store))
    assert rows(found.rules, "lapse", "lapses", "time") == [(OUTSIDE, 5, hours(19))]
    assert any(note.startswith("The policy has no roster (`people`)") for note in found.rules.notes)


def test_with_a_roster_nothing_is_said_of_lacking_one(store: Store, watched: KeptRun) -> None:
    assert not any("no roster" in note for note in permissions(store, watched).rules.notes)


def test_a_policy_without_permissions_is_told_what_shows_how_to_write_them(desk: Store, small: KeptRun) -> None:
    found = permissions(desk, small)
    assert found.rules.table.num_rows == found.holders.table.num_rows == 0
    assert found.rules.notes[0] == (
        "The policy '작은 데스크' has no section `permissions`; "
        "`hindesk policy schema permissions` shows how to write one"
    )
