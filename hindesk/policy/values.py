"""What a policy says, as frozen values: the form that the engine works with. `load` makes it from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from hindesk.calendars.calendar import Calendar

if TYPE_CHECKING:
    from hindesk.people.on_call import Schedule
    from hindesk.people.person import Roster
    from hindesk.policy.automation import Action, Automation, Task, Thanks
    from hindesk.policy.escalation import Notice
    from hindesk.policy.forms import Form
    from hindesk.policy.permissions import Approval, Permission, Sensitive
    from hindesk.policy.routing import Routing
    from hindesk.policy.traits import Trait
    from hindesk.policy.trees import Tree

T = TypeVar("T")

Operator = Literal[
    "is", "in", "not", "contains", "matches", "starts_with", "above", "below", "before", "after", "is_set"
]
Unit = Literal["microsecond", "business_day", "same_time", "end_of_day"]
Repeat = Literal["once", "resume", "each"]
OnChange = Literal["carry", "restart", "backdate"]
Landing = Literal["close", "next_open"]


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison: a field, an operator, and the values to compare with (lists already spelled out)."""

    field: str
    operator: Operator
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no parts it always holds."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; with no parts it never holds."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Test | All | Any | Not


@dataclass(frozen=True, slots=True)
class Duration:
    """A target: microseconds of open time, or a number of days with the meaning of a day."""

    amount: int
    unit: Unit = "microsecond"


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A value that may depend on a field: the case of the field's value, else `otherwise` (None: nothing)."""

    otherwise: T | None
    by: str | None = None
    cases: tuple[tuple[str, T], ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """What moves a clock: a signal, the change of a field, or a condition; exactly one of them is set."""

    signal: str | None = None
    changed: str | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: when its clock starts, pauses, stops, ends without a verdict, and whether it repeats.

    `own` is the target and the calendar of a task's clock, whatever rule is in force.
    """

    name: str
    start: tuple[Trigger, ...]
    stop: tuple[Trigger, ...]
    cancel: tuple[Trigger, ...] = ()
    restart: tuple[Trigger, ...] = ()
    after: tuple[Trigger, ...] = ()
    pause: Condition | None = None
    repeat: Repeat = "once"
    title: str = ""
    own: tuple[Duration, str] | None = None


@dataclass(frozen=True, slots=True)
class SlaRule:
    """One rule of the `sla` section: for which tickets, in which calendar, with which targets, pauses and notices."""

    name: str
    when: Condition
    calendar: Choice[str]
    targets: dict[str, Choice[Duration]]
    pause: dict[str, Condition] = field(default_factory=dict)
    on_change: OnChange = "carry"
    line: int = 0
    notices: dict[str, tuple[Notice, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TierRule:
    """One rule of the `tiers` section: who works on a span that matches."""

    tier: int
    when: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """One rule of the `priority` section: the priority that a matching ticket has from its creation on."""

    priority: str
    when: Condition
    line: int = 0


def _no_automation() -> Automation:
    from hindesk.policy.automation import Automation

    return Automation()


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy, checked: every name that it uses is defined.

    `people` is the path of the roster as the policy writes it, from its own folder; empty where it names none.
    `roster_notes` says, one a line, what in the roster is not wrong but may not be meant.
    `evaluate_every` is how long the help desk waits from one look at its clocks to the next, in microseconds; 0: it
    sends notices at once. The rules of `automation` have the actions of `scenarios` spelled out.
    """

    name: str
    time_zone: str
    profile: str
    landing: Landing
    calendars: dict[str, Calendar]
    metrics: tuple[Metric, ...]
    sla: tuple[SlaRule, ...]
    tiers: tuple[TierRule, ...] = ()
    priority: tuple[PriorityRule, ...] = ()
    statuses: dict[str, str] = field(default_factory=dict)
    text: str = ""
    sha256: str = ""
    people: str = ""
    routing: Routing | None = None
    evaluate_every: int = 0
    on_call: dict[str, Schedule] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roster: Roster | None = None
    roster_notes: tuple[str, ...] = ()
    automation: Automation = field(default_factory=_no_automation)
    tasks: tuple[Task, ...] = ()
    thanks: Thanks | None = None
    scenarios: dict[str, Action] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    trees: tuple[Tree, ...] = ()
    traits: tuple[Trait, ...] = ()
    permissions: tuple[Permission, ...] = ()
    approvals: tuple[Approval, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()
