"""Automation as the walk reads it, and which texts only say thanks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hindesk.events import Actor
from hindesk.policy.automation import Action, AutomationRule, Doer
from hindesk.policy.permissions import Approval
from hindesk.policy.values import All, Not, Policy
from hindesk.replay.codes import P_AUTOMATION, P_AUTOMATION_COUNT, P_FIRST_ONLY, P_NOTICES, P_THANKS, TIER_SLOT
from hindesk.replay.mail_body import only_thanks
from hindesk.replay.programs import Programs
from hindesk.replay.rule_codes import (
    APPROVAL_ASKED,
    APPROVAL_MISSING,
    AUTOMATION_SECTION,
    EVENT_SIGNAL,
    FIRST_TASK_SIGNAL,
    MOMENTS,
    SINCES,
)

TIER: Final = "tier"
"""The field that a level or a rule sets to raise the tier; no value of the export's own field of this name."""

TAG: Final = "tag:"
"""What the slots of tags begin with that the policy itself gives to tickets."""

_DOERS: Final[dict[Doer, tuple[Actor, ...]]] = {
    "customer": (Actor.CUSTOMER,),
    "agent": (Actor.AGENT, Actor.UNKNOWN),
    "system": (Actor.SYSTEM, Actor.BOT),
}


def write_automation(policy: Policy, programs: Programs) -> None:
    """Write the approvals of a policy, which are rules that only count, then the rules of its automation."""
    p = programs.p
    blocks = [
        [*_block(_asks(approval, missing=section == APPROVAL_MISSING), policy, programs), section, number]
        for number, approval in enumerate(policy.approvals)
        for section in (APPROVAL_ASKED, APPROVAL_MISSING)
    ]
    rules = policy.automation.rules
    blocks += [[*_block(rule, policy, programs), AUTOMATION_SECTION, number] for number, rule in enumerate(rules)]
    p[P_AUTOMATION] = programs.add([number for block in blocks for number in block])
    p[P_AUTOMATION_COUNT] = len(blocks)
    p[P_FIRST_ONLY] = int(policy.automation.first_at_creation)
    p[P_NOTICES] |= int(any(rule.moment == "time" for rule in policy.automation.rules))


def write_thanks(policy: Policy, programs: Programs) -> None:
    """Write which texts only say thanks."""
    p = programs.p
    p[P_THANKS] = -1
    if policy.thanks is not None:
        p[P_THANKS] = programs.add_truth(only_thanks(policy.thanks, programs.words.texts["text"]))


def doers(by: Iterable[Doer]) -> int:
    """Return the mask of the actors that these words name."""
    return sum(1 << int(actor) for doer in by for actor in _DOERS[doer])


def task_signals(policy: Policy) -> dict[str, int]:
    """Return the signal that begins each task, by its name."""
    return {task.name: FIRST_TASK_SIGNAL << number for number, task in enumerate(policy.tasks)}


def given_pairs(sets: Iterable[tuple[str, str]], programs: Programs) -> list[int]:
    """Return the slot of each field and the code of the value that it gets; of the tier, the tier."""
    pairs: list[int] = []
    for field, value in sets:
        code = int(value) if field == TIER else programs.words.code_of(field, value) or 0
        pairs += [TIER_SLOT if field == TIER else programs.slots.index(field), code]
    return pairs


def tag_slot(tag: str) -> str:
    """Return the name of the slot of a tag that the policy gives."""
    return f"{TAG}{tag.lower()}"


def given_tags(policy: Policy) -> tuple[str, ...]:
    """Return the slots of all tags that a policy gives to tickets, sorted."""
    return tuple(sorted({tag_slot(tag) for rule in policy.automation.rules for tag in rule.action.tags}))


def _asks(approval: Approval, *, missing: bool) -> AutomationRule:
    """Return the rule that hears what needs an approval, everywhere or only where it is missing."""
    when = All((approval.when, Not(approval.approved))) if missing else approval.when
    return AutomationRule(approval.name, "update", when, Action(), by=("agent",), on=approval.on)


def _block(rule: AutomationRule, policy: Policy, programs: Programs) -> list[int]:
    """Return one rule's block, in the order of `rule_codes`, up to its section."""
    by = doers(rule.by)
    signals = sum({programs.signals[one.signal] for one in rule.on if one.signal}) if rule.on else EVENT_SIGNAL
    changes = sum({1 << programs.slots.index(one.changed) for one in rule.on if one.changed})
    calendar = list(policy.calendars).index(rule.calendar) if rule.calendar else -1
    pairs = _pairs(rule.action, programs)
    return [
        MOMENTS[rule.moment],
        programs.program(rule.when),
        by,
        signals,
        changes,
        SINCES[rule.since],
        rule.after,
        calendar,
        programs.add(pairs),
        len(pairs) // 2,
        sum({task_signals(policy)[task] for task in rule.action.tasks}),
        int(bool(rule.action.notify)),
        policy.automation.evaluate_every or policy.evaluate_every,
    ]


def _pairs(action: Action, programs: Programs) -> list[int]:
    tags = [number for tag in action.tags for number in (programs.slots.index(tag_slot(tag)), 1)]
    return given_pairs(action.sets, programs) + tags
