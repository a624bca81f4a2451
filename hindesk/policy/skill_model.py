"""The `skills` of the `routing` section: what tickets need of the people who get them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from hindesk.policy.conditions import When
from hindesk.policy.parts import Part, Text, named_apart
from hindesk.policy.routing import SkillRule
from hindesk.policy.skill_steps import Else, Need, show_step
from hindesk.policy.values import All


class SkillRuleModel(Part):
    """Says which skills matching tickets need, and who may get them where nobody has those; the first match counts.

    A step is a skill, a list of skills (level 1 each), the least level by skill, or `anyone`. A ticket that no rule
    matches may go to anyone.
    """

    example: ClassVar[str] = (
        "routing:\n"
        "  skills:\n"
        "    - {name: Payments, when: {type: billing}, need: {payments: 2}, else: [{payments: 1}, anyone]}\n"
        "    - {when: {type: outage}, need: [infrastructure, networks]}\n"
    )

    name: Text = Field(default="", description="the rule's name in plans; without it, the skills of `need`")
    when: When = Field(
        default_factory=All, description="which tickets; without it, every one that no rule above matches"
    )
    need: Need = Field(description="the step that is tried first: `payments`, `[payments, networks]`, `{payments: 2}`")
    else_: Else = Field(
        default=(),
        alias="else",
        description="the steps that follow, in their order: each for people whom none above admits",
    )

    def rule(self, line: int) -> SkillRule:
        """Return the rule that stands on this line as the engine's value."""
        return SkillRule(self.name or show_step(self.need), self.when, (self.need, *self.else_), line)


SkillRules = Annotated[tuple[SkillRuleModel, ...], AfterValidator(named_apart)]
"""The rules as a field of a model."""
