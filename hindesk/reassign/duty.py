"""Who of a roster is on call when, by the schedules that a routing names: in stretches, and at an instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.people.identity import EVERY_DESK, people_of
from hindesk.people.on_call import Schedule
from hindesk.people.on_call_spans import spans
from hindesk.people.person import Person, Roster
from hindesk.policy.routing import Routing
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Ints
from hindesk.reassign.presence import HORIZON

OUTSIDER: Final = -2
"""In place of a person's number: whoever is on call is not in the roster."""


@dataclass(frozen=True, slots=True, eq=False)
class Stints:
    """Stretches of time with whoever is on call in them; those of one schedule follow each other without a gap.

    Args:
        schedules: how many schedules there are.
        schedule: the number of the schedule.
        person: who of the roster is on call; NOBODY: nobody is, OUTSIDER: somebody whom the roster lacks.
        start: from when on, UTC microseconds.
        end: up to when.
    """

    schedules: int
    schedule: Ints
    person: Ints
    start: Ints
    end: Ints

    def on_call_at(self, schedule: Ints, instants: Ints) -> Ints:
        """Who is on call in some schedules, each at an instant of the period, UTC microseconds."""
        found = np.full(len(instants), NOBODY, np.int64)
        for number in range(self.schedules):
            own, asked = self.schedule == number, schedule == number
            places = np.searchsorted(self.start[own], instants[asked], side="right") - 1
            found[asked] = self.person[own][places]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """Who of m people is on call now, by S schedules.

    Args:
        on_call: (S, m), whether the person is on call in the schedule.
        gap: (S,), whether nobody is on call in it, of the roster or otherwise.
        at_work: of each person, the first instant from now on at which they are on call in any and not away;
            BOUNDLESS: not within a year.
    """

    on_call: Flags
    gap: Flags
    at_work: Ints


def schedules_of(routing: Routing, known: Mapping[str, Schedule]) -> tuple[Schedule, ...]:
    """The schedules that a routing names, in the order of `Routing.schedules`.

    Args:
        routing: what names them.
        known: the schedules of the policy.

    Raises:
        InputError: it names none, or one that the policy lacks; the hint names the nearest.
    """
    if not routing.schedules:
        hint = "name one of the policy's with --schedule, or in the policy beside the strategy: `on_call: NAME`"
        raise InputError("the strategy on-call needs an on-call schedule", hint)
    for name in routing.schedules:
        if name not in known:
            near = did_you_mean(name, known)
            listed = f"the policy has {', '.join(known)}" if known else "`--policy` names a policy with some"
            raise InputError(f"there is no on-call schedule {name!r}", near or listed)
    return tuple(known[name] for name in routing.schedules)


def stints_of(schedules: Sequence[Schedule], roster: Roster, from_us: int, to_us: int) -> Stints:
    """Who of a roster is on call from one instant up to another, UTC microseconds.

    A word of a schedule means a person as a policy's words do: by name, address or id.

    Raises:
        InputError: the period is empty, a word means two people, or a zone or a country of holidays is unknown.
        OutOfRange: the period, or a layer's start, is before the year 1800 or after 2400.
    """
    meanings = people_of(roster, EVERY_DESK)
    columns = []
    for number, schedule in enumerate(schedules):
        found = spans(schedule, from_us, to_us)
        numbers = [meanings.number(word) for word in found.people]
        people = np.array([OUTSIDER if one == NOBODY else one for one in numbers] + [NOBODY], np.int64)
        columns.append((np.full(len(found.start), number), people[found.who], found.start, found.end))
    return Stints(len(schedules), *(np.concatenate(parts).astype(np.int64) for parts in zip(*columns, strict=True)))


def duty_of(routing: Routing, known: Mapping[str, Schedule], roster: Roster, *, as_of: int) -> Duty:
    """Who is on call at an instant, UTC microseconds, in the schedules that a routing names.

    The errors are those of `schedules_of` and `stints_of`.
    """
    stints = stints_of(schedules_of(routing, known), roster, as_of, as_of + HORIZON)
    now = stints.on_call_at(np.arange(stints.schedules), np.full(stints.schedules, as_of))
    return Duty(
        on_call=now[:, None] == np.arange(len(roster.people)),
        gap=now == NOBODY,
        at_work=np.array([_first_there(one, stints, number) for number, one in enumerate(roster.people)], np.int64),
    )


def _first_there(person: Person, stints: Stints, number: int) -> int:
    """The first instant at which a person is on call and not away; BOUNDLESS: there is none."""
    own = stints.person == number
    at, end = stints.start[own], stints.end[own]
    for absence in person.away:
        back = BOUNDLESS if absence.end is None else absence.end
        at = np.where((absence.start <= at) & (at < back), back, at)
    return int(at[at < end].min(initial=BOUNDLESS))
