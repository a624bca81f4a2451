"""The `load` of the `routing` section: which tickets count as a person's load, and how much one weighs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from hindesk.policy.conditions import When
from hindesk.policy.parts import Part
from hindesk.policy.routing import Weights
from hindesk.policy.words import Maybe

Weight = Annotated[int, Field(ge=1, le=100)]


class PriorityWeights(Part):
    """What a ticket of each priority weighs, 1 to 100."""

    urgent: Weight = Field(default=1, description="the weight of urgent tickets")
    high: Weight = Field(default=1, description="the weight of high tickets")
    normal: Weight = Field(default=1, description="the weight of normal tickets")
    low: Weight = Field(default=1, description="the weight of low tickets")


class TierWeights(Part):
    """What a ticket of each tier weighs, 1 to 100."""

    tier_0: Weight = Field(default=1, alias="0", description="the weight of tickets of tier 0")
    tier_1: Weight = Field(default=1, alias="1", description="the weight of tickets of tier 1")
    tier_2: Weight = Field(default=1, alias="2", description="the weight of tickets of tier 2")
    tier_3: Weight = Field(default=1, alias="3", description="the weight of tickets of tier 3")


class WeightModel(Part):
    """How much one ticket weighs in a person's load: the weight of its priority times the weight of its tier."""

    priority: PriorityWeights = Field(default_factory=PriorityWeights, description="weights by priority")
    tier: TierWeights = Field(default_factory=TierWeights, description="weights by tier")

    def weights(self) -> Weights:
        """Return the weights that are listed as the engine's value."""
        priority: dict[str, int] = self.priority.model_dump(exclude_unset=True)
        tier: dict[str, int] = self.tier.model_dump(exclude_unset=True, by_alias=True)
        return Weights(priority, {int(number): weight for number, weight in tier.items()})


class LoadModel(Part):
    """What counts as a person's load."""

    example: ClassVar[str] = (
        "routing:\n"
        "  load:\n"
        "    weight: {priority: {urgent: 3, high: 2}, tier: {3: 2}}\n"
        "    counts: {not: {status: [waiting_on_customer, on_hold]}}\n"
    )

    weight: WeightModel = Field(
        default_factory=WeightModel, description="how much a ticket weighs; what is not listed weighs 1"
    )
    counts: Maybe[When] = Field(
        default=None, description="which open tickets count; without it, those whose clocks run"
    )
