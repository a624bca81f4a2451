"""The sections `permissions`, `approvals` and `sensitive`: who may hold what, and what may not just be done."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from hindesk.policy.automation_model import Heard
from hindesk.policy.conditions import When
from hindesk.policy.findings import said
from hindesk.policy.holders import Holders
from hindesk.policy.parts import Part, Text, named_apart
from hindesk.policy.permissions import Approval, Permission, Sensitive
from hindesk.policy.rule_models import Tier
from hindesk.policy.values import All
from hindesk.policy.words import Maybe


class PermissionModel(Part):
    """Says who alone may hold matching tickets. Every rule counts, not only the first that matches."""

    example: ClassVar[str] = (
        "people: people.csv\n"
        "permissions:\n"
        "  - {name: Payments, when: {type: billing}, hold: [{team: Billing}]}\n"
        "  - {name: Everybody in their tier, hold: [{tier: own}]}\n"
        "  - {name: The hardest, tier: 3, hold: [{skill: networks, level: 3}, {tier: 3}]}\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule has its own")
    when: When = Field(default_factory=All, description="which tickets, while this holds; without it, every one")
    tier: Maybe[Tier] = Field(
        default=None, description="the lowest tier of a ticket for which the rule counts; without it, in every tier"
    )
    hold: Holders = Field(
        description="who may hold them, any of these: a person's name, `{team: …}`, `{role: …}`, `{skill: …}`, "
        "`{tier: 2}` or `{tier: own}`"
    )

    def permission(self, line: int) -> Permission:
        """Return the rule that stands on this line as the engine's value."""
        return Permission(self.name, self.when, self.tier, self.hold, line)


class ApprovalModel(Part):
    """What agents may do only once a condition holds that says that it is approved."""

    example: ClassVar[str] = (
        "fields: [refund, approval]\n"
        "approvals:\n"
        "  - name: Large refunds\n"
        "    on: {changed: refund}\n"
        "    when: {refund: {above: 100000}}\n"
        "    approved: {approval: granted}\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule has its own")
    on: Heard = Field(description="what agents do: signals and changes (`{changed: refund}`), any of them")
    when: When = Field(default_factory=All, description="which tickets, right after it; without it, every one")
    approved: When = Field(description="what holds right after it where it is approved")

    @model_validator(mode="after")
    def _hears(self) -> Self:
        if not self.on:
            raise said("'on' names nothing that agents do")
        return self

    def approval(self, line: int) -> Approval:
        """Return the rule that stands on this line as the engine's value."""
        return Approval(self.name, self.on, self.when, self.approved, line)


class SensitiveModel(Part):
    """A matter that may not be handled in public: reports tell how long tickets about it were public."""

    example: ClassVar[str] = (
        "traits:\n"
        "  card data: {says: [card number, resident number]}\n"
        "sensitive:\n"
        "  - {name: Card data, when: {trait: card data}, public: {channel: [twitter, facebook]}}\n"
    )

    name: Text = Field(description="the matter's name in reports; each has its own")
    when: When = Field(description="which tickets are about it")
    public: When = Field(description="what holds of a ticket that the public can read")

    def sensitive(self, line: int) -> Sensitive:
        """Return the matter that stands on this line as the engine's value."""
        return Sensitive(self.name, self.when, self.public, line)


Permissions = Annotated[tuple[PermissionModel, ...], AfterValidator(named_apart)]
"""The `permissions` section, as a field of a model."""
Approvals = Annotated[tuple[ApprovalModel, ...], AfterValidator(named_apart)]
"""The `approvals` section, as a field of a model."""
Matters = Annotated[tuple[SensitiveModel, ...], AfterValidator(named_apart)]
"""The `sensitive` section, as a field of a model."""
