"""The `tasks` section: pieces of work for one team, each with its own target."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field, ValidationInfo

from hindesk.policy.automation import Task
from hindesk.policy.findings import Findings
from hindesk.policy.parts import Part, Text
from hindesk.policy.rule_delays import CalendarName, Length
from hindesk.policy.triggers import Triggers
from hindesk.policy.values import Any, Metric, Not, Test, Trigger
from hindesk.policy.words import words_of

MOST: Final = 40
"""The most tasks of a policy."""


class TaskModel(Part):
    """A piece of work for one team: a clock of its own, with its own target, whatever rule holds.

    It begins when a rule says so. Without `done` it runs while its team has the ticket. Reports call its metric
    `task: NAME`.
    """

    example: ClassVar[str] = (
        "calendars:\n"
        '  office: {week: {mon-fri: "09:00-18:00"}}\n'
        "tasks:\n"
        "  Check the payment: {team: Finance, target: 4h, calendar: office}\n"
        "  Send a label: {team: Logistics, target: 1bd, calendar: office, done: {tags: {contains: label-sent}}}\n"
        "automation:\n"
        "  on_create:\n"
        "    - {name: Refunds, when: {type: refund}, do: {task: [Check the payment, Send a label]}}\n"
    )

    team: Text = Field(description="whose work it is")
    calendar: CalendarName = Field(description="the calendar in which the target counts")
    target: Length = Field(description="how long it may take: `4h`, `1bd`")
    done: Triggers = Field(
        default=(), description="what ends it; without it, the ticket leaves the team, or is solved or closed"
    )

    def task(self, name: str, line: int) -> Task:
        """Return the task of this name, which stands on this line, as the engine's value."""
        return Task(name, self.team, self.target, self.calendar, self.done, line)


def metric_name(task: str) -> str:
    """Return the name of a task's metric."""
    return f"task: {task}"


def task_metric(task: Task) -> Metric:
    """Return the metric whose clock a task is."""
    elsewhere = Any((Not(Test("team", "is", (task.team,))), Test("status", "in", ("solved", "closed"))))
    return Metric(
        metric_name(task.name),
        start=(Trigger(signal=f"task:{task.name}"),),
        stop=task.done or (Trigger(condition=elsewhere),),
        repeat="each",
        title=task.name,
        own=(task.target, task.calendar),
    )


def _check(tasks: dict[str, TaskModel], info: ValidationInfo) -> dict[str, TaskModel]:
    """Accept tasks that are not too many, and whose metrics are nobody else's."""
    found, metrics = Findings(), words_of(info).metrics
    if len(tasks) > MOST:
        found.add((), f"a policy has {MOST} tasks at most, and these are {len(tasks)}")
    for name in tasks:
        if metric_name(name) in metrics:
            found.add_key((name,), f"the clock of this task and a metric are both called {metric_name(name)!r}")
    found.close()
    return tasks


Tasks = Annotated[dict[str, TaskModel], AfterValidator(_check)]
"""Tasks by their names, as a field of a model."""
