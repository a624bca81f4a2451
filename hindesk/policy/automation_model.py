"""The `automation` section: what the policy does by itself at creation, after events, and once a time has passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, ClassVar, Final, Literal, Self, get_args

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from hindesk.policy.action_model import Actions
from hindesk.policy.automation import Automation, AutomationRule, Doer, Moment, Since
from hindesk.policy.conditions import When
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.parts import Part, Text
from hindesk.policy.rule_delays import CalendarName, Delay
from hindesk.policy.triggers import TriggerForm, read_triggers
from hindesk.policy.values import All, Trigger
from hindesk.policy.wall_spans import Span
from hindesk.policy.words import Maybe, words_of
from hindesk.yaml_source import Path

DOERS: tuple[Doer, ...] = get_args(Doer)

ENDS: Final = ("merged", "deleted")
"""Signals after which rules of a policy do nothing more."""


def _read_doers(raw: object) -> tuple[Doer, ...]:
    """Read whose events are meant: one word or a list of them."""
    found = Findings()
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        found.add((), "the list is empty; for anybody's events, leave it out")
    for number, item in enumerate(items):
        if item not in DOERS:
            word = as_text(item)
            path = (number,) if items is raw else ()
            expected = f"expected {', '.join(DOERS)} or a list of them, found {shown(item)}"
            found.add(path, unknown("actor", word, DOERS) if word else expected)
    found.close()
    return tuple(doer for doer in DOERS if doer in items)


def _read_heard(raw: object, info: ValidationInfo) -> tuple[Trigger, ...]:
    """Read the signals and changes that a rule hears."""
    found = Findings(words_of(info))
    triggers = read_triggers(raw, found=found)
    for number, trigger in enumerate(triggers):
        path: Path = (number,) if isinstance(raw, list) else ()
        if trigger.condition is not None:
            found.add(path, "'on' takes signals and {changed: field}; a condition stands in 'when'")
        elif trigger.signal == "created":
            found.add(path, "no event after the creation raises 'created'; the rule belongs into 'on_create'")
    found.close()
    return triggers


def _read_survived(raw: object, info: ValidationInfo) -> tuple[Trigger, ...]:
    """Read what a rule of `on_update` hears: not the end of a ticket."""
    found = Findings()
    triggers = _read_heard(raw, info)
    for number, trigger in enumerate(triggers):
        if trigger.signal in ENDS:
            path: Path = (number,) if isinstance(raw, list) else ()
            found.add(path, f"no rule hears {trigger.signal!r}: nothing can be done to the ticket any more")
    found.close()
    return triggers


Doers = Annotated[tuple[Doer, ...], PlainValidator(_read_doers, json_schema_input_type=Doer | list[Doer])]
"""Whose events or messages are meant, as a field of a model."""

Heard = Annotated[
    tuple[Trigger, ...], PlainValidator(_read_heard, json_schema_input_type=TriggerForm | list[TriggerForm])
]
"""The signals and changes that a rule hears, as a field of a model."""

Survived = Annotated[
    tuple[Trigger, ...], PlainValidator(_read_survived, json_schema_input_type=TriggerForm | list[TriggerForm])
]
"""The same without those that end a ticket."""


class CreateRuleModel(Part):
    """Acts when a matching ticket is created, after the rules of `priority`."""

    example: ClassVar[str] = (
        "automation:\n"
        "  match: all\n"
        "  on_create:\n"
        "    - {name: Outages, when: {subject: {contains: [장애, outage]}}, do: {set: {priority: urgent, tier: 2}}}\n"
        "    - {name: VIP, when: {segment: vip}, do: [{tag: vip}, {notify: [{manager_of: team}]}]}\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule of the section has its own")
    when: When = Field(default_factory=All, description="which tickets; without it, every one")
    do: Actions = Field(description="what it does")

    def rule(self, line: int) -> AutomationRule:
        """Return the rule that stands on this line as the engine's value."""
        return AutomationRule(self.name, "create", self.when, self.do, line=line)


class UpdateRuleModel(Part):
    """Acts after an event that it hears, if the ticket then matches. Only with `on` it also hears what rules change."""

    example: ClassVar[str] = (
        "automation:\n"
        "  on_update:\n"
        "    - name: Reopened by the customer\n"
        "      by: customer\n"
        "      on: [customer_message, {changed: status}]\n"
        "      when: {status: open}\n"
        "      do: {set: {priority: high}}\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule of the section has its own")
    by: Doers = Field(
        default=(),
        description="whose events: `customer`, `agent`, `system` (also bots and rules); without it, anybody's",
    )
    on: Survived = Field(
        default=(), description="the signals and changes (`{changed: team}`) that it hears; without it, every event"
    )
    when: When = Field(default_factory=All, description="which tickets; without it, every one")
    do: Actions = Field(description="what it does")

    def rule(self, line: int) -> AutomationRule:
        """Return the rule that stands on this line as the engine's value."""
        return AutomationRule(self.name, "update", self.when, self.do, by=self.by, on=self.on, line=line)


class TimeRuleModel(Part):
    """Acts once a time has passed, if the ticket matches then, or as soon as it does."""

    example: ClassVar[str] = (
        "calendars:\n"
        '  office: {week: {mon-fri: "09:00-18:00"}}\n'
        "automation:\n"
        "  on_time:\n"
        "    - name: Nobody took it\n"
        "      after: 4h\n"
        "      since: unassigned\n"
        "      calendar: office\n"
        "      when: {status: [new, open]}\n"
        "      do: [{notify: [{manager_of: team}]}, {set: {tier: 2}}]\n"
    )

    name: Text = Field(description="the rule's name in reports; each rule of the section has its own")
    calendar: CalendarName = Field(
        default="", description="the calendar in which the time counts; without it, the wall clock"
    )
    after: Delay = Field(description="how long after the instant: `4h`, with a calendar also `1bd`")
    since: Since = Field(
        default="created",
        description="the instant: `created`, the last `customer_message` or `agent_reply`, since when it is "
        "`unassigned` or `waiting_on_customer`, or `due`, the earliest due of a running clock",
    )
    when: When = Field(default_factory=All, description="which tickets; without it, every one")
    do: Actions = Field(description="what it does")

    def rule(self, line: int) -> AutomationRule:
        """Return the rule that stands on this line as the engine's value."""
        return AutomationRule(
            self.name,
            "time",
            self.when,
            self.do,
            since=self.since,
            after=self.after,
            calendar=self.calendar,
            line=line,
        )


SECTIONS: dict[Moment, str] = {"create": "on_create", "update": "on_update", "time": "on_time"}
"""The keys of the section by the moment of their rules."""


class AutomationModel(Part):
    """What the policy does by itself. How exactly: docs/concepts/automation.md."""

    match: Literal["first", "all"] = Field(
        default="first", description="of `on_create`, whether only the `first` rule that matches acts, or `all` of them"
    )
    evaluate_every: Maybe[Span] = Field(
        default=None,
        description="of `on_time`, how long the help desk waits from one look to the next: `1h`; without it, as the "
        "policy's `evaluate_every` says",
    )
    on_create: tuple[CreateRuleModel, ...] = Field(default=(), description="rules for new tickets", strict=False)
    on_update: tuple[UpdateRuleModel, ...] = Field(default=(), description="rules after later events", strict=False)
    on_time: tuple[TimeRuleModel, ...] = Field(default=(), description="rules once a time has passed", strict=False)

    @model_validator(mode="after")
    def _named_apart(self) -> Self:
        """Refuse names that two rules have."""
        found = Findings()
        first: dict[str, str] = {}
        for path, rule in self._rules():
            place = f"rule {int(path[1]) + 1} of {path[0]}"
            if first.setdefault(rule.name, place) != place:
                found.add((*path, "name"), f"{first[rule.name]} has the name {rule.name!r} already")
        found.close()
        return self

    def _rules(self) -> Iterator[tuple[Path, CreateRuleModel | UpdateRuleModel | TimeRuleModel]]:
        """Yield every rule with its place below the section."""
        for section in SECTIONS.values():
            for number, rule in enumerate(getattr(self, section)):
                yield (section, number), rule

    def automation(self, line_of: Callable[[Path], int]) -> Automation:
        """Return all rules as the engine's values; `line_of` says where a rule of the section stands."""
        rules = tuple(rule.rule(line_of(path)) for path, rule in self._rules())
        return Automation(rules, first_at_creation=self.match == "first", evaluate_every=self.evaluate_every or 0)
