"""The words of a ticket's history: kinds of event, actors, standard fields, fidelity, what a ticket's history knows."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Final


class Kind(IntEnum):
    """What an event says happened."""

    CREATED = 1
    MESSAGE = 2
    CHANGE = 3
    MERGED = 4
    DELETED = 5
    RATED = 6


class Actor(IntEnum):
    """Who did it."""

    UNKNOWN = 0
    CUSTOMER = 1
    AGENT = 2
    BOT = 3
    SYSTEM = 4


class Flag(IntFlag):
    """What a message is besides its author."""

    NONE = 0
    PUBLIC = 1
    AUTOMATIC = 2


class Fidelity(IntEnum):
    """How much history a ticket carries."""

    SNAPSHOT = 0
    TIMESTAMPS = 1
    EVENTS = 2


class Knows(IntFlag):
    """The parts of a ticket's life that its history tells completely; what is missing makes a verdict `unknown`."""

    NOTHING = 0
    FIRST_REPLY = 1
    MESSAGES = 2
    SOLVED = 4
    STATUSES = 8
    ASSIGNEES = 16
    TEAMS = 32
    FIRST_ASSIGNEE = 64


class Category(IntEnum):
    """What a vendor's status means: the six categories that conditions and pauses may name."""

    NONE = 0
    NEW = 1
    OPEN = 2
    WAITING_ON_CUSTOMER = 3
    ON_HOLD = 4
    SOLVED = 5
    CLOSED = 6


CATEGORY_NAMES: Final = {category.name.lower(): category for category in Category if category}

PRIORITIES: Final = ("low", "normal", "high", "urgent")

STANDARD_FIELDS: Final = (
    "status",
    "priority",
    "team",
    "assignee",
    "tier",
    "type",
    "channel",
    "product",
    "company",
    "customer",
    "segment",
    "language",
    "form",
    "tags",
    "subject",
    "text",
    "person",
)
"""Standard fields in the order of their numbers in every store, from 1.

`text` is what messages say (and the description at creation); `person` names the actor of an event. `id` is
the ticket's key and is not a field of history. Custom fields follow under their own names.
"""

TAG_SEPARATOR: Final = ","
"""Tags are one value: the sorted names, joined by this."""
