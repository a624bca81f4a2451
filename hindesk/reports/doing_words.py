"""The policy's own doings in a ledger, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hindesk.explain.doings import Doing
from hindesk.explain.told import Told, told_by
from hindesk.policy.automation import Action
from hindesk.policy.escalation import Recipient
from hindesk.policy.values import Policy
from hindesk.replay.told import in_words
from hindesk.reports.cells import instant


@dataclass(frozen=True, slots=True)
class Deeds:
    """Says what a policy did, with whom a run told (empty: no run is known), and instants in a time zone."""

    policy: Policy
    told: tuple[Told, ...]
    shown_in: ZoneInfo

    def of(self, doing: Doing) -> str:
        """One doing as a sentence without its metric: `escalates: level 1; tells assignee (Kim); due …`."""
        return f"{doing.what}: {'; '.join(self._details(doing))}"

    def recipients(self, doing: Doing) -> str:
        """Whom a doing tells, as the policy says, and who that was: `assignee (Kim), on call: night (nobody)`."""
        told = told_by(doing, self.told)
        return ", ".join(_recipient(one, told) for one in doing.action.notify)

    def rule(self, doing: Doing) -> str | None:
        """The name of the rule behind a doing: of `sla` or of `automation`."""
        if doing.what == "stays solved":
            return None
        rules = self.policy.automation.rules if doing.metric is None else self.policy.sla
        return rules[doing.number].name

    def _details(self, doing: Doing) -> Iterator[str]:
        if doing.what == "stays solved":
            yield "the customer only says thanks"
        elif doing.what == "acts":
            yield self.policy.automation.rules[doing.number].name
        elif doing.what == "escalates":
            yield f"level {doing.level}"
        if doing.action.notify:
            yield f"tells {self.recipients(doing)}"
        yield from _changes(doing.action)
        if doing.due is not None:
            doubt = "" if doing.sure else ", as far as the history can tell"
            yield f"due {instant(doing.due, self.shown_in)}{doubt}"


def changes(action: Action) -> str:
    """What an action sets, tags and begins; empty where it does none of that."""
    return "; ".join(_changes(action))


def _changes(action: Action) -> Iterator[str]:
    if action.sets:
        yield f"sets {', '.join(f'{field} to {value}' for field, value in action.sets)}"
    if action.tags:
        yield f"tags {', '.join(action.tags)}"
    if action.tasks:
        yield f"begins {', '.join(action.tasks)}"


def _recipient(recipient: Recipient, told: Iterable[Told]) -> str:
    wanted = in_words(recipient)
    found = [one.reached for one in told if one.wanted == wanted]
    people = [one for one in found if one and one != wanted]
    if people:
        return f"{wanted} ({', '.join(people)})"
    return f"{wanted} (nobody)" if found == [None] else wanted
