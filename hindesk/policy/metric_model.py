"""The `metrics` section, and a profile: a help desk's own metrics and habits as data."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from hindesk.policy.parts import Part, Text
from hindesk.policy.triggers import Pause, Signals, Triggers
from hindesk.policy.values import Landing, Metric, OnChange, Repeat
from hindesk.policy.words import Day, Maybe


class MetricModel(Part):
    """What is measured: when the clock starts, pauses, stops, ends without a verdict, and whether it repeats.

    A metric of a name that the profile has replaces it. A trigger is a signal, the change of a field
    (`{changed: team}`) or a condition; several in a list mean any of them.
    """

    example: ClassVar[str] = (
        "metrics:\n"
        "  resolution: {title: Time to close, start: created, stop: {status: closed}, repeat: resume}\n"
        "  handling: {start: {assignee: {is_set: true}}, stop: [{changed: assignee}, {status: closed}], repeat: each}\n"
    )

    title: Text = Field(default="", description="the name that reports show")
    start: Triggers = Field(description="what starts the clock")
    stop: Triggers = Field(description="what stops it, in time or not")
    cancel: Triggers = Field(default=(), description="what ends it without a verdict, unless it is breached already")
    restart: Triggers = Field(default=(), description="what makes it begin again with nothing elapsed")
    after: Signals = Field(default=(), description="signals that must have been raised earlier for it to start")
    pause: Maybe[Pause] = Field(
        default=None, description="statuses, categories or conditions while which it stands still, unless a rule says"
    )
    repeat: Repeat = Field(
        default="once",
        description="`once`: one clock a ticket; `resume`: the same clock runs on when the stop no longer holds; "
        "`each`: a new clock every time",
    )

    def metric(self, name: str) -> Metric:
        """Return the metric of this name as the engine's value."""
        return Metric(
            name,
            start=self.start,
            stop=self.stop,
            cancel=self.cancel,
            restart=self.restart,
            after=self.after,
            pause=self.pause,
            repeat=self.repeat,
            title=self.title or _titled(name),
        )


class ProfileModel(Part):
    """A help desk's dialect: its metrics, where a due instant lands, what a day is, what a change of target does."""

    title: Text = Field(description="the help desk's name")
    description: Text = Field(description="what this follows, and what could not be verified")
    landing: Landing = Field(
        default="close", description="where a target lands that is used up exactly at closing time"
    )
    day: Maybe[Day] = Field(default=None, description="what `1d` means")
    on_change: OnChange = Field(default="carry", description="what a change of rule, target or calendar does")
    metrics: dict[str, MetricModel] = Field(description="the metrics, in the order of reports")


def _titled(name: str) -> str:
    """Return a metric's name as a title."""
    return name.replace("_", " ").capitalize()
