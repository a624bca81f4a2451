"""The rules of a policy: `priority`, `tiers` and `sla`. In each section the first matching rule counts."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from hindesk.policy.choices import CalendarChoice, Pauses, Targets
from hindesk.policy.conditions import When
from hindesk.policy.findings import Findings
from hindesk.policy.ladders import MOST, Ladders
from hindesk.policy.notice_models import RemindModel
from hindesk.policy.parts import Part, Text
from hindesk.policy.values import All, OnChange
from hindesk.policy.words import Maybe

Priority = Literal["low", "normal", "high", "urgent"]
Category = Literal["new", "open", "waiting_on_customer", "on_hold", "solved", "closed"]
Tier = Annotated[int, Field(ge=0, le=3)]


class PriorityModel(Part):
    """Sets the priority of matching tickets from their creation on; a person's later change wins."""

    example: ClassVar[str] = (
        "priority:\n"
        "  - {when: {subject: {contains: [작동하지 않음, not working]}}, set: urgent}\n"
        "  - {when: {type: question}, set: low}\n"
    )

    when: When = Field(default_factory=All, description="which tickets; without it, every one")
    set: Priority = Field(description="the priority that they get")


class TierModel(Part):
    """Says who works on a ticket while the condition holds: 0 self-service, then 1, 2, 3."""

    example: ClassVar[str] = (
        "tiers:\n  - {tier: 0, when: {handled_by: bot}}\n  - {tier: 2, when: {team: [specialists]}}\n  - {tier: 1}\n"
    )

    tier: Tier = Field(description="the tier, 0 to 3")
    when: When = Field(default_factory=All, description="which tickets; without it, every one")


class SlaModel(Part):
    """Gives matching tickets their targets, and the calendar in which they count."""

    example: ClassVar[str] = (
        "calendars:\n"
        '  office: {week: {mon-fri: "09:00-18:00"}, holidays: KR}\n'
        "sla:\n"
        "  - name: Payment failures\n"
        "    when: {type: billing}\n"
        "    calendar: {by: team, seoul: office, else: always}\n"
        "    targets:\n"
        "      first_response: {urgent: 15m, high: 30m, else: 2h}\n"
        "      resolution: {by: product, shop: 4h, else: 8h}\n"
        "    pause: {resolution: [waiting_on_customer, {tags: {contains: on-site visit}}]}\n"
        "    on_change: backdate\n"
        "  - {name: Everyone else, calendar: office, targets: {first_response: 4h, resolution: 3bd}}\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule has its own")
    when: When = Field(
        default_factory=All, description="which tickets; without it, every one that no rule above matches"
    )
    calendar: CalendarChoice = Field(
        description="the calendar in which time counts, or one for each value of a field: "
        "`{by: team, seoul: office, else: always}`"
    )
    targets: Targets = Field(
        description="for each metric a duration (`15m`, `4h`, `2h 30m`, `90s`, `3bd`), durations by priority "
        "(`{urgent: 15m, else: 2h}`) or by another field (`{by: product, shop: 4h, else: 8h}`)"
    )
    pause: Pauses = Field(
        default={},
        description="for each metric the statuses, categories or conditions while which its clock stands still",
    )
    remind: tuple[RemindModel, ...] = Field(default=(), description="whom to tell before a clock is due", strict=False)
    escalate: Ladders = Field(default={}, description="for each metric the ladder of whom to tell, and when")
    on_change: Maybe[OnChange] = Field(
        default=None,
        description="what happens to a running clock when rule, target or calendar change: `carry` goes on with the "
        "new target, `restart` begins a new clock, `backdate` counts again from its start; without it, the profile's",
    )

    @model_validator(mode="after")
    def _few_notices(self) -> Self:
        """Refuse more notices of one metric than a replay keeps apart, reminders and levels together."""
        found = Findings()
        for metric in dict.fromkeys((*self.escalate, *(one.metric for one in self.remind))):
            ladder = self.escalate.get(metric)
            told = sum(one.metric == metric for one in self.remind) + (ladder.tellings if ladder else 0)
            if told > MOST:
                path = ("escalate", metric) if ladder else ("remind",)
                found.add(path, f"with its reminders this tells {told} times of {metric}, and may {MOST} times at most")
        found.close()
        return self
