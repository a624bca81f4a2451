"""Who may hold which kind of ticket, and how well they fit: the three tables of a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.people.identity import folded
from hindesk.people.person import Person
from hindesk.policy.routing import SkillRule, Wanted
from hindesk.reassign.desk import Ints, Left
from hindesk.reassign.duty import Duty
from hindesk.reassign.kinds import NO_RULE, Kinds
from hindesk.reassign.staff import NO_TEAM, Staff
from hindesk.reassign.texts import texts_at

ANY_TIER: Final = 2**31
"""In place of a person's highest tier: the person may hold all."""

UNMET: Final = -1
"""In place of a step: the person meets none."""


@dataclass(frozen=True, slots=True, eq=False)
class Demands:
    """What a routing asks of people.

    Args:
        skills: its skill rules; kinds name them by number.
        language: whether a holder must, should or need not speak the ticket's language.
        languages: the texts of the field `language` by code; code 0 is null.
        only: numbers of the people who may get anything; None: everybody.
        duty: who is on call, where only they may get a ticket of their schedule; None: that does not matter.
    """

    skills: tuple[SkillRule, ...]
    language: Wanted
    languages: pa.StringArray
    only: tuple[int, ...] | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Eligibility:
    """Tables of K kinds and m people, int64: `Desk` says what each holds."""

    hurdle: Ints
    step: Ints
    foreign: Ints


def eligibility(kinds: Kinds, staff: Staff, demands: Demands) -> Eligibility:
    """Work out who may hold each kind.

    The obstacles are tried in the order of `Left`; the first one that a person meets is theirs. Whoever is not among
    `demands.only` is hindered by EXCLUDED, which no obstacle of anybody else falls short of.
    """
    step = _steps(kinds, staff.people, demands.skills)
    strange = _strange(kinds, staff.people, demands)
    tests = (
        (Left.EXCLUDED, (kinds.excluded[:, None] == 1) | _unwanted(staff, demands)),
        *_off_duty(kinds, demands.duty),
        (Left.TEAM, ~_in_team(kinds, staff)),
        (Left.TIER, kinds.tier[:, None] > _highest_tiers(staff.people)),
        (Left.SKILL, step == UNMET),
        (Left.LANGUAGE, strange & (demands.language == "require")),
        (Left.GONE, staff.away[None, :]),
    )
    hurdle = np.zeros(step.shape, np.int64)
    for left, hinders in reversed(tests):
        hurdle[np.broadcast_to(hinders, hurdle.shape)] = left
    foreign = (strange & (demands.language != "ignore")).astype(np.int64)
    return Eligibility(hurdle, np.maximum(step, 0), foreign)


def _unwanted(staff: Staff, demands: Demands) -> Flags:
    if demands.only is None:
        return np.zeros(len(staff.people), np.bool_)
    return ~np.isin(np.arange(len(staff.people)), demands.only)


def _off_duty(kinds: Kinds, duty: Duty | None) -> tuple[tuple[Left, Flags], ...]:
    """Of which kinds nobody is on call, and who of everybody is not."""
    if duty is None:
        return ()
    return (Left.GAP, duty.gap[kinds.schedule][:, None]), (Left.OFF_DUTY, ~duty.on_call[kinds.schedule])


def _in_team(kinds: Kinds, staff: Staff) -> Flags:
    """Whether each person works in the kind's team: everybody does where it has none, nobody in an unknown one."""
    nobody = np.zeros((len(staff.people), 1), np.bool_)
    works_in = np.hstack([staff.works_in, nobody])
    known = np.where(kinds.team >= 0, kinds.team, works_in.shape[1] - 1)
    return np.asarray(works_in[:, known].T | (kinds.team == NO_TEAM)[:, None])


def _highest_tiers(people: Sequence[Person]) -> Ints:
    return np.array([ANY_TIER if person.tier is None else person.tier for person in people], np.int64)


def _steps(kinds: Kinds, people: Sequence[Person], rules: Sequence[SkillRule]) -> Ints:
    """(K, m), the first step of the kind's rule that a person meets; 0 without a rule, UNMET where they meet none."""
    by_rule = np.zeros((len(rules) + 1, len(people)), np.int64)
    levels = [{folded(skill): level for skill, level in person.skills.items()} for person in people]
    for number, rule in enumerate(rules):
        by_rule[number] = _first_steps(rule, levels)
    return by_rule[np.where(kinds.rule == NO_RULE, len(rules), kinds.rule)]


def _first_steps(rule: SkillRule, levels: Sequence[dict[str, int]]) -> Ints:
    first = np.full(len(levels), UNMET, np.int64)
    for number, step in reversed(tuple(enumerate(rule.steps))):
        met = np.ones(len(levels), np.bool_)
        for skill, least in step.items():
            met &= np.array([level.get(folded(skill), 0) for level in levels], np.int64) >= least
        first[met] = number
    return first


def _strange(kinds: Kinds, people: Sequence[Person], demands: Demands) -> Flags:
    """(K, m), whether the kind has a language that a person, whose languages are known, does not speak."""
    codes, place = np.unique(kinds.language, return_inverse=True)
    spoken = [frozenset(map(folded, person.languages)) for person in people]
    texts: list[str | None] = texts_at(demands.languages, codes).to_pylist()
    lacking = [[bool(own) and text is not None and folded(text) not in own for own in spoken] for text in texts]
    return np.array(lacking, np.bool_).reshape(len(codes), len(people))[place.reshape(-1)]
