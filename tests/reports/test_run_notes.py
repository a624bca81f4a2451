"""What every report on a run says beside its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.reports.metrics import metric_numbers
from hindesk.reports.run_notes import run_notes
from hindesk.reports.status import status
from hindesk.store.store import Store, open_store
from tests.small_desk import import_small_desk


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The small desk, not replayed yet."""
    return import_small_desk(tmp_path)


def notes(store: Store, folder: Path, *, as_of: int | None = None, change: str = "", policy: str = "") -> list[str]:
    """The notes of a run by the small policy, after a change of the store in between."""
    path = folder / "small.yaml"
    path.write_text(path.read_text(encoding="utf-8") + policy, encoding="utf-8")
    replay(store, load_policy(path), name="small", as_of=as_of)
    if change:
        with store.change() as connection:
            connection.execute(change)
    run = find_run(store)
    return list(run_notes(store, run, metric_numbers(store, run)))


def test_reasons_are_counted_by_metric_the_most_frequent_first(fresh: Path) -> None:
    policy = "  - {name: Never, calendar: always, targets: {update: 1h}}\n"
    text = (fresh.parent / "small.yaml").read_text(encoding="utf-8")
    (fresh.parent / "small.yaml").write_text(text.replace("first_response: 1h", "next_response: 1h"), encoding="utf-8")
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, policy=policy)

    assert told[0] == (
        "3 clocks could not be judged: 2 next_response (no messages: freshdesk), "
        "1 resolution (no status history: freshdesk)"
    )


def test_statuses_without_a_category_are_named(fresh: Path) -> None:
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, change="update words set category = 0 where text = 'Pending'")

    assert "Statuses without a category count as open: `Pending`" in told


def test_a_status_without_a_category_that_a_rule_of_the_policy_sets_is_named(fresh: Path) -> None:
    policy = "automation: {on_create: [{name: A, do: {scenario: s}}]}\nscenarios: {s: {set: {status: Parked}}}\n"
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, policy=policy)

    assert "Statuses without a category count as open: `Parked`" in told


def test_a_status_that_only_another_policy_sets_is_not_named(fresh: Path) -> None:
    small = fresh.parent / "small.yaml"
    text = small.read_text(encoding="utf-8")
    parking = "automation: {on_create: [{name: A, do: {set: {status: Parked}}}]}\n"
    with open_store(fresh) as store:
        notes(store, fresh.parent, policy=parking)
        small.write_text(text, encoding="utf-8")
        told = notes(store, fresh.parent)
        listed = status(store)

    assert [note for note in (*told, *listed.notes) if "without a category" in note] == []


def test_a_status_that_the_policy_gives_a_category_is_not_named(fresh: Path) -> None:
    with open_store(fresh) as store:
        change = "update words set category = 0 where text = 'Pending'"
        told = notes(store, fresh.parent, change=change, policy="statuses: {pending: waiting_on_customer}\n")

    assert [note for note in told if "category" in note] == []


def test_tickets_that_came_in_after_the_replay_are_counted(fresh: Path) -> None:
    change = "insert into tickets select * replace (ticket + 100 as ticket) from tickets where key = 'T4'"
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, change=change)

    assert told[-1] == "1 ticket came in or changed after this replay; `hindesk replay` takes them in"


def test_a_ticket_that_was_replaced_counts_once(fresh: Path) -> None:
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, change="update tickets set ticket = ticket + 100 where key = 'T4'")

    assert told[-1].startswith("1 ticket came in or changed")


def test_tickets_after_the_instant_of_the_judgement_are_not_missed(fresh: Path) -> None:
    with open_store(fresh) as store:
        told = notes(store, fresh.parent, as_of=1_767_700_000_000_000)

    assert [note for note in told if "after this replay" in note] == []
