"""The desk of a batch: the question that strategies answer, from a store's facts, a roster and a routing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.policy.routing import Order, Routing
from hindesk.reassign.allowance import allowance
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints
from hindesk.reassign.duty import Duty
from hindesk.reassign.eligibility import Demands, Eligibility, eligibility
from hindesk.reassign.facts import Facts
from hindesk.reassign.familiar import Familiar, familiar
from hindesk.reassign.kinds import Kinds, kinds_of
from hindesk.reassign.load import counted, load_of, ticket_weights
from hindesk.reassign.serving import serving_order
from hindesk.reassign.staff import NO_TEAM, Staff
from hindesk.reassign.texts import texts_at
from hindesk.reassign.turns import read_turns
from hindesk.reassign.values import Values
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a batch is planned from: a store, what is known of its tickets, the roster against it, and the routing.

    `run` is the replay that due instants and tiers come from, if any. `duty` says who is on call now, where only they
    may get tickets.
    """

    store: Store
    facts: Facts
    values: Values
    staff: Staff
    routing: Routing
    run: KeptRun | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of one batch, beyond its routing.

    Args:
        barred_holders: numbers of the people whose tickets are taken from them: they may not keep those.
        to_team: a word that means a team: the tickets move there first; None: each stays in its team.
        to_people: words that mean people: only they may get tickets, or keep them; none: everybody.
        any_team: whether people of every team may get a ticket.
        max_moves: how many tickets may change their holder.
        before_due: whether a holder must be at work before the ticket is due; None: as the routing says.
    """

    barred_holders: frozenset[int] = frozenset()
    to_team: str | None = None
    to_people: tuple[str, ...] = ()
    any_team: bool = False
    max_moves: int = BOUNDLESS
    before_due: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """The n tickets of a desk, in the order in which they are served.

    Args:
        row: of each ticket, its place in the columns of the facts.
        ticket: of each ticket, its number in the store.
        team: of each ticket, the team in which it is placed: as the export writes it, or the name of the team that it
            moves to; null where it has none, so that it goes to one with whoever gets it.
        rule: of each ticket, the name of the skill rule that matches; null without one.
        schedule: of each ticket, the name of its on-call schedule; null where the routing names none.
        order: the order applied.
    """

    row: Ints
    ticket: Ints
    team: pa.StringArray
    rule: pa.StringArray
    schedule: pa.StringArray
    order: Order


def build_desk(setting: Setting, mask: Flags, wish: Wish | None = None) -> tuple[Desk, Pool]:
    """Build the question of a batch.

    Tickets that the routing excludes are in the desk: nobody may get them. What people hold besides counts as their
    load by the rules of `load`; nothing is read that happened after the facts.

    Args:
        setting: what to plan from; all of it of one store.
        mask: of each of all tickets, whether it is meant.
        wish: what is asked beyond the routing; None: nothing.

    Raises:
        InputError: a team or a person of the wish is not in the roster, or means two.
    """
    wish = wish or Wish()
    facts, values, routing = setting.facts, setting.values, setting.routing
    rows = serving_order(facts, values, rows=np.flatnonzero(mask).astype(np.int64), order=routing.order)
    kinds = kinds_of(_teams(setting.staff, wish), facts, values, routing, rows=rows)
    fit = eligibility(kinds, setting.staff, _demands(setting, wish))
    desk = _asked(_desk(setting, rows, kinds.of, fit), wish)
    return desk, Pool(
        row=rows,
        ticket=facts.ticket[rows],
        team=_team_words(setting, wish, rows),
        rule=_rule_names(routing, kinds),
        schedule=texts_at(pa.array(routing.schedules, pa.string()), kinds.schedule[kinds.of]),
        order=routing.order,
    )


def _desk(setting: Setting, rows: Ints, kind: Ints, fit: Eligibility) -> Desk:
    """The desk without what is asked of this batch alone."""
    facts, staff, routing = setting.facts, setting.staff, setting.routing
    weight = ticket_weights(facts, setting.values, routing.weights)
    known = _familiar(setting, rows)
    return Desk(
        kind=kind,
        holder=staff.holder[rows],
        barred=np.full(len(rows), NOBODY, np.int64),
        weight=weight[rows],
        due=np.where(facts.due[rows] > staff.as_of, facts.due[rows], BOUNDLESS),
        known_from=known.known_from,
        known=known.known,
        closeness=known.closeness,
        hurdle=fit.hurdle,
        step=fit.step,
        foreign=fit.foreign,
        load=_other_load(setting, rows, weight),
        capacity=staff.capacity,
        allowance=allowance(setting.store, staff, routing.limit),
        turn=read_turns(setting.store, staff.roster),
        at_work=staff.at_work,
        before_due=routing.before_due,
        costs=routing.costs,
    )


def _asked(desk: Desk, wish: Wish) -> Desk:
    """A desk with what a wish asks of holders, moves and due times."""
    barred = np.isin(desk.holder, sorted(wish.barred_holders))
    return replace(
        desk,
        barred=np.where(barred, desk.holder, NOBODY),
        max_moves=wish.max_moves,
        before_due=desk.before_due if wish.before_due is None else wish.before_due,
    )


def _teams(staff: Staff, wish: Wish) -> Ints:
    """Of each of all tickets, the number of the team that it is placed in.

    A ticket without a team counts as one of its holder's main team; without a holder too, anybody's.
    """
    if wish.any_team:
        return np.full_like(staff.team, NO_TEAM)
    if wish.to_team is not None:
        return np.full_like(staff.team, staff.team_number(wish.to_team))
    return np.where(staff.team == NO_TEAM, staff.main_teams(staff.holder), staff.team)


def _demands(setting: Setting, wish: Wish) -> Demands:
    routing = setting.routing
    only = tuple(setting.staff.person(word) for word in wish.to_people) or None
    return Demands(routing.skills, routing.language, setting.values.texts("language"), only, setting.duty)


def _other_load(setting: Setting, rows: Ints, weight: Ints) -> Ints:
    """The weight that counts and is not of these tickets, by person."""
    counts = counted(setting.facts, setting.values, setting.routing)
    counts[rows] = False
    return load_of(setting.staff.holder, np.where(counts, weight, 0), people=len(setting.staff.people))


def _familiar(setting: Setting, rows: Ints) -> Familiar:
    """Who knows each ticket, of those who are not away: only they may get it."""
    assignees = setting.staff.assignees
    there = ~setting.staff.away[assignees["person"].to_numpy()]
    facts = setting.facts
    return familiar(
        setting.store, facts.ticket[rows], customer=facts.customer[rows], assignees=assignees.filter(pa.array(there))
    )


def _team_words(setting: Setting, wish: Wish, rows: Ints) -> pa.StringArray:
    if wish.to_team is not None:
        team = setting.staff.teams[setting.staff.team_number(wish.to_team)].name
        return texts_at(pa.array([team], pa.string()), np.zeros_like(rows))
    return texts_at(setting.values.texts("team"), setting.facts.team[rows])


def _rule_names(routing: Routing, kinds: Kinds) -> pa.StringArray:
    names = pa.array([rule.name for rule in routing.skills], pa.string())
    return texts_at(names, kinds.rule[kinds.of])
