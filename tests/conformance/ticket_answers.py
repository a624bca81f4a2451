"""What hindesk's replay says of a case, in the terms of what the case asserts. Nothing is computed here but units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hindesk.calendars.days import WorkingDays
from hindesk.calendars.instants import DAY, SECOND
from hindesk.policy.values import Policy
from hindesk.replay.codes import VERDICTS
from tests.conformance.ticket_cases import NotExpressible, Question, TicketCase, shown
from tests.conformance.ticket_families import TARGETED, Answer, Family
from tests.conformance.ticket_history import history
from tests.conformance.ticket_policy import policy_of, targets_of
from tests.replay.desks import replay_desk

Value = str | int | float | list[float] | None

_NAMED: Final = re.compile(r"(.+?)_(due|margin_minutes|minutes|seconds|at)")
_MEASURES: Final = {"at": "stopped"}
_FINISHED: Final = frozenset({"met", "breached"})
_REACH: Final = 400 * DAY
_STATISTICS: Final[Mapping[str, Callable[[list[float]], Value]]] = {
    "longest": max,
    "average": lambda times: sum(times) / len(times),
    "sum": sum,
    "last": lambda times: times[-1],
    "each": lambda times: times,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that the engine gave; instants and amounts are microseconds."""

    metric: str
    calendar: str
    due: int | None
    stopped: int | None
    elapsed: int
    paused: int
    target: int
    verdict: str
    priority: str | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A question with the engine's clocks, in order of metric and cycle, and the levels that were told of metrics."""

    case: TicketCase
    family: Family
    policy: Policy
    clocks: tuple[Clock, ...]
    levels: frozenset[tuple[str, int]]

    def of(self, answer: Answer) -> list[list[Clock]]:
        """The clocks of each metric that an answer is about, where there are any."""
        names = self.targeted() if answer.of == TARGETED else answer.of
        found = [[clock for clock in self.clocks if clock.metric == name] for name in names]
        return [clocks for clocks in found if clocks]

    def targeted(self) -> tuple[str, ...]:
        """The metrics to which the case gives a target."""
        return tuple(targets_of(self.case.sla, self.family))


def replayed(case: TicketCase, family: Family, question: Question) -> Replayed:
    """Replay what a question is about through hindesk's loader, compiler and walk.

    Raises:
        NotExpressible: the case says something that a policy or a history has no word for.
    """
    policy = policy_of(case, family)
    compiled, _, rows = replay_desk((history(case, question, family.priorities),), policy, question.at)
    clocks = [
        Clock(
            policy.metrics[row["metric"]].name,
            compiled.calendars[row["calendar"]],
            verdict=VERDICTS[row["verdict"]],
            priority=compiled.vocabulary.texts["priority"][row["priority"]].as_py(),
            **{name: row[name] for name in ("due", "stopped", "elapsed", "paused", "target")},
        )
        for row in sorted(rows.clocks.to_pylist(), key=lambda row: (row["metric"], row["cycle"]))
    ]
    levels = frozenset((policy.metrics[row["metric"]].name, row["level"]) for row in rows.notices.to_pylist())
    return Replayed(case, family, policy, tuple(clocks), levels)


def answer(key: str, told: Replayed) -> Value:
    """What hindesk says where a case asserts the value of a key.

    Raises:
        NotExpressible: the product has no such value.
    """
    how = told.family.answers.get(key) or _by_name(key, told.family)
    return MEASURES[how.measure](how, told)


def _by_name(key: str, family: Family) -> Answer:
    """How a key reads that is named after a metric: `resolution_due`, `update_minutes`."""
    found = _NAMED.fullmatch(key)
    if not found or found[1] not in family.metrics:
        raise NotExpressible(f"{key} has no counterpart")
    return Answer(_MEASURES.get(found[2], found[2]), (found[1],), family.shows, family.statistic)


def _due(how: Answer, told: Replayed) -> str | None:
    dues = [due for clocks in told.of(how) if (due := _shown_due(clocks[-1], how)) is not None]
    return shown(min(dues)) if dues else None


def _shown_due(clock: Clock, how: Answer) -> int | None:
    """The due instant of a clock that shows it; one whose target went away never does."""
    if clock.verdict == "cancelled":
        return None
    state = clock.verdict if clock.stopped is None else "stopped"
    return clock.due if state in how.shows else None


def _times(how: Answer, told: Replayed, unit: int) -> Value:
    times = [clock.elapsed / unit for clocks in told.of(how) for clock in clocks if _finished(clock)]
    return _STATISTICS[how.statistic](times) if times else None


def _margin(how: Answer, told: Replayed) -> Value:
    margins = [clock.target - clock.elapsed for clocks in told.of(how) for clock in clocks if _finished(clock)]
    return min(margins) / (60 * SECOND) if margins else None


def _finished(clock: Clock) -> bool:
    return clock.stopped is not None and clock.verdict in _FINISHED


def _paused(how: Answer, told: Replayed) -> Value:
    return sum(clock.paused for clocks in told.of(how) for clock in clocks) / SECOND


def _stopped(how: Answer, told: Replayed) -> str | None:
    stops = [clock.stopped for clocks in told.of(how) for clock in clocks if clock.stopped is not None]
    return shown(stops[-1]) if stops else None


def _breaches(how: Answer, told: Replayed) -> int:
    return sum(clock.verdict == "breached" for clocks in told.of(how) for clock in clocks)


def _agreement(how: Answer, told: Replayed) -> str | None:
    """What the family calls the whole: the first row of its table whose verdicts hold."""
    verdicts: dict[str, list[str]] = {}
    for clock in told.clocks:
        verdicts.setdefault(clock.metric, []).append(clock.verdict)
    targeted = [verdict for metric in told.targeted() for verdict in verdicts.get(metric, ())]
    for row in told.family.agreement:
        asked = {key: verdict for key, verdict in row.items() if key != "says"}
        if all(_holds(key, verdict, targeted, verdicts) for key, verdict in asked.items()):
            return row["says"]
    return None


def _holds(key: str, verdict: str, targeted: list[str], verdicts: Mapping[str, list[str]]) -> bool:
    if key == "all":
        return bool(targeted) and all(one == verdict for one in targeted)
    return verdict in (targeted if key == "any" else verdicts.get(key, ()))


def _level(how: Answer, told: Replayed) -> str | None:
    """The instant of an escalation level: due and its offset, in business time or, for whole days, working days."""
    offset = _offset(how, told.case)
    clock = told.of(how)[0][-1]
    if clock.due is None:
        return None
    days = WorkingDays(told.policy.calendars[clock.calendar], clock.due - _REACH, clock.due + _REACH)
    if offset % (DAY // SECOND) == 0:
        moved = (days.add if offset >= 0 else days.subtract)(clock.due, abs(offset) * SECOND // DAY)
    else:
        moved = (days.time.due if offset > 0 else days.time.subtract)(clock.due, abs(offset) * SECOND)
    return shown(int(moved[0]))


def _priority(how: Answer, told: Replayed) -> int | str | None:
    """The ticket's priority, which a clock that is still open shows as it is; where the family has numbers, its own."""
    numbers = {name: int(number) for number, name in told.family.priorities.items()}
    shown_by = [clock.priority for clocks in told.of(how) for clock in clocks if clock.stopped is None]
    return numbers.get(shown_by[-1] or "", shown_by[-1]) if shown_by else None


def _next_level(how: Answer, told: Replayed) -> int | None:
    """The first level of the ladder that was not told yet."""
    ladders = [rule.notices.get(metric, ()) for rule in told.policy.sla for metric in told.targeted()]
    levels = {notice.level for ladder in ladders for notice in ladder}
    reached = {level for metric, level in told.levels if metric in told.targeted()}
    return min(levels - reached, default=None)


def _offset(how: Answer, case: TicketCase) -> int:
    value: Any = case.sla
    for key in how.offset:
        value = value[key]
    return int(value)


MEASURES: Final[Mapping[str, Callable[[Answer, Replayed], Value]]] = {
    "due": _due,
    "minutes": lambda how, told: _times(how, told, 60 * SECOND),
    "seconds": lambda how, told: _times(how, told, SECOND),
    "margin_minutes": _margin,
    "paused_seconds": _paused,
    "stopped": _stopped,
    "breaches": _breaches,
    "agreement": _agreement,
    "level": _level,
    "priority": _priority,
    "next_level": _next_level,
}
"""What can be asked of the clocks, by the names that the families' files use."""
