"""When rules in time act if nothing happens to the ticket: a reading of docs/concepts/automation.md."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.policy.automation import AutomationRule
from tests.slow.clocks import Clock
from tests.slow.conditions import holds
from tests.slow.hours import Hours
from tests.slow.life import Life, Moment, State
from tests.slow.upcoming import looked_at


@dataclass(frozen=True, slots=True)
class Timed:
    """A rule by its place, the instant from which its time counts, and the one at which it acts."""

    rule: int
    since: int
    sent: int


def is_so(word: str, state: State) -> bool:
    """Whether a ticket is unassigned, or waiting on its customer."""
    return not state.value("assignee") if word == "unassigned" else state.category() == word


class Instants:
    """From when the time of rules counts on one ticket, but for dues, and for which instant each rule last acted."""

    def __init__(self) -> None:
        """Begin before anything has happened."""
        self.known: dict[str, int] = {}
        self.acted: dict[int, int] = {}

    def hear(self, moment: Moment) -> None:
        """Take a moment, part by part."""
        for word in moment.signals & {"created", "customer_message", "agent_reply"}:
            self.known[word] = moment.at
        for part in moment.parts():
            for word in ("unassigned", "waiting_on_customer"):
                if not is_so(word, part.after):
                    self.known.pop(word, None)
                else:
                    self.known.setdefault(word, moment.at)


def earliest_due(clocks: list[Clock]) -> int | None:
    """The earliest due of the running clocks that have a target."""
    running = [clock for clock in clocks if clock.phase == "running" and clock.terms.target is not None]
    dues = [clock.due(clock.since[0])[0] for clock in running]
    return min((due for due in dues if due is not None), default=None)


def point_of(rule: AutomationRule, since: int, hours: dict[str, Hours]) -> int | None:
    """The instant from which on a rule's time has passed; None: never."""
    return hours[rule.calendar].use_up(since, rule.after, "next_open") if rule.calendar else since + rule.after


def timed(life: Life, instants: Instants, hours: dict[str, Hours], clocks: list[Clock]) -> list[Timed]:
    """The rules in time that will act, in the order of the policy."""
    found = []
    for place, rule in enumerate(life.policy.automation.rules):
        if rule.moment != "time" or not holds(rule.when, life.state.texts):
            continue
        since = earliest_due(clocks) if rule.since == "due" else instants.known.get(rule.since)
        if since is None or instants.acted.get(place) == since:
            continue
        point = point_of(rule, since, hours)
        if point is not None:
            at = looked_at(
                max(point, life.moments[-1].at), life.policy.automation.evaluate_every or life.policy.evaluate_every
            )
            found.append(Timed(place, since, at))
    return found
