"""The layers and overrides of schedules that a case can reach."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.cases.found import Life, NoticeFound
from hindesk.cases.reachable import Key, Rule, rule_at
from hindesk.cases.values import AUTOMATION
from hindesk.people.on_call_spans import sources
from hindesk.people.on_call_steps import NOBODY
from hindesk.policy.escalation import Recipient
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy


def on_call_rules(policy: Policy, source: Source) -> Iterator[Rule]:
    """Yield every layer and every override of a policy's schedules; `source` is the policy's text."""
    for name, schedule in policy.on_call.items():
        for number in range(len(schedule.layers)):
            what = f"{name} > layer {number + 1}"
            yield rule_at(source, Key("on_call", number, name), what, ("on_call", name, "layers", number))
        for number, one in enumerate(schedule.overrides):
            what = f"{name} > override from {one.start:%Y-%m-%d %H:%M}"
            key = Key("on_call", len(schedule.layers) + number, name)
            yield rule_at(source, key, what, ("on_call", name, "overrides", number))


def on_call_reached(policy: Policy, life: Life) -> Iterator[Key]:
    """Yield the layers and overrides that said who was on call when a ticket's notices asked."""
    for notice in life.notices:
        for name in dict.fromkeys(one.name for one in _asked(policy, notice) if one.sort == "on_call"):
            place = int(sources(policy.on_call[name], notice.sent, notice.sent + 1).source[0])
            if place != NOBODY:
                yield Key("on_call", place, name)


def _asked(policy: Policy, notice: NoticeFound) -> tuple[Recipient, ...]:
    """Whom a notice tells, as the policy names them."""
    if notice.level == AUTOMATION:
        return policy.automation.rules[notice.rule].action.notify
    return policy.sla[notice.rule].notices[notice.metric][notice.notice].to
