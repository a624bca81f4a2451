"""Plans and rosters for the tests of what is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from hindesk.people.person import Person, Roster, Team
from hindesk.reassign.write.stamps import instant_of

AS_OF = instant_of("2026-11-20T18:00:00Z")
UPDATED = instant_of("2026-11-19T08:00:00Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan; the rest of its columns is filled in."""

    ticket: str
    was: str = ""
    to: str = ""
    was_team: str = ""
    to_team: str = ""
    source: str = "zendesk"
    subject: str = "Refund"
    updated: int | None = UPDATED


def plan_of(rows: Iterable[Row]) -> pa.Table:
    """A plan in the columns that plans have."""
    given = list(rows)
    texts: dict[str, Sequence[str | None]] = {
        "source": [row.source for row in given],
        "ticket": [row.ticket for row in given],
        "subject": [row.subject or None for row in given],
        "from": [row.was or None for row in given],
        "to": [row.to or None for row in given],
        "from_team": [row.was_team or None for row in given],
        "to_team": [row.to_team or None for row in given],
        "priority": ["high"] * len(given),
        "rule": ["least_loaded"] * len(given),
        "reason": ["the least loaded"] * len(given),
    }
    stamps = {name: pa.timestamp("us", "UTC") for name in ("due", "updated")}
    columns = {name: pa.array(values, pa.string()) for name, values in texts.items()}
    instants = {name: pa.array([row.updated for row in given], kind) for name, kind in stamps.items()}
    return pa.table({**columns, **instants})


def person(name: str, **ids: str) -> Person:
    """Somebody with these ids, and the address that goes with the name."""
    return Person(name, f"{name.split(maxsplit=1)[0].lower()}@example.com", ids)


ROSTER = Roster(
    people=(
        person("Kim Suji", zendesk="901", freshdesk="31", salesforce="005000000000001AAA"),
        person("Ana Torres", zendesk="902", freshdesk="32", salesforce="005000000000002AAA"),
        person("박준서", zendesk="903", freshdesk="33", salesforce="005000000000003AAA"),
    ),
    teams={
        name: Team(name, {"zendesk": zendesk, "freshdesk": freshdesk, "salesforce": salesforce})
        for name, zendesk, freshdesk, salesforce in (
            ("Billing", "4711", "71", "00G000000000001AAA"),
            ("Returns", "4712", "72", "00G000000000002AAA"),
        )
    },
    file="people.csv",
)
