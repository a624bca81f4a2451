"""A case told in hindesk's own words: histories of tickets, a roster, a policy's routing, and a selection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from hindesk.people.person import Away, Person
from hindesk.policy.load import check_text
from hindesk.policy.routing import Routing
from hindesk.reassign.selection import Selection
from tests.conformance.assignment_cases import AssignmentCase
from tests.conformance.ticket_cases import NotExpressible, shown
from tests.reassign.offices import NOW

Told = dict[str, Any]

HOUR: Final = 3_600_000_000
MINUTE: Final = 60_000_000
WINDOW: Final = 3600
"""Seconds of a limit whose window a case leaves open."""

ROOM: Final = frozenset({"assigned_in_window", "limit", "window_seconds"})
RULES: Final = frozenset({"condition", "exclude", "order", "teams"})
GIVEN: Final = ROOM | RULES | {"agents", "members", "queue", "requests", "ticket", "tickets"}
AGENT: Final = frozenset({"id", "limit", "online", "open", "resolved", "team", "within_rate_limit"})
TICKET: Final = frozenset({"assignee", "created_hours_ago", "id", "labels", "public", "status", "team"})
EXCLUDE: Final = frozenset({"labels", "older_than_hours"})


@dataclass(frozen=True, slots=True)
class AssignmentOffice:
    """What a case gives.

    Args:
        agents: the people as the case tells them.
        tickets: the case's own tickets, each with an id; the store holds further ones, which are the agents' load.
        stories: the histories of all tickets by id.
        routing: the routing section of a policy that says what the case says.
        selection: the tickets that are to be given out: those that nobody holds, as young as the case asks.
        queue: the people of a case that tells whose turn it is, the next one last; else empty.
    """

    agents: tuple[Told, ...]
    tickets: tuple[Told, ...]
    stories: dict[str, str]
    routing: Routing
    selection: Selection
    queue: tuple[str, ...]

    def people(self, there: list[str] | None = None) -> tuple[Person, ...]:
        """The roster, with only some people there where they are named."""
        return tuple(_person(agent, there) for agent in self.agents)


def office_of(case: AssignmentCase) -> AssignmentOffice:
    """Tell a case.

    Raises:
        NotExpressible: the case says something that hindesk has no word for.
    """
    given = case.given
    _known(given, GIVEN, "a case")
    agents, tickets = tuple(_agents(given)), tuple(_tickets(given))
    hours = given.get("exclude", {}).get("older_than_hours")
    return AssignmentOffice(
        agents,
        tickets,
        {**dict(_pool(tickets)), **dict(_held(case, agents))},
        _routing(case),
        Selection(unassigned=True, younger_than=None if hours is None else hours * HOUR),
        tuple(given.get("queue", ())),
    )


def _agents(given: Told) -> Iterator[Told]:
    """The people: told as such, or as a queue, or as its members; a case about one person alone names nobody."""
    for one in given.get("agents") or given.get("queue") or given.get("members") or ["agent"]:
        agent = one if isinstance(one, dict) else {"id": one}
        _known(agent, AGENT, "an agent")
        yield agent


def _tickets(given: Told) -> Iterator[Told]:
    """The tickets: told as such, or how many, or one for each request; else a single one."""
    told = given.get("tickets", len(given.get("requests", [()])))
    if isinstance(told, int):
        told = [given.get("ticket", {})] * told
    for number, one in enumerate(told, start=1):
        _known(one, TICKET, "a ticket")
        yield {"id": f"ticket {number:03}", **one}


def _person(agent: Told, there: list[str] | None) -> Person:
    """Whoever is not online is away until tomorrow."""
    is_there = agent.get("online", True) and (there is None or agent["id"] in there)
    return Person(
        agent["id"],
        teams=(agent["team"],) if "team" in agent else (),
        capacity=agent.get("limit"),
        away=() if is_there else (Away(NOW - HOUR, NOW + 24 * HOUR),),
    )


def _pool(tickets: tuple[Told, ...]) -> Iterator[tuple[str, str]]:
    """The case's own tickets, an hour old where it does not say, one after the other."""
    for number, ticket in enumerate(tickets):
        at = NOW - int(ticket.get("created_hours_ago", 1) * HOUR) + number * MINUTE
        words = {
            "status": "open",
            **{key: ticket[key] for key in ("assignee", "public", "status", "team") if key in ticket},
        }
        yield ticket["id"], _created(at, words | {"tags": ",".join(sorted(ticket.get("labels", ())))})


def _held(case: AssignmentCase, agents: tuple[Told, ...]) -> Iterator[tuple[str, str]]:
    """Tickets of yesterday that people hold or have solved, and those that they were given just now."""
    for agent in agents:
        mine = {"assignee": agent["id"]}
        for status, count in (("open", agent.get("open", 0)), ("solved", agent.get("resolved", 0))):
            for number in range(count):
                yield f"{agent['id']} {status} {number}", _created(NOW - 24 * HOUR, mine | {"status": status})
        given = case.given.get("assigned_in_window", 0 if agent.get("within_rate_limit", True) else 1)
        for number in range(given):
            created = _created(NOW - 24 * HOUR, {"status": "open"})
            yield f"{agent['id']} given {number}", f"{created}\n{_wall(NOW - MINUTE)} assignee={agent['id']}"


def _created(at: int, fields: Told) -> str:
    words = " ".join(f"{name}={value}" for name, value in fields.items() if value != "")
    return f"{_wall(at)} created {words}"


def _wall(at: int) -> str:
    return shown(at).removesuffix("Z").replace("T", " ")


def _routing(case: AssignmentCase) -> Routing:
    """The routing section of a policy that says what the case says of tickets and limits."""
    given = case.given
    if given.get("order", "earliest_created") != "earliest_created":
        raise NotExpressible(f"the order {given['order']}")
    section: Told = {"order": "created"}
    if exclude := list(_excluded(given)):
        section["exclude"] = {"any": exclude}
    if "rate_limit" in case.strategy:
        window = {"tickets": given["limit"], "within": f"{given.get('window_seconds', WINDOW)}s"}
        section["limit"] = window
    policy = {
        "hindesk": 1,
        "name": case.id,
        "time_zone": "UTC",
        "fields": ["public"],
        "sla": [{"name": "All", "calendar": "always", "targets": {"resolution": "24h"}}],
        "routing": section,
    }
    found = check_text(json.dumps(policy))
    if found.policy is None or found.policy.routing is None:
        raise NotExpressible("; ".join(problem.message for problem in found.problems))
    return found.policy.routing


def _excluded(given: Told) -> Iterator[Told]:
    """Conditions of the tickets that are left alone: by label or team, or because they fail the case's own."""
    exclude = given.get("exclude", {})
    _known(exclude, EXCLUDE, "an exclusion")
    if exclude.get("labels"):
        yield {"tags": {"contains": exclude["labels"]}}
    for team in given.get("teams", ()):
        if not team["allow_auto_assign"]:
            yield {"team": team["id"]}
    field, _, value = given.get("condition", "").partition(" == ")
    if field:
        yield {"not": {field: value}}


def _known(facts: Told, words: frozenset[str], what: str) -> None:
    if strange := set(facts) - words:
        raise NotExpressible(f"{what} with {', '.join(sorted(strange))}")
