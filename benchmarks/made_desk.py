"""A made-up desk from a fixed seed: ten teams with skills and languages, tickets that somebody or nobody holds."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints, Left

SEED: Final = 1
TEAMS: Final = 10
SKILLS: Final = 10
LANGUAGES: Final = 3
HEAVIEST: Final = 3
HOUR: Final = 3_600_000_000
SHIFTS: Final = (0, 0, 2 * HOUR, 7 * HOUR, 15 * HOUR)
"""When people are next at work, from now: two fifths of them are."""


def made_desk(tickets: int, people: int) -> Desk:
    """A desk of so many tickets and people, and 300 kinds: a team, a skill and a language each.

    A person works in one team, has a third of the skills and speaks one or two languages; who lacks a ticket's skill
    meets the second step of its rule. A third of the tickets has no holder, two people know each of the others. People
    have room for one more ticket each than about four thirds of what all tickets weigh; a tenth of them is away.
    """
    made = np.random.default_rng(SEED)
    kind = made.integers(0, TEAMS * SKILLS * LANGUAGES, tickets)
    holder = _holders(made, kind, people)
    known_from, known = _known(made, holder, people)
    weight = made.integers(1, HEAVIEST + 1, tickets)
    room = HEAVIEST + 4 * int(weight.sum()) // (3 * people)
    load = made.integers(0, 20, people)
    hurdle, step, foreign = _tables(made, people)
    return Desk(
        kind=kind,
        holder=holder,
        barred=np.full(tickets, NOBODY),
        weight=weight,
        due=np.where(made.random(tickets) < 0.2, BOUNDLESS, made.integers(0, 240 * HOUR, tickets)),
        known_from=known_from,
        known=known,
        closeness=np.tile([2, 1], len(known) // 2).astype(np.int64),
        hurdle=hurdle,
        step=step,
        foreign=foreign,
        load=load,
        capacity=load + made.integers(room - room // 8, room + room // 8 + 1, people),
        allowance=np.full(people, BOUNDLESS),
        turn=made.permutation(people),
        at_work=made.choice(SHIFTS, people),
    )


def _tables(made: np.random.Generator, people: int) -> tuple[Ints, Ints, Ints]:
    """The three tables of kinds: hurdles, steps, and languages that are foreign."""
    team, skill, language = np.unravel_index(np.arange(TEAMS * SKILLS * LANGUAGES), (TEAMS, SKILLS, LANGUAGES))
    has_skill = made.random((people, SKILLS)) < 1 / 3
    speaks = made.random((people, LANGUAGES)) < 1 / 2
    hurdle = np.where(made.random(people) < 0.1, int(Left.GONE), int(Left.NOT)) * np.ones((len(team), 1), np.int64)
    hurdle[team[:, None] != np.arange(people) % TEAMS] = Left.TEAM
    return hurdle, (~has_skill[:, skill].T).astype(np.int64), (~speaks[:, language].T).astype(np.int64)


def _holders(made: np.random.Generator, kind: Ints, people: int) -> Ints:
    """Somebody of the ticket's team, or nobody."""
    team = kind // (SKILLS * LANGUAGES)
    someone = team + TEAMS * made.integers(0, max(people // TEAMS, 1), len(kind))
    return np.where(made.random(len(kind)) < 1 / 3, NOBODY, np.minimum(someone, people - 1))


def _known(made: np.random.Generator, holder: Ints, people: int) -> tuple[Ints, Ints]:
    """Where each ticket's people begin, and who they are: the holder, and another one who knows the customer."""
    held = holder != NOBODY
    other = (holder[held] + made.integers(1, people, int(held.sum()))) % people
    return np.concatenate([[0], np.cumsum(2 * held)]), np.column_stack([holder[held], other]).reshape(-1)
