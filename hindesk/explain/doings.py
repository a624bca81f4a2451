"""What the policy did by itself with one ticket: notices sent, rules that acted, thanks that kept it solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hindesk.explain.moments import Moment, Trace
from hindesk.policy.automation import Action
from hindesk.policy.escalation import REMINDER
from hindesk.policy.values import Policy
from hindesk.replay.rule_codes import AUTOMATION_SECTION, NO_METRIC

Deed = Literal["reminds", "escalates", "acts", "stays solved"]


@dataclass(frozen=True, slots=True)
class Doing:
    """One line of a ledger that is the policy's own doing.

    Args:
        at: when, UTC microseconds.
        what: a reminder, a level of the ladder, an automation rule, or thanks that changed nothing.
        metric: the metric's number in the policy, of notices; else None.
        cycle: which of the metric's clocks, of notices; else None.
        number: of notices the SLA rule's number, of rules their place in `automation`.
        notice: the place of a notice in its rule's list.
        level: of notices: REMINDER, or the level.
        due: the clock's due instant at that time, of notices.
        action: what is set, tagged and begun, and whom the policy tells.
        sure: whether the ticket's history tells enough for it.
    """

    at: int
    what: Deed
    metric: int | None = None
    cycle: int | None = None
    number: int = 0
    notice: int = 0
    level: int = 0
    due: int | None = None
    action: Action = Action()  # noqa: RUF009 - frozen
    sure: bool = True


def doings_at(policy: Policy, trace: Trace, moment: Moment) -> Iterator[Doing]:
    """The policy's own doings at one moment, in their order: a notice comes before the rules that it wakes."""
    if moment.thanked:
        yield Doing(moment.at, "stays solved")
    sent = trace.rows.notices.slice(moment.notices.start, len(moment.notices)).to_pylist()
    yield from (_notice(policy, row) for row in sent if row["metric"] != NO_METRIC)
    matched = trace.rows.matches.slice(moment.matches.start, len(moment.matches)).to_pylist()
    for row in matched:
        if row["section"] == AUTOMATION_SECTION:
            rule = policy.automation.rules[row["rule"]]
            yield Doing(row["happened"], "acts", number=row["rule"], action=rule.action)


def _notice(policy: Policy, row: dict[str, Any]) -> Doing:
    metric = policy.metrics[row["metric"]].name
    notice = policy.sla[row["rule"]].notices[metric][row["notice"]]
    return Doing(
        at=row["sent"],
        what="reminds" if notice.level == REMINDER else "escalates",
        metric=row["metric"],
        cycle=row["cycle"],
        number=row["rule"],
        notice=row["notice"],
        level=notice.level,
        due=row["due"],
        action=Action(sets=notice.sets, notify=notice.to),
        sure=not row["missing"],
    )
