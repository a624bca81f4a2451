"""The `routing` section: who gets a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final, Self

from pydantic import Field, model_validator

from hindesk.policy.choices import ScheduleChoice
from hindesk.policy.conditions import When
from hindesk.policy.findings import Findings
from hindesk.policy.load_model import LoadModel
from hindesk.policy.parts import Part
from hindesk.policy.routing import Costs, Limit, Order, Routing, StrategyName, Wanted
from hindesk.policy.skill_model import SkillRules
from hindesk.policy.wall_spans import Span
from hindesk.policy.words import Maybe

_COSTS: Final = Costs()
_ROUTING: Final = Routing()

Cost = Annotated[int, Field(ge=0, le=1_000_000)]


class LimitModel(Part):
    """At most so many tickets are given to one person within a span of wall-clock time."""

    example: ClassVar[str] = "routing:\n  limit: {tickets: 5, within: 1h}\n"

    tickets: Annotated[int, Field(ge=1)] = Field(description="how many tickets, 1 or more")
    within: Span = Field(description="the span: `1h`, `30m`, `24h`")


class CostsModel(Part):
    """What the strategy `optimal` weighs against each other, in points, 0 to 1000000."""

    example: ClassVar[str] = "routing:\n  strategy: optimal\n  costs: {late: 5000, move: 50}\n"

    unplaced: Cost = Field(default=_COSTS.unplaced, description="a ticket that nobody gets")
    late: Cost = Field(default=_COSTS.late, description="a ticket whose holder is not at work before it is due")
    skill: Cost = Field(default=_COSTS.skill, description="each step down the list of a skill rule")
    language: Cost = Field(default=_COSTS.language, description="a holder who does not speak the ticket's language")
    stranger: Cost = Field(
        default=_COSTS.stranger, description="a holder who has held neither the ticket nor another of its customer"
    )
    move: Cost = Field(default=_COSTS.move, description="a change of the holder")
    load: Cost = Field(
        default=_COSTS.load, description="the k-th unit of weight that a person holds costs k times this"
    )


class RoutingModel(Part):
    """Says who gets a ticket; `replay` does not look at it."""

    example: ClassVar[str] = (
        "people: people.csv\n"
        "routing:\n"
        "  strategy: least_loaded\n"
        "  order: due\n"
        "  language: prefer\n"
        "  before_due: true\n"
        "  load: {weight: {priority: {urgent: 3, high: 2}}}\n"
        "  skills:\n"
        "    - {when: {type: billing}, need: {payments: 2}, else: [payments, anyone]}\n"
        "  exclude: {tags: {contains: vip}}\n"
        "  limit: {tickets: 5, within: 1h}\n"
    )

    strategy: StrategyName = Field(
        default=_ROUTING.strategy,
        description="how one of the people who may is chosen: `round_robin`, whose turn it is; `least_loaded`; "
        "`skills`, who has the most of what is needed; `sticky`, who knows the ticket or the customer; `on_call`, who "
        "is on call; `optimal`, the lowest total cost",
    )
    on_call: Maybe[ScheduleChoice] = Field(
        default=None,
        description="the schedule of `on_call` whose person the strategy `on_call` gives a ticket to; it may depend on "
        "a field",
    )
    order: Order = Field(
        default=_ROUTING.order,
        description="which tickets are served first: the earliest `due`, the highest `priority`, or by `created` the "
        "oldest",
    )
    language: Wanted = Field(
        default=_ROUTING.language, description="whether a holder must, should or need not speak the ticket's language"
    )
    before_due: bool = Field(
        default=_ROUTING.before_due, description="whether a holder must be at work before the ticket is due"
    )
    load: LoadModel = Field(default_factory=LoadModel, description="what counts as a person's load, and how much")
    skills: SkillRules = Field(default=(), description="what tickets need; the first match counts", strict=False)
    exclude: Maybe[When] = Field(default=None, description="tickets that are left alone")
    limit: Maybe[LimitModel] = Field(
        default=None, description="how many tickets one person may get in how much time; without it, any number"
    )
    costs: CostsModel = Field(default_factory=CostsModel, description="what `optimal` weighs")

    @model_validator(mode="after")
    def _check(self) -> Self:
        found = Findings()
        if self.strategy == "on_call" and "on_call" not in self.model_fields_set:
            found.add(("strategy",), "who is on call, a schedule says; name it beside the strategy: on_call: NAME")
        if self.strategy != "on_call" and self.on_call is not None:
            found.add_key(("on_call",), f"{self.strategy!r} looks at no schedule; 'on_call' does")
        found.close()
        return self

    def routing(self, lines: Sequence[int]) -> Routing:
        """Return the section as the engine's value; `lines` says where each skill rule stands."""
        return Routing(
            strategy=self.strategy,
            order=self.order,
            language=self.language,
            before_due=self.before_due,
            weights=self.load.weight.weights(),
            counts=self.load.counts,
            skills=tuple(rule.rule(line) for rule, line in zip(self.skills, lines, strict=True)),
            exclude=self.exclude,
            limit=Limit(self.limit.tickets, self.limit.within) if self.limit else None,
            costs=Costs(**self.costs.model_dump()),
            on_call=self.on_call,
        )
