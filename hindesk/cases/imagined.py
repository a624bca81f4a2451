"""A ticket that nobody sent, made from fields that are given, to ask a policy about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.cases.desk import desk_of, key_of
from hindesk.cases.values import Case, Step
from hindesk.errors import InputError
from hindesk.events import PRIORITIES, Actor, Flag, Kind
from hindesk.explain.asked import looking
from hindesk.explain.ticket import Found, find_ticket
from hindesk.policy.traits import TRAIT, trait_field
from hindesk.policy.values import Policy
from hindesk.policy.words import HANDLED_BY, HANDLERS, STATE_FIELDS, TRAIT_KEY
from hindesk.replay.compile import fields_of
from hindesk.store.store import Store
from hindesk.yaml_source import Place

OPTION: Final = "--set"
SOMETIME: Final = 1_767_571_200_000_000
"""When a ticket is created where nobody asks for an instant: 2026-01-05 00:00 UTC."""

_NEXT: Final = re.compile(r",(?=\s*[^,=]+=)")
_ANSWERS: Final = {"bot": Actor.BOT, "agent": Actor.AGENT}


def read_fields(texts: Iterable[str], policy: Policy) -> dict[str, str]:
    """Read fields and their values as people type them: `priority=urgent,type=billing`; tags may have commas.

    `trait=NAME`, which may stand several times, states a trait by other tickets, under its field.

    Raises:
        InputError: a part is no `field=value`, or the policy can't ask for such a field, value or trait.
    """
    fields: dict[str, str] = {}
    known = {*STATE_FIELDS, *(name for name in fields_of(looking(policy)) if not name.startswith(TRAIT))}
    for text in texts:
        for part in _NEXT.split(text):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not (name and equals and value):
                raise InputError(f"{OPTION}: {part.strip()!r} is no field with a value", "write priority=urgent")
            if name == TRAIT_KEY:
                fields[_trait(value, policy)] = ""
            else:
                _check(name, value, known)
                fields[name] = value
    return fields


@contextmanager
def imagined(fields: Mapping[str, str], at: int) -> Iterator[tuple[Store, Found]]:
    """A store with one ticket of these fields, created at an instant (UTC microseconds), and that ticket.

    At that instant whoever has handled it answers, and then the customer writes the `text`.
    """
    traits = frozenset(name for name in fields if name.startswith(TRAIT))
    stated = {name: value for name, value in fields.items() if name not in {"text", HANDLED_BY, *traits}}
    place = Place(OPTION, 1, 1)
    case = Case("", place, at, Actor.CUSTOMER, stated, tuple(_steps(fields, at)), until=at, expects=(), told=None)
    with desk_of([case]) as desk:
        yield desk, replace(find_ticket(desk, key_of(0)), stated=traits)


def _steps(fields: Mapping[str, str], at: int) -> Iterator[Step]:
    answered = _ANSWERS.get(fields.get(HANDLED_BY, "").lower())
    if answered is not None:
        yield Step(at, Kind.MESSAGE, answered, Flag.PUBLIC, "text", "")
    if "text" in fields:
        yield Step(at, Kind.MESSAGE, Actor.CUSTOMER, Flag.PUBLIC, "text", fields["text"])


def _trait(name: str, policy: Policy) -> str:
    """The field of a trait that can be stated: one of the sort `tickets`."""
    traits = {trait.name: trait for trait in policy.traits}
    stated = [trait.name for trait in policy.traits if trait.often]
    if name not in traits:
        listed = f"traits that can be stated are {', '.join(stated)}" if stated else "it has none that can be stated"
        raise InputError(f"{OPTION}: the policy has no trait {name!r}", did_you_mean(name, traits) or listed)
    if name not in stated:
        told = "the subject or the text tells" if traits[name].says else "its fields tell"
        raise InputError(
            f"{OPTION}: the trait {name!r} can't be stated", f"{told} whether the ticket has it: state that"
        )
    return trait_field(name)


def _check(name: str, value: str, known: set[str]) -> None:
    choices = {"priority": tuple(PRIORITIES), HANDLED_BY: HANDLERS}.get(name)
    if name not in known:
        listed = f"fields are {', '.join(sorted(known))}"
        raise InputError(f"{OPTION}: the policy asks for no field {name!r}", did_you_mean(name, known) or listed)
    if choices and value.lower() not in choices:
        listed = f"write one of {', '.join(choices)}"
        raise InputError(f"{OPTION}: {value!r} is no value of {name}", did_you_mean(value, choices) or listed)
