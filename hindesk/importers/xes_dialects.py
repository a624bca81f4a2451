"""What the attributes of event logs mean: one table for any XES log, one for each log with words of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hindesk.events import Category


@dataclass(frozen=True, slots=True)
class Derived:
    """A field that a pattern cuts out of an attribute: its first group, or `otherwise` where nothing matches."""

    field: str
    attribute: str
    pattern: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one family of logs is read.

    Args:
        name: what the reader says that it read.
        marks: attributes of events that all occur in such a log.
        status: the attributes whose values, joined by "/", are the status.
        fields: attribute to field; an attribute that is not named keeps its own name.
        categories: status in lower case to what it means.
        derived: fields cut out of attributes.
        unassigned: statuses, in lower case, in which nobody holds the ticket, whoever the event names.
        whole: every event states all attributes, so that one that is missing is empty.
    """

    name: str
    marks: frozenset[str]
    status: tuple[str, ...]
    fields: dict[str, str]
    categories: dict[str, Category]
    derived: tuple[Derived, ...] = ()
    unassigned: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False


KEY: Final = "concept:name"
"""The attribute of a trace that names the ticket."""

STAMP: Final = "time:timestamp"

EMPTY: Final = frozenset({"", "-", "EMPTY", "MISSING", "UNKNOWN"})
"""Values that say nothing."""

LEFT_OUT: Final = frozenset({KEY, STAMP, "concept:instance", "identity:id", "id", "person"})
"""Attributes that are not fields: they name one event, or are read otherwise."""

VOLVO: Final = Dialect(
    name="problems and incidents of Volvo IT (BPI Challenge 2013)",
    marks=frozenset({"organization involved", "impact", "lifecycle:transition"}),
    status=("concept:name", "lifecycle:transition"),
    fields={
        "organization involved": "team",
        "org:group": "org_line",
        "org:role": "function",
        "org:resource": "assignee",
        "organization country": "team_country",
        "resource country": "assignee_country",
    },
    categories={
        "queued/awaiting assignment": Category.OPEN,
        "accepted/in progress": Category.OPEN,
        "accepted/assigned": Category.OPEN,
        "accepted/wait": Category.ON_HOLD,
        "accepted/wait - user": Category.WAITING_ON_CUSTOMER,
        "accepted/wait - customer": Category.WAITING_ON_CUSTOMER,
        "accepted/wait - implementation": Category.ON_HOLD,
        "accepted/wait - vendor": Category.ON_HOLD,
        "unmatched/unmatched": Category.OPEN,
        "completed/resolved": Category.SOLVED,
        "completed/in call": Category.SOLVED,
        "completed/closed": Category.CLOSED,
        "completed/cancelled": Category.CLOSED,
    },
    derived=(Derived("support_line", "organization involved", r"\b([0-9])(?:st|nd|rd|th)$", "1"),),
    unassigned=frozenset({"queued/awaiting assignment"}),
    whole=True,
)

ANY: Final = Dialect(
    name="any XES event log",
    marks=frozenset(),
    status=("concept:name",),
    fields={"org:resource": "assignee", "org:group": "team"},
    categories={
        "new": Category.NEW,
        "created": Category.NEW,
        "open": Category.OPEN,
        "opened": Category.OPEN,
        "reopened": Category.OPEN,
        "assigned": Category.OPEN,
        "in progress": Category.OPEN,
        "wait": Category.ON_HOLD,
        "waiting": Category.ON_HOLD,
        "on hold": Category.ON_HOLD,
        "on-hold": Category.ON_HOLD,
        "pending": Category.WAITING_ON_CUSTOMER,
        "waiting for customer": Category.WAITING_ON_CUSTOMER,
        "solved": Category.SOLVED,
        "resolved": Category.SOLVED,
        "resolve ticket": Category.SOLVED,
        "cancelled": Category.CLOSED,
        "closed": Category.CLOSED,
    },
)

DIALECTS: Final = (VOLVO, ANY)
"""In the order in which they are tried; the last fits every log."""


def dialect_of(attributes: frozenset[str]) -> Dialect:
    """The first dialect whose marks all occur among the attributes of a log's events."""
    return next(dialect for dialect in DIALECTS if dialect.marks <= attributes)
