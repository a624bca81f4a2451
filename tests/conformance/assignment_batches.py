"""A case's batches, planned as hindesk plans them: select, build the desk, place, and remember whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from hindesk.people.person import Roster
from hindesk.policy.routing import StrategyName
from hindesk.reassign.build import Wish, build_desk
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints
from hindesk.reassign.limits import loads_after
from hindesk.reassign.load import loads, staffed_of
from hindesk.reassign.selection import Selection, select
from hindesk.reassign.strategies import STRATEGIES
from hindesk.reassign.turns import keep_turns, read_turns
from tests.conformance.assignment_cases import AssignmentCase
from tests.conformance.assignment_office import AssignmentOffice, office_of
from tests.reassign.offices import NOW, Office, office


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a batch: who gets each ticket of the pool, what each person then holds, and whose turn it is."""

    holders: dict[str, str | None]
    held: dict[str, int]
    turn: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One batch that is asked of a strategy: the desk, and the names of its people and tickets."""

    desk: Desk
    people: tuple[str, ...]
    tickets: tuple[str, ...]

    def placed(self, strategy: StrategyName) -> Batch:
        """What a strategy makes of it."""
        placement = STRATEGIES[strategy].place(self.desk)
        to = [None if p == NOBODY else self.people[p] for p in placement.to.tolist()]
        held = loads_after(self.desk, placement.to).tolist()
        return Batch(
            dict(zip(self.tickets, to, strict=True)), dict(zip(self.people, held, strict=True)), placement.turn
        )


def question(office: Office, selection: Selection, wish: Wish) -> Question:
    """Select tickets and build their desk."""
    setting = office.setting()
    load = loads(setting.facts, setting.values, staff=setting.staff, routing=setting.routing)
    staffed = staffed_of(setting.staff, load)
    mask = select(setting.facts, setting.values, selection, as_of=NOW, staffed=staffed)
    desk, pool = build_desk(setting, mask, wish)
    tickets = tuple(str(key) for key in setting.facts.key.take(pool.row).to_pylist())
    return Question(desk, tuple(person.name for person in setting.staff.people), tickets)


@dataclass(frozen=True, slots=True, eq=False)
class Desks:
    """A case that is open for batches."""

    case: AssignmentCase
    told: AssignmentOffice
    office: Office
    asked: dict[tuple[str, ...], Question] = field(default_factory=dict)
    """Questions about all tickets, by the people that they are asked for."""

    def whole(self, strategy: StrategyName, *, only: tuple[str, ...] = ()) -> Batch:
        """Give out all tickets, as many as one run of the case may, to everybody or to some people only."""
        if only not in self.asked:
            may = BOUNDLESS if self.case.strategy == "rate_limit" else self.case.given.get("limit", BOUNDLESS)
            wish = Wish(max_moves=may, to_people=only)
            self.asked[only] = question(self.office, self.told.selection, wish)
        return self.asked[only].placed(strategy)

    def requests(self, strategy: StrategyName) -> Iterator[str | None]:
        """Give out one ticket after the other, each to somebody of those who are there then, and keep the turns."""
        self._begin()
        for ticket, there in zip(self.told.tickets, self.case.given["requests"], strict=True):
            then = replace(self.office, roster=Roster(self.told.people(there)))
            done = question(then, replace(self.told.selection, keys=(ticket["id"],)), Wish()).placed(strategy)
            keep_turns(then.store, then.roster, done.turn)
            yield done.holders[ticket["id"]]

    def queue(self) -> list[str]:
        """The people, who got a ticket last first."""
        turns = read_turns(self.office.store, self.office.roster)
        return [self.told.agents[p]["id"] for p in np.argsort(-turns, kind="stable")]

    def _begin(self) -> None:
        """Set the turns to the queue of the case."""
        places = {name: place for place, name in enumerate(reversed(self.told.queue), start=1)}
        turns = [places.get(agent["id"], 0) for agent in self.told.agents]
        keep_turns(self.office.store, self.office.roster, np.array(turns, np.int64))


@contextmanager
def desks_of(case: AssignmentCase) -> Iterator[Desks]:
    """Open a case in a store of its own.

    Raises:
        NotExpressible: the case says something that hindesk has no word for.
    """
    told = office_of(case)
    with (
        TemporaryDirectory(prefix="hindesk-assignment-") as folder,
        office(Path(folder), told.stories, told.people(), routing=told.routing) as opened,
    ):
        yield Desks(case, told, opened)
