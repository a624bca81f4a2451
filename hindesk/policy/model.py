"""The whole policy language: the head and the sections of a policy, as one model."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from pydantic import AfterValidator, Field, PlainValidator

from hindesk.policy.action_model import ScenarioActions
from hindesk.policy.automation_model import AutomationModel
from hindesk.policy.calendar_model import CalendarValue, read_zone
from hindesk.policy.findings import Findings, as_text, said, shown, unknown
from hindesk.policy.form_model import Forms
from hindesk.policy.metric_model import MetricModel
from hindesk.policy.on_call_model import ScheduleModel
from hindesk.policy.parts import Part, Text, Texts
from hindesk.policy.permission_model import Approvals, Matters, Permissions
from hindesk.policy.routing_model import RoutingModel
from hindesk.policy.rule_models import Category, PriorityModel, SlaModel, TierModel
from hindesk.policy.task_model import Tasks
from hindesk.policy.thanks_model import ThanksValue
from hindesk.policy.trait_model import Traits
from hindesk.policy.tree_model import Trees
from hindesk.policy.turns import People
from hindesk.policy.values import Landing
from hindesk.policy.wall_spans import Span
from hindesk.policy.words import CATEGORIES, RESERVED, STATE_FIELDS, Day, Maybe

PROFILES: Final = ("standard", "zendesk", "freshdesk", "jira", "servicenow")
Profile = Literal["standard", "zendesk", "freshdesk", "jira", "servicenow"]


def _read_version(raw: object) -> int:
    """Accept the version of the language."""
    if type(raw) is not int or raw != 1:
        raise said(f"this hindesk reads version 1 of the policy language, found {shown(raw)}")
    return raw


def _read_statuses(raw: object) -> dict[str, str]:
    """Read the categories of a help desk's own statuses."""
    found = Findings()
    if not isinstance(raw, dict):
        found.add((), f"expected a mapping of statuses to categories, found {shown(raw)}")
        raw = {}
    for status, category in raw.items():
        if as_text(category) not in CATEGORIES:
            word = as_text(category) or shown(category)
            advice = f"categories are {', '.join(CATEGORIES)}"
            found.add((status,), unknown("category", word, CATEGORIES, advice=advice))
    found.close()
    return {status: str(category) for status, category in raw.items()}


def _read_fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """Accept the names of custom fields."""
    found = Findings()
    for number, name in enumerate(names):
        if name in STATE_FIELDS:
            found.add((number,), f"{name!r} is a standard field and need not be listed")
        elif name in RESERVED:
            found.add((number,), f"{name!r} is a word of the language; import the field under another name")
    found.close()
    return names


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    """Accept a list that has values."""
    if not values:
        raise said("the list is empty, so nothing could match")
    return values


def _distinct(rules: tuple[SlaModel, ...]) -> tuple[SlaModel, ...]:
    """Accept rules, at least one, whose names differ."""
    found = Findings()
    if not rules:
        found.add((), "the list is empty; a policy has at least one rule")
    found.add_repeated([rule.name for rule in rules])
    found.close()
    return rules


Version = Annotated[int, PlainValidator(_read_version, json_schema_input_type=Literal[1])]


class PolicyModel(Part):
    """A policy: one file, or a folder of them in which each section stands in one file."""

    example: ClassVar[str] = (
        "hindesk: 1\n"
        "name: Shop support 2026\n"
        "time_zone: Asia/Seoul\n"
        "sla:\n"
        "  - {name: Everyone, calendar: always, targets: {first_response: 4h}}\n"
    )

    hindesk: Version = Field(description="the version of the policy language: 1")
    name: Text = Field(description="the policy's name in reports")
    time_zone: Annotated[Text, AfterValidator(read_zone)] = Field(
        description="IANA time zone of calendars and reports, such as `Asia/Seoul`"
    )
    profile: Profile = Field(
        default="standard", description="whose metrics and habits hold where the policy says nothing of its own"
    )
    landing: Maybe[Landing] = Field(
        default=None,
        description="where a target lands that is used up exactly at closing time: `close`, or `next_open`, the next "
        "opening; without it, the profile's",
    )
    day: Maybe[Day] = Field(
        default=None,
        description="what `1d` means: `24h` of open time, a `business_day`, the `same_time` that many working days "
        "later, or the `end_of_day` of that day; without it, the profile's, and where that has none `1d` is refused",
    )
    calendars: dict[str, CalendarValue] = Field(
        default={}, description="when time counts; `always` is open day and night and need not be defined"
    )
    lists: dict[str, Annotated[Texts, AfterValidator(_some)]] = Field(
        default={}, description="values under a name, which stands for them in conditions: `company: {in: vip}`"
    )
    fields: Annotated[Texts, AfterValidator(_read_fields)] = Field(
        default=(), description="custom fields that conditions may name, besides the standard ones"
    )
    statuses: Annotated[dict[str, str], PlainValidator(_read_statuses, json_schema_input_type=dict[str, Category])] = (
        Field(default={}, description="the category of a help desk's own statuses; overrides the import's")
    )
    priority: tuple[PriorityModel, ...] = Field(
        default=(), description="rules that set the priority at creation; the first match counts", strict=False
    )
    tiers: tuple[TierModel, ...] = Field(
        default=(), description="rules that say who works on a ticket; the first match counts", strict=False
    )
    metrics: dict[str, MetricModel] = Field(
        default={}, description="metrics of the policy's own, besides or instead of the profile's"
    )
    sla: Annotated[tuple[SlaModel, ...], AfterValidator(_distinct)] = Field(
        description="rules that give tickets their targets; the first match counts",
        strict=False,
        json_schema_extra={"minItems": 1},
    )
    evaluate_every: Maybe[Span] = Field(
        default=None,
        description="how long the help desk waits from one look at its clocks to the next: `15m`, `1h`; without it, "
        "notices are sent at once",
    )
    people: Text = Field(
        default="", description="the roster of people who may hold tickets: a file's path from the policy's folder"
    )
    on_call: dict[str, ScheduleModel] = Field(default={}, description="who is on call when, by the schedule's name")
    roles: dict[str, People] = Field(
        default={}, description="people under a name, whom escalations tell together: `{role: regional_leads}`"
    )
    routing: Maybe[RoutingModel] = Field(default=None, description="who gets a ticket")
    automation: Maybe[AutomationModel] = Field(default=None, description="what the policy does by itself")
    scenarios: dict[str, ScenarioActions] = Field(
        default={}, description="what rules do together, under a name: `{scenario: refund}`"
    )
    tasks: Tasks = Field(default={}, description="pieces of work that rules begin, each with its own target, by name")
    thanks: ThanksValue = Field(
        default=None,
        description="`true`: a solved ticket stays solved when a customer only says thanks; or with more phrases",
    )
    forms: Forms = Field(
        default=(),
        description="which fields tickets must have at their creation; the first match counts",
        strict=False,
    )
    trees: Trees = Field(
        default=(), description="decision trees: questions about fields that lead to where tickets belong", strict=False
    )
    traits: Traits = Field(
        default={}, description="what is remarkable about a ticket, under names that conditions use: `{trait: NAME}`"
    )
    permissions: Permissions = Field(
        default=(), description="who alone may hold which tickets; every rule counts", strict=False
    )
    approvals: Approvals = Field(
        default=(), description="what agents may do only once it is approved; every rule counts", strict=False
    )
    sensitive: Matters = Field(
        default=(), description="matters that may not be handled in public, and what is public", strict=False
    )
