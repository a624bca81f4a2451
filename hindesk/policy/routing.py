"""What a policy says of who gets a ticket, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hindesk.policy.values import Choice, Condition

StrategyName = Literal["round_robin", "least_loaded", "skills", "sticky", "on_call", "optimal"]
Order = Literal["due", "priority", "created"]
Wanted = Literal["require", "prefer", "ignore"]


@dataclass(frozen=True, slots=True)
class SkillRule:
    """What tickets that match need: the steps are tried in order; a step without skills means anyone.

    Args:
        name: the rule's name, for plans.
        when: the tickets that are meant.
        steps: each the least level by skill.
        line: where the rule stands in the policy.
    """

    name: str
    when: Condition
    steps: tuple[dict[str, int], ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much one ticket weighs in a person's load: the weight of its priority times the weight of its tier.

    What is not listed weighs 1.
    """

    priority: dict[str, int] = field(default_factory=dict)
    tier: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tickets are given to one person within so many microseconds."""

    tickets: int
    within: int


@dataclass(frozen=True, slots=True)
class Costs:
    """What `optimal` weighs against each other, in points; whole numbers, 0 or more.

    Args:
        unplaced: a ticket that nobody gets.
        late: a ticket whose new holder is not at work before it is due.
        skill: each step down the list of a skill rule.
        language: a holder who does not speak the ticket's language.
        stranger: a holder who has held neither the ticket nor another one of its customer.
        move: a change of the holder.
        load: the k-th unit of weight that a person holds costs k times this.
    """

    unplaced: int = 100_000
    late: int = 1_000
    skill: int = 200
    language: int = 200
    stranger: int = 20
    move: int = 10
    load: int = 1


@dataclass(frozen=True, slots=True)
class Routing:
    """Who gets a ticket.

    Args:
        strategy: how one of the people who may is chosen.
        order: which tickets are served first: the earliest due, the highest priority, or the oldest.
        language: whether a holder must, should or need not speak the ticket's language.
        before_due: whether a holder must be at work before the ticket is due.
        weights: how much a ticket weighs.
        counts: which open tickets count as load; None: those whose clocks run.
        skills: what tickets need; the first rule that matches counts, and a ticket without one may go to anyone.
        exclude: tickets that are left alone.
        limit: how many tickets a person may get in how much time.
        costs: what `optimal` weighs.
        on_call: the name of the on-call schedule whose person `on_call` gives a ticket to; None: there is none.
    """

    strategy: StrategyName = "least_loaded"
    order: Order = "due"
    language: Wanted = "prefer"
    before_due: bool = False
    weights: Weights = field(default_factory=Weights)
    counts: Condition | None = None
    skills: tuple[SkillRule, ...] = ()
    exclude: Condition | None = None
    limit: Limit | None = None
    costs: Costs = field(default_factory=Costs)
    on_call: Choice[str] | None = None

    @property
    def schedules(self) -> tuple[str, ...]:
        """The names of the on-call schedules that `on_call` may lead to, each once; the last is that of all others."""
        if self.on_call is None:
            return ()
        last = () if self.on_call.otherwise is None else (self.on_call.otherwise,)
        return tuple(dict.fromkeys((*(name for _, name in self.on_call.cases), *last)))
