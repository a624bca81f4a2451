"""Why a clock did something, in the policy's words and the ticket's values."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.explain.facts import Facts
from hindesk.explain.moments import Moment
from hindesk.policy.traits import TRAIT
from hindesk.policy.values import Metric, Trigger
from hindesk.replay.codes import METRIC_CANCEL, METRIC_RESTART, METRIC_STOP, SIGNALS
from hindesk.replay.compile import TASK, Compiled
from hindesk.replay.compile_rules import TAG, task_signals
from hindesk.replay.metrics import pause_of


@dataclass(frozen=True, slots=True)
class Reasons:
    """What can be said of one moment and the one before it (None: the ticket's first)."""

    compiled: Compiled
    former: Moment | None
    moment: Moment

    @property
    def facts(self) -> Facts:
        """The ticket after the moment."""
        return Facts(self.compiled, self.moment.codes)

    def of_move(self, metric: Metric, moved: int | None) -> str:
        """Why a clock stopped, was cancelled or began again."""
        triggers = {METRIC_STOP: metric.stop, METRIC_CANCEL: metric.cancel, METRIC_RESTART: metric.restart}
        return self._of(triggers[moved]) if moved in triggers else ""

    def of_start(self, metric: Metric) -> str:
        """Why a clock started."""
        return self._of(metric.start) or f"called for earlier; {self.of_change()}"

    def of_change(self) -> str:
        """Which fields that the policy looks at changed: `priority low → urgent`."""
        if self.former is None:
            return "created"
        before = Facts(self.compiled, self.former.codes)
        changed = [name for name in self.compiled.slots if before.value(name) != self.facts.value(name)]
        return "; ".join(_changed(name, before, self.facts) for name in changed) or self.signals()

    def of_pause(self, metric: Metric, rule: int | None) -> str:
        """Why a clock is paused."""
        pause = pause_of(metric, None if rule is None else self.compiled.policy.sla[rule])
        return self.facts.why(pause) if pause else ""

    def signals(self) -> str:
        """The signals of the moment, in the policy's words."""
        return ", ".join(name for name, bit in self._names.items() if self.moment.signal & bit)

    @property
    def _names(self) -> dict[str, int]:
        """All signals by name, those that begin tasks among them."""
        begun = {f"{TASK}{name}": bit for name, bit in task_signals(self.compiled.policy).items()}
        return SIGNALS | begun

    def _of(self, triggers: tuple[Trigger, ...]) -> str:
        return next((said for trigger in triggers if (said := self._fired(trigger))), "")

    def _fired(self, trigger: Trigger) -> str:
        if trigger.signal is not None:
            return trigger.signal if self.moment.signal & self._names[trigger.signal] else ""
        if trigger.changed is not None:
            place = self.compiled.slots.index(trigger.changed)
            return self.of_change() if self.moment.changed & 1 << place else ""
        condition = trigger.condition
        return self.facts.why(condition) if condition and self.facts.holds(condition) else ""


def _changed(name: str, before: Facts, after: Facts) -> str:
    """One change in words; the slots of tags change where the policy gives them, those of traits where they show."""
    if name.startswith(TAG):
        return f"tagged {name.removeprefix(TAG)}"
    if name.startswith(TRAIT):
        return f"gets the trait {name.removeprefix(TRAIT)!r}"
    return f"{name} {before.shown(name)} → {after.shown(name)}"
