"""The words that one policy may use: what it defines itself and what is always there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, TypeVar

from pydantic import ValidationInfo

from hindesk.calendars.calendar import Calendar
from hindesk.events import CATEGORY_NAMES, PRIORITIES, STANDARD_FIELDS
from hindesk.policy.automation import Action

T = TypeVar("T")

if TYPE_CHECKING:
    from hindesk.policy.traits import Trait

    Maybe: TypeAlias = T | None
else:
    Maybe = Annotated[T, "may be left out"]
"""What a key takes that may be left out and then is None; written down, it needs a value."""

Scalar = str | int | float | bool
"""A single value as YAML reads it; conditions compare with its text."""

Day = Literal["24h", "business_day", "same_time", "end_of_day"]

HANDLED_BY: Final = "handled_by"
HANDLERS: Final = ("nobody", "bot", "agent")

ACTING: Final = "person"
"""The standard field that tells of an event who did it; no ticket has it, so that no condition names it."""

STATE_FIELDS: Final = (*(field for field in STANDARD_FIELDS if field != ACTING), HANDLED_BY)
"""The fields that every condition may name."""

CONNECTIVES: Final = ("all", "any", "not")
"""The words that join conditions; no field has these names."""

TRAIT_KEY: Final = "trait"
"""The word with which conditions ask for traits."""

RESERVED: Final = (*CONNECTIVES, TRAIT_KEY, ACTING, "changed", "by", "else")
"""Words with a meaning of their own, which no custom field may take."""

FIXED_VALUES: Final = {"priority": PRIORITIES, HANDLED_BY: HANDLERS}
"""Fields whose values are known beforehand."""

CATEGORIES: Final = tuple(CATEGORY_NAMES)

KNOWN_VALUES: Final = {**FIXED_VALUES, "status": CATEGORIES}
"""Fields some of whose values the language itself has."""

CATEGORY_MEANINGS: Final = {
    "new": "nobody has begun",
    "open": "being worked on",
    "waiting_on_customer": "the customer has to answer",
    "on_hold": "somebody else has to act: another team, a vendor",
    "solved": "answered for good, unless it is reopened",
    "closed": "over",
}

FIELD_MEANINGS: Final = {
    "status": "the status by the help desk's own name, or its category",
    "priority": "low, normal, high or urgent",
    "team": "the group that holds the ticket",
    "assignee": "the person who holds the ticket",
    "tier": "the tier that the export names",
    "type": "the kind of request",
    "channel": "how it came in: email, phone, chat, twitter",
    "product": "the product that it is about",
    "company": "the customer's company",
    "customer": "the person who asked",
    "segment": "the customer's segment",
    "language": "the customer's language",
    "form": "the form that was filled in",
    "tags": "the ticket's tags; `contains` asks for any of several",
    "subject": "the subject line",
    "text": "what the ticket said when it was created; `says` of `traits` looks at messages too",
    HANDLED_BY: "nobody, bot or agent: who has answered so far",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What the names in a policy may refer to.

    Args:
        time_zone: the zone of calendars that name none.
        day: what `1d` means, or None where nothing says so.
        metrics: the metrics of the profile and the policy's own.
        fields: all fields that conditions may name.
        unlisted: what to do about another field, where no known one is alike; empty: `fields` are listed, if few.
        lists: the policy's lists, spelled out.
        schedules: the names of the policy's on-call schedules.
        roles: the names of its roles.
        calendars: the policy's calendars; None for one that can't be used, whose problem is told where it stands.
        tasks: the names of the policy's tasks.
        scenarios: what the policy's scenarios do; None for one that can't be used.
        traits: the policy's traits; None for one that can't be used.
        shapes: the model that read each mapping, by the mapping's identity: it names the keys that exist there.
    """

    time_zone: str = "UTC"
    day: Day | None = None
    metrics: tuple[str, ...] = ()
    fields: tuple[str, ...] = STATE_FIELDS
    unlisted: str = "a field of your own must be listed under 'fields'"
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    schedules: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    calendars: dict[str, Calendar | None] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()
    scenarios: dict[str, Action | None] = field(default_factory=dict)
    traits: dict[str, Trait | None] = field(default_factory=dict)
    shapes: dict[int, type[Any]] = field(default_factory=dict)


def words_of(info: ValidationInfo) -> Words:
    """Return the words that a model is being read with."""
    return info.context if isinstance(info.context, Words) else Words()
