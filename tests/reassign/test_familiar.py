"""Who knows a ticket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.people.person import Away, Person
from hindesk.reassign.familiar import MOST, familiar
from hindesk.store.store import Store, open_store
from tests.reassign.offices import NOW, Office, office

PEOPLE = [Person(name) for name in ("Ahn", "Bae", "Cha", "Do", "Eum", "Gil", "Han", "Im", "Jo", "Kim")]


def knowing(told: Office, key: str) -> list[tuple[str, int]]:
    """Who knows the ticket with this key, and how closely."""
    desk, _ = told.desk(key)
    assert desk.known_from.tolist() == [0, len(desk.known)]
    names = [told.roster.people[person].name for person in desk.known.tolist()]
    return list(zip(names, desk.closeness.tolist(), strict=True))


def test_whoever_holds_or_held_the_ticket_knows_it_and_the_last_one_comes_first(tmp_path: Path) -> None:
    story = "09:00 created assignee=Cha\n09:10 assignee=Ahn\n09:20 assignee=Bae\n09:30 assignee=Cha"
    with office(tmp_path, {"1": story}, PEOPLE) as told:
        assert knowing(told, "1") == [("Cha", 2), ("Bae", 2), ("Ahn", 2)]


def test_who_holds_or_held_another_ticket_of_the_customer_knows_the_customer(tmp_path: Path) -> None:
    stories = {
        "1": "09:00 created customer=ann assignee=Bae",
        "2": "09:10 created customer=ann assignee=Cha\n09:30 assignee=Ahn",
        "3": "09:20 created customer=ann assignee=Do\n09:40 status=solved",
        "4": "09:00 created customer=bob assignee=Eum",
        "5": "09:00 created assignee=Gil",
    }
    with office(tmp_path, stories, PEOPLE) as told:
        assert knowing(told, "1") == [("Bae", 2), ("Ahn", 1), ("Do", 1), ("Cha", 1)]
        assert knowing(told, "5") == [("Gil", 2)]


def test_of_two_who_got_one_at_the_same_time_the_first_of_the_roster_comes_first(tmp_path: Path) -> None:
    stories = {
        "1": "09:30 created customer=ann",
        "2": "09:00 created customer=ann assignee=Bae",
        "3": "09:00 created customer=ann assignee=Ahn",
    }
    with office(tmp_path, stories, PEOPLE) as told:
        assert knowing(told, "1") == [("Ahn", 1), ("Bae", 1)]


def test_who_is_away_takes_no_place_among_those_who_know_a_ticket(tmp_path: Path) -> None:
    people = [Person("Ahn", away=(Away(NOW),)), Person("Bae")]
    with office(tmp_path, {"1": "09:00 created assignee=Bae\n09:10 assignee=Ahn"}, people) as told:
        assert knowing(told, "1") == [("Bae", 2)]


def test_a_store_without_customers_knows_holders_alone(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "09:00 created assignee=Ahn", "2": "09:00 created"}, PEOPLE) as told:
        desk, _ = told.desk()
    assert (desk.known_from.tolist(), desk.known.tolist(), desk.closeness.tolist()) == ([0, 1, 1], [0], [2])


# Against a loop over the events of all tickets.

Ticket = tuple[int, int, list[tuple[int, int]]]
"""The code of its customer, that of its first holder, and the later ones: (minute, code)."""

tickets = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 12), st.lists(st.tuples(st.integers(1, 9), st.integers(0, 12)), max_size=9)
    ),
    min_size=1,
    max_size=6,
)
MEANING = {code: (code * 5) % 11 for code in range(1, 12)}
"""Who an assignee's code is; 12 is nobody of the roster, and 0 is empty."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("familiar") / "store.duckdb", create=True) as made:
        yield made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tickets=tickets, pool=st.permutations(range(6)), size=st.integers(1, 6))
def test_the_query_says_what_a_loop_over_all_events_says(
    store: Store, tickets: list[Ticket], pool: list[int], size: int
) -> None:
    chosen = [ticket for ticket in pool if ticket < len(tickets)][:size]
    fill(store, tickets)
    customer = np.array([tickets[ticket][0] for ticket in chosen], np.int64)
    people = {"source": pa.array(["desk"] * len(MEANING)), "code": list(MEANING), "person": list(MEANING.values())}
    found = familiar(store, np.array(chosen, np.int64), customer=customer, assignees=pa.table(people))
    for place, ticket in enumerate(chosen):
        mine = slice(found.known_from[place], found.known_from[place + 1])
        told = list(zip(found.known[mine].tolist(), found.closeness[mine].tolist(), strict=True))
        assert told == slowly(tickets, ticket)


def slowly(tickets: list[Ticket], ticket: int) -> list[tuple[int, int]]:
    """Who knows a ticket, and how closely."""
    own = last_given(tickets[ticket])
    others: dict[int, int] = {}
    for number, other in enumerate(tickets):
        if number != ticket and other[0] == tickets[ticket][0] != 0:
            for person, minute in last_given(other).items():
                others[person] = max(minute, others.get(person, -1))
    known = [(-2, -minute, person) for person, minute in own.items()]
    known += [(-1, -minute, person) for person, minute in others.items() if person not in own]
    return [(person, -closeness) for closeness, _, person in sorted(known)[:MOST]]


def last_given(ticket: Ticket) -> dict[int, int]:
    """The minute at which each person last got a ticket."""
    given: dict[int, int] = {}
    for minute, code in [(0, ticket[1]), *sorted(ticket[2], key=lambda one: one[0])]:
        if code in MEANING:
            given[MEANING[code]] = minute
    return given


def fill(store: Store, tickets: list[Ticket]) -> None:
    """Put these tickets in place of what a store holds."""
    fields = store.fields()
    for table in ("tickets", "events", "ticket_fields"):
        store.connection.execute(f"delete from {table}")  # noqa: S608 - a constant
    for number, (customer, first, changes) in enumerate(tickets):
        store.connection.execute("insert into tickets values (?, 'desk', ?, 0, 9, 2, 0, 1)", [number, str(number)])
        for name, code in (("customer", customer), ("assignee", first)):
            store.connection.execute(
                "insert into ticket_fields values (?, ?, ?, ?)", [fields[name], number, code, code]
            )
        for seq, (minute, code) in enumerate(sorted(changes, key=lambda one: one[0])):
            row = [number, minute, seq + 1, 3, 2, 0, fields["assignee"], code, 0]
            store.connection.execute("insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
