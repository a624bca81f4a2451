"""The sample desk is believable to somebody who runs one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from statistics import median, quantiles
from typing import Final

import holidays
import pytest

from samples.facts import DAY, load_desk
from samples.hours import after_work, day_of, worked, works
from samples.log import Ticket, log, tickets
from samples.states import OPEN, states

DESK: Final = load_desk()
TICKETS: Final = tickets(DESK)


def share(holds: Callable[[Ticket], bool]) -> float:
    return sum(map(holds, TICKETS)) / len(TICKETS)


def waited(ticket: Ticket) -> bool:
    return any(state.status == "Pending" for state in states(ticket))


def bounced(ticket: Ticket) -> bool:
    teams = [state.team for state in states(ticket)]
    moves = [team for team, before in zip(teams, ["", *teams], strict=False) if team != before]
    return any(first == third for first, third in zip(moves, moves[2:], strict=False))


def solved_after(ticket: Ticket) -> int | None:
    return next((state.event.at - ticket.request.at for state in states(ticket) if state.status == "Solved"), None)


def test_there_are_a_few_hundred_tickets_in_two_languages() -> None:
    languages = Counter(ticket.request.language for ticket in TICKETS)
    assert len(TICKETS) == 400
    assert languages["ko"] > languages["en"] > 100


@pytest.mark.parametrize(
    ("what", "least", "most"),
    [
        (waited, 0.28, 0.40),
        (lambda ticket: states(ticket)[-1].reopenings > 0, 0.03, 0.07),
        (bounced, 0.02, 0.08),
        (lambda ticket: any(state.status == "On-hold" for state in states(ticket)), 0.04, 0.15),
        (lambda ticket: states(ticket)[-1].status in OPEN, 0.03, 0.10),
        (lambda ticket: any(event.field == "priority" for event in ticket.events), 0.02, 0.08),
        (lambda ticket: any(event.event == "rated" for event in ticket.events), 0.10, 0.35),
        (lambda ticket: ticket.request.company.segment == "vip", 0.15, 0.40),
        (lambda ticket: all(event.actor != "agent" for event in ticket.events), 0.01, 0.12),
    ],
    ids=["waited", "reopened", "bounced", "held", "open", "raised", "rated", "vip", "without an agent"],
)
def test_shares_are_those_of_a_real_desk(what: Callable[[Ticket], bool], least: float, most: float) -> None:
    assert least <= share(what) <= most


def test_some_customers_never_answer() -> None:
    silent = DESK.phrases["ko"]["given_up"], DESK.phrases["en"]["given_up"]
    assert any(event.text in silent for ticket in TICKETS for event in ticket.events)


def test_one_ticket_is_deleted_and_merged_ones_name_another_of_the_company() -> None:
    companies = {ticket.request.key: ticket.request.company for ticket in TICKETS}
    merged = [event for ticket in TICKETS for event in ticket.events if event.event == "merged"]
    assert sum(event.event == "deleted" for ticket in TICKETS for event in ticket.events) == 1
    assert len(merged) == 3
    assert all(companies[event.value] == companies[event.ticket] for event in merged)


def test_office_hours_bring_several_times_as_many_tickets_as_the_night() -> None:
    hours = Counter(ticket.request.at // 3600 % 24 for ticket in TICKETS)
    office = sum(hours[hour] for hour in (9, 10, 11, 13, 14, 15, 16, 17)) / 8
    night = sum(hours[hour] for hour in range(7)) / 7
    assert office > 4 * night
    assert hours[12] < hours[11]


def test_weekends_and_holidays_are_quiet_and_the_day_after_is_not() -> None:
    days = Counter(day_of(ticket.request.at) for ticket in TICKETS)
    free = [count for day, count in days.items() if day.weekday() >= 5 or day in DESK.closed]
    busy = [count for day, count in days.items() if day.weekday() < 5 and day not in DESK.closed]
    assert sum(free) / len(free) < 0.4 * sum(busy) / len(busy)
    assert days[max(DESK.closed)] < days[day_of(DESK.end)]


def test_the_closed_days_are_the_public_holidays_of_korea() -> None:
    public = holidays.country_holidays("KR", years=2026)
    period = {day_of(ticket.request.at) for ticket in TICKETS} | set(DESK.closed)
    assert {day for day in period if day in public and day.weekday() < 5} == set(DESK.closed)


def test_solving_takes_long_for_a_few_tickets() -> None:
    times = [time for ticket in TICKETS if (time := solved_after(ticket)) is not None]
    assert quantiles(times, n=20)[-1] > 3 * median(times)


def test_urgent_tickets_are_answered_first() -> None:
    def first_answer(priority: str) -> float:
        waits = [
            next((e.at - t.request.at for e in t.events if e.actor == "agent" and e.public), None)
            for t in TICKETS
            if t.request.priority == priority
        ]
        return median(wait for wait in waits if wait is not None)

    assert first_answer("urgent") < first_answer("normal") < first_answer("low")


def test_nothing_happens_before_a_ticket_is_created_or_after_the_export() -> None:
    for ticket in TICKETS:
        instants = [event.at for event in ticket.events]
        assert ticket.events[0].event == "created"
        assert instants == sorted(instants)
        assert instants[-1] <= DESK.end


def test_agents_act_in_opening_hours_but_for_engineers_on_call() -> None:
    engineers = {name for people in DESK.teams["Engineering"].values() for name in people}
    for ticket, event in log(DESK):
        if event.actor == "agent" and not works(DESK, event.at):
            assert event.person in engineers
            assert ticket.request.priority == "urgent"


def test_somebody_holds_a_ticket_before_an_agent_acts() -> None:
    for ticket in TICKETS:
        for before, after in pairwise(states(ticket)):
            if after.event.actor == "agent":
                assert after.event.person == before.assignee != ""


def test_a_holder_belongs_to_the_team_and_speaks_the_language() -> None:
    for ticket in TICKETS:
        path = states(ticket)
        ends = (before for before, after in pairwise(path) if before.event.at < after.event.at)
        for state in (*ends, path[-1]):
            assert state.assignee in ("", *DESK.teams[state.team][ticket.request.language])


def test_customers_write_in_their_language_to_their_companys_name() -> None:
    for ticket in TICKETS:
        writers = {event.person for event in ticket.events if event.actor == "customer"}
        assert writers == {ticket.request.person}
        assert ticket.request.person in ticket.request.company.people


def test_a_change_leaves_another_value_than_before() -> None:
    for ticket in TICKETS:
        for before, after in pairwise(states(ticket)):
            if after.event.event == "change":
                assert getattr(before, after.event.field) != getattr(after, after.event.field)


def test_work_ends_after_as_many_open_seconds_as_it_takes() -> None:
    for ticket in TICKETS:
        for seconds in (1, 3600, 20 * 3600):
            end = after_work(DESK, ticket.request.at, seconds)
            assert worked(DESK, ticket.request.at, end) == seconds
            assert works(DESK, end)
    assert worked(DESK, DESK.end - 7 * DAY, DESK.end) == 5 * 8 * 3600
