"""Planning a batch: from a store, a roster and a routing to a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from hindesk.errors import InputError
from hindesk.people.identity import EVERY_DESK, people_of
from hindesk.people.on_call import Schedule
from hindesk.people.person import Roster
from hindesk.policy.routing import Routing
from hindesk.reassign.build import Pool, Setting, Wish, build_desk
from hindesk.reassign.desk import NOBODY, Ints
from hindesk.reassign.duty import duty_of
from hindesk.reassign.facts import read_facts
from hindesk.reassign.load import loads, staffed_of
from hindesk.reassign.plan import Plan, nearest_teams, plan_of
from hindesk.reassign.selection import Selection, select
from hindesk.reassign.staff import Staff, staff_of
from hindesk.reassign.strategies import STRATEGIES
from hindesk.reassign.values import Values
from hindesk.replay.runs import KeptRun
from hindesk.replay.truth import pc
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Basis:
    """What batches are planned from.

    Args:
        roster: who may get tickets.
        as_of: the instant that counts as now, UTC microseconds.
        routing: the rules of who gets what.
        run: the replay that due instants and tiers come from; None: none.
        statuses: a policy's categories of statuses, which override those of the readers.
        schedules: a policy's on-call schedules by name, of which the routing names some.
    """

    roster: Roster
    as_of: int
    routing: Routing = field(default_factory=Routing)
    run: KeptRun | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)


def setting_of(store: Store, basis: Basis) -> Setting:
    """Hold a basis against a store. Where tickets go to whoever is on call, being on call counts as being at work.

    Raises:
        InputError: a word of the store means two people or two teams of the roster, or the routing gives tickets to
            whoever is on call and names no schedule, or one that is not known.
    """
    values = Values(store, statuses=basis.statuses)
    facts = read_facts(store, run=basis.run, as_of=basis.as_of, values=values)
    staff = staff_of(facts, values, roster=basis.roster, as_of=basis.as_of)
    duty = None
    if basis.routing.strategy == "on_call":
        duty = duty_of(basis.routing, basis.schedules, basis.roster, as_of=basis.as_of)
        staff = replace(staff, at_work=np.minimum(staff.at_work, duty.at_work))
    return Setting(store, facts, values, staff, basis.routing, basis.run, duty)


def plan_batch(setting: Setting, selection: Selection, wish: Wish) -> Plan:
    """Plan who gets the tickets that are selected, by the strategy of the routing.

    Tickets that are selected by their holder are taken from that holder.

    Args:
        setting: what to plan from.
        selection: which tickets are meant.
        wish: what is asked of this batch; people whose tickets are selected by holder are barred besides.

    Raises:
        InputError: no ticket is meant, or a word of the selection or the wish means nothing, or two things.
        HindeskError: the solver of `optimal` is not installed.
    """
    staff, routing = setting.staff, setting.routing
    staffed = staffed_of(staff, loads(setting.facts, setting.values, staff=staff, routing=routing))
    mask = select(setting.facts, setting.values, selection, as_of=staff.as_of, staffed=staffed)
    if not np.any(mask):
        raise InputError("no ticket is meant by that", "ask for less; --closed-too adds solved and closed ones")
    asked = replace(wish, barred_holders=wish.barred_holders | _holders(staff, selection))
    desk, pool = build_desk(setting, mask, asked)
    placed = STRATEGIES[routing.strategy].place(desk)
    return plan_of(setting, desk, pool, placed, teams=_in_own_teams(staff, pool, placed.to) if wish.any_team else None)


def _in_own_teams(staff: Staff, pool: Pool, to: Ints) -> pa.StringArray:
    """The team of each ticket where people of every team may get it: one that its new holder works in, if any."""
    number = staff.team[pool.row]
    works_in = np.pad(staff.works_in, ((0, 1), (0, 2)))
    strays = (to != NOBODY) & (to != staff.holder[pool.row]) & ~works_in[to, number]
    teams: pa.StringArray = pc.coalesce(nearest_teams(staff, pool.row, np.where(strays, to, NOBODY)), pool.team)
    return teams


def _holders(staff: Staff, selection: Selection) -> frozenset[int]:
    """The people of the roster whose tickets a selection takes."""
    meanings = people_of(staff.roster, EVERY_DESK)
    return frozenset(number for word in selection.holders if (number := meanings.number(word)) != NOBODY)
