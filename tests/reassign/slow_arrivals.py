"""Giving out arrivals, read once more from its rules: every instant, every person, sets and sorting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from hypothesis import strategies as st

from hindesk.people.person import Away, Person, Roster
from hindesk.policy.routing import Costs, Limit, Routing, StrategyName
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_queue import Queue
from hindesk.reassign.arrivals_shifts import duty_shifts, shifts_of
from hindesk.reassign.desk import BOUNDLESS, NOBODY
from hindesk.reassign.duty import OUTSIDER, Stints
from tests.reassign.desks import column, ints

LAST: Final = 14
COSTS: Final = (Costs(), Costs(skill=3, language=2, stranger=4, load=2))


@dataclass(frozen=True)
class Story:
    """A queue, the people's absences as they were drawn, and who is on call at each instant, by schedule."""

    queue: Queue
    people: tuple[Person, ...]
    on_call: tuple[tuple[int, ...], ...] = ()

    def is_off(self, ticket: int, person: int, at: int) -> bool:
        """Whether the person is away at an instant, or not on call in the ticket's schedule where that counts."""
        queue = self.queue
        elsewhere = queue.post is not None and self.on_call[queue.post[queue.kind[ticket]]][at] != person
        return elsewhere or self.is_away(person, at)

    def is_away(self, person: int, at: int) -> bool:
        """Whether an absence covers an instant."""
        return any(one.start <= at < (BOUNDLESS if one.end is None else one.end) for one in self.people[person].away)


@dataclass
class Slow:
    """Who got which ticket when."""

    to: dict[int, int] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)


def slow_arrivals(story: Story, strategy: StrategyName) -> Slow:
    """Give the tickets of a queue out."""
    queue, slow = story.queue, Slow()
    count, waiting = len(queue.kind), list[int]()
    for now in _instants(story):
        waiting = [t for t in waiting if queue.end_at[t] > now]
        for t in list(waiting):
            if _serve(story, slow, strategy, t, now):
                waiting.remove(t)
        for t in (t for t in range(count) if queue.opened_at[t] == now):
            if not _serve(story, slow, strategy, t, now):
                waiting.append(t)
    return slow


def held(queue: Queue, slow: Slow, person: int, now: int) -> int:
    """The weight of what a person holds after an instant."""
    own = [t for t, to in slow.to.items() if to == person and slow.at[t] <= now < queue.end_at[t]]
    return sum(int(queue.weight[t]) for t in own)


def lately(queue: Queue, slow: Slow, person: int, now: int) -> int:
    """How many tickets a person was given within the time of the limit."""
    within = queue.limit.within if queue.limit else 0
    return sum(to == person and now < slow.at[t] + within for t, to in slow.to.items())


def _instants(story: Story) -> range:
    return range(story.queue.until + 1)


def _serve(story: Story, slow: Slow, strategy: StrategyName, t: int, now: int) -> bool:
    queue = story.queue
    candidates = [p for p in range(len(queue.capacity)) if _may(story, slow, t, p, now)]
    if not candidates:
        return False
    slow.to[t] = min(candidates, key=lambda p: (*_key(queue, slow, strategy, t, p, now), p))
    slow.at[t] = now
    slow.order.append(t)
    return True


def _may(story: Story, slow: Slow, t: int, p: int, now: int) -> bool:
    queue = story.queue
    if queue.limit is not None and lately(queue, slow, p, now) >= queue.limit.tickets:
        return False
    has_room = held(queue, slow, p, now) + queue.weight[t] <= queue.capacity[p]
    return bool(queue.hurdle[queue.kind[t], p] == 0 and not story.is_off(t, p, now) and has_room)


def _key(queue: Queue, slow: Slow, strategy: StrategyName, t: int, p: int, now: int) -> tuple[int, ...]:
    own = [place for place, other in enumerate(slow.order) if slow.to[other] == p]
    turn, load = max(own, default=-1), held(queue, slow, p, now)
    step, foreign = int(queue.step[queue.kind[t], p]), int(queue.foreign[queue.kind[t], p])
    customer = int(queue.customer[t])
    stranger = not any(queue.customer[slow.order[place]] == customer != NOBODY for place in own)
    costs, weight = queue.costs, int(queue.weight[t])
    points = costs.skill * step + costs.language * foreign + costs.stranger * stranger
    keys: dict[StrategyName, tuple[int, ...]] = {
        "round_robin": (turn,),
        "least_loaded": (load, turn),
        "skills": (step, foreign, load, turn),
        "sticky": (stranger, load, turn),
        "on_call": (load, turn),
        "optimal": (points + costs.load * sum(range(load + 1, load + weight + 1)), turn),
    }
    return keys[strategy]


@st.composite
def stories(draw: st.DrawFn, *, most_tickets: int = 10, most_people: int = 4) -> Story:
    """Queues on which everything may bind, down to no ticket or no person at all; instants are small numbers."""
    n, m, kinds = draw(st.integers(0, most_tickets)), draw(st.integers(0, most_people)), draw(st.integers(1, 3))
    opened = sorted(draw(st.lists(st.integers(0, LAST), min_size=n, max_size=n)))
    lasts = draw(st.lists(st.one_of(st.integers(1, 8), st.just(BOUNDLESS)), min_size=n, max_size=n))
    people = tuple(draw(persons(number)) for number in range(m))
    table = column(kinds * m, st.sampled_from((0, 0, 0, 1)))
    limit = draw(st.sampled_from((None, None, Limit(1, 3), Limit(2, 5))))
    question = Question(Roster(people), Routing(), until=LAST)
    queue = Queue(
        kind=draw(column(n, st.integers(0, kinds - 1))),
        weight=draw(column(n, st.integers(1, 3))),
        customer=draw(column(n, st.integers(NOBODY, min(n, 3) - 1))),
        opened_at=ints(*opened),
        end_at=ints(*(BOUNDLESS if last == BOUNDLESS else at + last for at, last in zip(opened, lasts, strict=True))),
        hurdle=draw(table).reshape(kinds, m),
        step=draw(table).reshape(kinds, m),
        foreign=draw(table).reshape(kinds, m),
        capacity=draw(column(m, st.one_of(st.just(BOUNDLESS), st.integers(0, 5)))),
        shifts=shifts_of(question, opened[0] if opened else 0),
        until=LAST,
        limit=limit,
        costs=draw(st.sampled_from(COSTS)),
    )
    if draw(st.booleans()):
        return Story(queue, people)
    on_call = tuple(draw(duties(m)) for _ in range(draw(st.integers(1, 3))))
    shifts = duty_shifts(question, as_stints(on_call), opened[0] if opened else 0)
    post = draw(column(kinds, st.integers(0, len(on_call) - 1)))
    return Story(replace(queue, shifts=shifts, post=post), people, on_call)


def duties(people: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Who of so many people is on call at each instant, nobody and people outside the roster among them."""
    stretch = st.tuples(st.integers(OUTSIDER, people - 1), st.integers(1, LAST))
    drawn = st.lists(stretch, min_size=1).map(lambda told: tuple(one for one, length in told for _ in range(length)))
    return drawn.map(lambda told: (told * (LAST + 1))[: LAST + 1])


def as_stints(on_call: tuple[tuple[int, ...], ...]) -> Stints:
    """The same as a stretch for each instant."""
    instants = np.arange(LAST + 1)
    schedule = np.repeat(np.arange(len(on_call)), len(instants))
    start = np.tile(instants, len(on_call))
    return Stints(len(on_call), schedule, ints(*(one for row in on_call for one in row)), start, start + 1)


@st.composite
def persons(draw: st.DrawFn, number: int) -> Person:
    """People with absences, which may overlap and may have begun long ago."""
    begins = draw(st.lists(st.integers(-3, LAST), max_size=2))
    spans = [(start, draw(st.one_of(st.none(), st.integers(1, 6)))) for start in begins]
    return Person(
        f"p{number}", away=tuple(Away(start, None if last is None else start + last) for start, last in spans)
    )
