"""Which traits a ticket has: a reading of docs/concepts/traits.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from hindesk.events import Kind
from hindesk.policy.patterns import Pattern
from hindesk.policy.traits import Often, Says
from hindesk.policy.values import Policy
from tests.slow.history import DOERS, Event, History

DAY: Final = 24 * 3_600_000_000
USUAL: Final = 28 * DAY
"""How long before a time one looks for what is usual."""
LEAST: Final = 7 * DAY
"""Of less than that nobody knows what is usual."""


def meant(text: str, pattern: Pattern) -> bool:
    """Whether a text matches a phrase of a pattern and no veto."""
    phrase, veto = (
        any(re.search(one, text, re.IGNORECASE) for one in some) for some in (pattern.phrases, pattern.vetoes)
    )
    return bool(text) and phrase and not veto


def says_so(text: str, says: Says) -> bool:
    """Whether a text is meant by one of the patterns of a trait."""
    return any(meant(text, pattern) for pattern in says.patterns)


def said_by(event: Event, policy: Policy) -> frozenset[str]:
    """The traits that an event gives: a message whose text says so, by one of those whom the trait names."""
    if event.kind != Kind.MESSAGE:
        return frozenset()
    named = [(trait.name, trait.says) for trait in policy.traits if trait.says]
    return frozenset(name for name, says in named if DOERS[event.actor] in says.by and says_so(event.value, says))


def traits_at_creation(history: History, others: Sequence[History], policy: Policy) -> frozenset[str]:
    """The traits that a ticket has from its creation on."""
    texts = [history.openings.get(name, "") for name in ("subject", "text")]
    often = {trait.name for trait in policy.traits if trait.often and comes_often(history, others, trait.often)}
    said = {
        trait.name
        for trait in policy.traits
        if trait.says and "customer" in trait.says.by and any(says_so(text, trait.says) for text in texts)
    }
    return frozenset(often | said)


def likeness(history: History, fields: tuple[str, ...]) -> list[str] | None:
    """What tickets that are alike have in common; None if one of the fields was empty at creation."""
    texts = [history.openings.get(name, "").casefold() for name in fields]
    return texts if all(texts) else None


def comes_often(history: History, others: Sequence[History], often: Often) -> bool:
    """Whether there had been that many like a ticket, itself among them, shortly before it was created."""
    own = likeness(history, often.same)
    if own is None:
        return False
    desk = [one for one in (history, *others) if one.source == history.source]
    alike = [one.created() for one in desk if likeness(one, often.same) == own]
    begins = history.created() - often.within
    count = sum(begins < at <= history.created() for at in alike)
    if count < often.tickets or not often.times:
        return count >= often.tickets
    first = min(one.created() for one in desk)
    since, before = begins - USUAL, [at for at in alike if at <= begins]
    known = begins - max(since, first)
    usual = Fraction(sum(at > since for at in before) * often.within, max(known, LEAST))
    return known >= LEAST and count >= often.times * usual
