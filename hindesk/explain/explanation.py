"""Explaining one ticket under one policy, with the engine that replays all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np
import pyarrow as pa

from hindesk.explain.judge import lacks_roster, unjudged
from hindesk.explain.lapses import kept_lapses
from hindesk.explain.ledger import Line, ledger
from hindesk.explain.likeness import Likeness, likenesses
from hindesk.explain.moments import Trace
from hindesk.explain.rules import RuleCheck, rule_checks
from hindesk.explain.ticket import Found, History, read_history
from hindesk.explain.told import Told, read_told
from hindesk.explain.trace import trace
from hindesk.policy.traits import TRAIT, trait_field
from hindesk.policy.values import Policy
from hindesk.replay.alike import find_alike, traits_of
from hindesk.replay.chunks import complete
from hindesk.replay.compile import Compiled, compile_policy
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from hindesk.replay.store_words import StoreWords
from hindesk.store.store import Store

_COLUMNS: Final = ("at", "kind", "actor", "flags", "field", "value")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a policy did with one ticket, as of an instant (UTC microseconds); `told` is of the run that is known.

    `alike` counts the tickets like it when it was created, unless that is stated. `openings` are the codes of
    the policy's slots at the ticket's creation, before the policy sets anything.
    """

    history: History
    compiled: Compiled
    as_of: int
    trace: Trace
    openings: tuple[int, ...]
    entries: tuple[Line, ...]
    rules: tuple[RuleCheck, ...]
    told: tuple[Told, ...] = ()
    alike: tuple[Likeness, ...] = ()


def explain(
    store: Store, policy: Policy, found: Found, *, as_of: int | None = None, run: int | None = None
) -> Explanation:
    """Replay one ticket and tell what happened to its clocks, and why.

    Args:
        store: an open store; it is only read.
        policy: a loaded policy.
        found: the ticket.
        as_of: the last instant that counts, UTC microseconds; by default the last one in the store.
        run: the number of the run of this policy as of this instant, where one is kept: it knows whom notices told,
            and, where the policy has lost its roster, who held what outside permission.

    Raises:
        PolicyError: the policy's own changes to the ticket come to no end.
    """
    history = read_history(store, found)
    compiled = _compiled(policy, store)
    last_at = store.latest_instant() or 0
    until = last_at if as_of is None else as_of
    others = found.stated | traits_of(found.ticket, find_alike(store.cursor(), compiled))
    events = events_of(history, compiled, others)
    counted = likenesses(store.cursor(), compiled, found.ticket)
    alike = tuple(one for one in counted if trait_field(policy.traits[one.trait].name) not in found.stated)
    calendars = calendar_tables(policy, events.at[0], max(last_at, until))
    walked = trace(compiled, events, calendars=calendars, as_of=until)
    openings = openings_of(compiled, events, walked)
    rules = rule_checks(compiled, openings, walked)
    told = () if run is None else read_told(store, run=run, ticket=found.ticket)
    kept = () if run is None or not lacks_roster(policy) else kept_lapses(store, run=run, ticket=found.ticket)
    lines = ledger(compiled, walked, alike=alike, kept=kept)
    return Explanation(history, compiled, until, walked, openings, lines, rules, told, alike)


def _compiled(policy: Policy, store: Store) -> Compiled:
    """The policy compiled; without the roster that it names, whoever holds a ticket may hold it."""
    words = StoreWords(store, [policy])
    if not lacks_roster(policy):
        return compile_policy(policy, words)
    return replace(compile_policy(unjudged(policy), words), policy=policy)


def openings_of(compiled: Compiled, events: Events, walked: Trace) -> tuple[int, ...]:
    """The codes of a ticket's slots at its creation, its traits among them, before the policy sets anything."""
    codes = tuple(events.openings[slot] for slot in range(len(compiled.slots)))
    if not walked.moments:
        return codes
    born = walked.moments[0].codes
    return tuple(
        now if slot.startswith(TRAIT) else code for slot, code, now in zip(compiled.slots, codes, born, strict=True)
    )


def events_of(history: History, compiled: Compiled, alike: frozenset[str]) -> Events:
    """The events of one ticket, numbered 0, as the walk takes them; `alike` are its traits by others like it."""
    at, kind, actor, flags, field, value = (_integers(history.events, name) for name in _COLUMNS)
    codes = dict(zip(history.fields["name"].to_pylist(), _integers(history.fields, "code"), strict=True))
    knows = complete(np.array([history.found.knows], np.int16)).tolist()
    openings = [1 if name in alike else codes.get(name, 0) for name in compiled.slots]
    return Events([0] * len(at), at, kind, actor, flags, field, value, knows, openings)


def _integers(table: pa.Table, name: str) -> list[int]:
    return cast("list[int]", table[name].to_pylist())
