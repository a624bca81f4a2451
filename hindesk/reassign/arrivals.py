"""Arrivals: the tickets that a routing would have given out when they were created, and who may get them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.reassign.arrivals_ends import Out, Question, ends_of, left_out
from hindesk.reassign.desk import Ints, Left
from hindesk.reassign.eligibility import Demands, Eligibility, eligibility
from hindesk.reassign.facts import NO_TIER, Facts, read_facts
from hindesk.reassign.kinds import Kinds, kinds_of
from hindesk.reassign.load import ticket_weights
from hindesk.reassign.serving import serving_order
from hindesk.reassign.staff import NO_TEAM, Staff, staff_of
from hindesk.reassign.values import Values
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """n tickets in the order in which they are served, and what m people are to them. Instants are UTC microseconds.

    Args:
        question: what is asked.
        facts: of all tickets of the store, as they were created.
        values: the words behind them.
        staff: the roster; `holder` and `team` as tickets were created.
        row: of each arrival, its place in the columns of the facts.
        kinds: of the arrivals.
        fit: who may get which kind, whoever is away.
        weight: of each arrival.
        fate: how each ended, an `arrivals_ends.Fate`.
        end_at: when; BOUNDLESS: not by the last instant.
        knows: what its history tells, `events.Knows`.
        fidelity: how much history it carries, `events.Fidelity`.
        last_code: who held it when it ended, `words.code`; 0 for nobody.
        last_holder: that person of the roster, or NOBODY.
        last_team: the number of its team then, UNKNOWN_TEAM or NO_TEAM.
        left_out: how many tickets are no arrivals, by reason.
    """

    question: Question
    facts: Facts
    values: Values
    staff: Staff
    row: Ints
    kinds: Kinds
    fit: Eligibility
    weight: Ints
    fate: Ints
    end_at: Ints
    knows: Ints
    fidelity: Ints
    last_code: Ints
    last_holder: Ints
    last_team: Ints
    left_out: dict[Out, int]

    @property
    def opened_at(self) -> Ints:
        """When each arrival was created."""
        return self.facts.opened_at[self.row]

    @property
    def ends(self) -> Ints:
        """When each arrival ended, or the last instant where it had not."""
        return np.minimum(self.end_at, self.question.until)

    @property
    def may_get(self) -> Flags:
        """Which people may get at least one arrival."""
        return np.asarray((self.fit.hurdle == Left.NOT).any(axis=0))


def arrivals_of(store: Store, question: Question) -> Arrivals:
    """Read the arrivals of a store.

    Raises:
        InputError: a word of the store means two people or two teams of the roster.
    """
    values = Values(store, statuses=question.statuses, moment="first")
    facts = read_facts(store, run=None, as_of=question.until, values=values)
    staff = _nobody_away(staff_of(facts, values, roster=question.roster, as_of=question.until))
    ends = ends_of(store, values, question.until)
    last = replace(facts, assignee=ends.assignee, team=ends.team)
    staff_at_last = staff_of(last, values, roster=question.roster, as_of=question.until)
    out = left_out(facts, values, question.routing, ends)
    created = facts.opened_at <= question.until
    rows = np.flatnonzero(created & (out == 0)).astype(np.int64)
    rows = serving_order(facts, values, rows=rows, order="created")
    team = np.full_like(staff.team, NO_TEAM) if question.any_team else staff.team
    kinds = kinds_of(team, facts, values, question.routing, rows=rows)
    return Arrivals(
        question=question,
        facts=facts,
        values=values,
        staff=staff,
        row=rows,
        kinds=kinds,
        fit=eligibility(kinds, staff, _demands(values, question)),
        weight=ticket_weights(facts, values, question.routing.weights)[rows],
        fate=ends.fate[rows],
        end_at=ends.end_at[rows],
        knows=ends.knows[rows],
        fidelity=ends.fidelity[rows],
        last_code=ends.assignee[rows],
        last_holder=staff_at_last.holder[rows],
        last_team=staff_at_last.team[rows],
        left_out={one: int((out[created] == one).sum()) for one in Out},
    )


def meets_first_step(arrivals: Arrivals) -> Flags:
    """Who meets the first step of which kind's skill rule, (K, m), whatever else hinders them; all without a rule."""
    kinds, skills = arrivals.kinds, arrivals.question.routing.skills
    no_language = pa.array([None], pa.string())
    bare = replace(
        kinds,
        team=np.full_like(kinds.team, NO_TEAM),
        tier=np.full_like(kinds.tier, NO_TIER),
        language=np.zeros_like(kinds.language),
        excluded=np.zeros_like(kinds.excluded),
    )
    fit = eligibility(bare, arrivals.staff, Demands(skills, "ignore", no_language))
    return np.asarray((fit.hurdle == Left.NOT) & (fit.step == 0))


def _nobody_away(staff: Staff) -> Staff:
    """The same staff, all of whom are there: absences count arrival by arrival."""
    return replace(staff, away=np.zeros_like(staff.away), left=np.zeros_like(staff.left))


def _demands(values: Values, question: Question) -> Demands:
    return Demands(question.routing.skills, question.routing.language, values.texts("language"))
