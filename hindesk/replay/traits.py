"""Traits inside the walk: what a ticket has from its creation on, and what messages say."""

from __future__ import annotations

from hindesk.events import Actor
from hindesk.replay.business import Ints
from hindesk.replay.codes import DIRTY, P_TRAIT_COUNT, P_TRAITS, SLOTS
from hindesk.replay.follow import Tables
from hindesk.replay.lapse_codes import T_BY, T_SLOT, T_SUBJECT, T_SUBJECT_TRUTH, T_TEXT, T_TEXT_TRUTH, T_WHEN, T_WIDTH
from hindesk.replay.matching import holds
from hindesk.replay.rule_codes import TRAIT_SECTION
from hindesk.replay.write import write_match

_BY_CUSTOMER = 1 << int(Actor.CUSTOMER)


def begin_traits(t: Tables, k: Ints, out: Ints) -> None:
    """Give a new ticket the traits that its subject and description show, and count all that it has."""
    first = t.p[P_TRAITS]
    for trait in range(first, first + t.p[P_TRAIT_COUNT] * T_WIDTH, T_WIDTH):
        if t.p[trait + T_BY] & _BY_CUSTOMER and shown_at_creation(t, k, trait):
            k[SLOTS + t.p[trait + T_SLOT]] = 1
        slot = t.p[trait + T_SLOT]
        has = holds(t.p, t.truth, k, t.p[trait + T_WHEN]) if slot < 0 else k[SLOTS + slot]
        if has:
            write_match(k, out, TRAIT_SECTION, (trait - first) // T_WIDTH)


def shown_at_creation(t: Tables, k: Ints, trait: int) -> int:
    """Return 1 where a ticket's subject or description is what a trait looks for."""
    subject = t.truth[t.p[trait + T_SUBJECT_TRUTH] + k[SLOTS + t.p[trait + T_SUBJECT]]]
    return subject | t.truth[t.p[trait + T_TEXT_TRUTH] + k[SLOTS + t.p[trait + T_TEXT]]]


def hear_traits(t: Tables, k: Ints, out: Ints, text: int, actor: int) -> None:
    """Give a ticket the traits that a message shows: the code of its text, and whose it is."""
    first = t.p[P_TRAITS]
    for trait in range(first, first + t.p[P_TRAIT_COUNT] * T_WIDTH, T_WIDTH):
        if not t.p[trait + T_BY] >> actor & 1 or k[SLOTS + t.p[trait + T_SLOT]]:
            continue
        if t.truth[t.p[trait + T_TEXT_TRUTH] + text]:
            k[SLOTS + t.p[trait + T_SLOT]] = 1
            k[DIRTY] = 1
            write_match(k, out, TRAIT_SECTION, (trait - first) // T_WIDTH)
