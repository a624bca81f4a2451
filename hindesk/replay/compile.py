"""A policy as the walk reads it: `p` and `truth` of `hindesk.replay.codes`, over the words of one store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
import pyarrow as pa

from hindesk.errors import PolicyError
from hindesk.events import PRIORITIES, STANDARD_FIELDS
from hindesk.policy.escalation import Notice
from hindesk.policy.values import All, Choice, Condition, Metric, Policy, SlaRule, Trigger
from hindesk.replay.codes import (
    CELL_WIDTH,
    FIXED_SLOTS,
    MEASURES,
    MOST_NOTICES,
    ON_CHANGES,
    P_EVERY,
    P_HEADER,
    P_METRIC_COUNT,
    P_METRICS,
    P_NO_RULE,
    P_NOTICES,
    P_PRIORITIES,
    P_PRIORITY_COUNT,
    P_RULE_COUNT,
    P_RULE_WIDTH,
    P_RULES,
    P_SLOT_OF_FIELD,
    P_SLOTS,
    P_STATUS_CLASS,
    P_TIER_COUNT,
    P_TIERS,
    P_WATCHED,
    P_WATCHED_COUNT,
    RULE_CELLS,
    UNITS,
)
from hindesk.replay.compile_rules import (
    TIER,
    given_pairs,
    given_tags,
    task_signals,
    write_automation,
    write_thanks,
)
from hindesk.replay.compile_traits import trait_fields, trait_slots, write_traits
from hindesk.replay.metrics import metric_block, pause_of
from hindesk.replay.needs import pause_needs, tests_of
from hindesk.replay.permitted import write_lapses
from hindesk.replay.programs import Programs
from hindesk.replay.truth import Truth
from hindesk.replay.vocabulary import Codes, Vocabulary, Words, read_vocabulary

T = TypeVar("T")

TASK: Final = "task:"
"""What the signals of tasks begin with."""

_MOST_SLOTS: Final = 60
"""How many fields a policy may look at: each is one bit of what has changed."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A policy's tables, and what is needed to read the walk's numbers back.

    `slots` are the fields of the state in their order; `calendars` the names behind calendar numbers.
    """

    policy: Policy
    p: Codes
    truth: Truth
    slots: tuple[str, ...]
    calendars: tuple[str, ...]
    vocabulary: Vocabulary


def compile_policy(policy: Policy, source: Words) -> Compiled:
    """Compile a policy over a store's words.

    Raises:
        KeyError: a rule names a calendar that the policy lacks; a loaded policy never does.
        PolicyError: a rule has too many notices of one metric.
    """
    slots = FIXED_SLOTS + tuple(sorted(set(fields_of(policy)) - set(FIXED_SLOTS))) + given_tags(policy)
    if len(slots) > _MOST_SLOTS:
        raise PolicyError(f"the policy looks at {len(slots)} fields and tags, {_MOST_SLOTS} at most", "look at fewer")
    words = read_vocabulary(source, slots, policy.statuses)
    for slot, texts in _unstored(policy, words.numbers).items():
        words.texts[slot] = pa.array([None, *texts], pa.string())
    programs = Programs(slots, words, [0] * P_HEADER)
    programs.calendars = tuple(policy.calendars)
    programs.signals |= {f"{TASK}{name}": signal for name, signal in task_signals(policy).items()}
    _write_sla(policy, programs)
    write_automation(policy, programs)
    write_thanks(policy, programs)
    write_traits(policy, programs)
    write_lapses(policy, programs)
    _write_pairs(policy, programs)
    _write_fields(programs)
    truth = np.concatenate(programs.truth) if programs.truth else np.zeros(1, np.int64)
    p = np.array(programs.p, np.int64)
    return Compiled(policy, p, truth, slots, tuple(policy.calendars), words)


def fields_of(policy: Policy) -> list[str]:
    """Return every field that a policy looks at, sorted; traits count as fields."""
    named = {test.field for condition in _conditions(policy) for test in tests_of(condition)}
    needed = {*trait_slots(policy), *trait_fields(policy), *(("text",) if policy.thanks else ())}
    return sorted(needed | named | _chosen_by(policy) | set(given_words(policy)))


def _conditions(policy: Policy) -> Iterator[Condition]:
    """Give every condition that a replay asks."""
    for rule in policy.sla + policy.tiers + policy.priority + policy.automation.rules + policy.permissions:
        yield rule.when
    for approval in policy.approvals:
        yield from (approval.when, approval.approved)
    for matter in policy.sensitive:
        yield from (matter.when, matter.public)
    yield from (pause for rule in policy.sla for pause in rule.pause.values())
    yield from (notice.when for notice in _notices_of(policy) if notice.when)
    yield from (trait.when for trait in policy.traits if trait.when)
    for metric in policy.metrics:
        yield from (trigger.condition for trigger in _triggers(metric) if trigger.condition)
        yield from [metric.pause] if metric.pause else []


def _chosen_by(policy: Policy) -> set[str]:
    """Return the fields whose changes are heard, and those by which calendars and targets are chosen."""
    heard = [one.changed for rule in policy.automation.rules for one in rule.on]
    heard += [one.changed for approval in policy.approvals for one in approval.on]
    heard += [trigger.changed for metric in policy.metrics for trigger in _triggers(metric)]
    choices = [target.by for rule in policy.sla for target in rule.targets.values()]
    return {one for one in (*heard, *choices, *(rule.calendar.by for rule in policy.sla)) if one}


def _triggers(metric: Metric) -> tuple[Trigger, ...]:
    return metric.start + metric.stop + metric.cancel + metric.restart + metric.after


def given_words(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Return the values that a policy may give to fields, all priorities among them, in the order of the policy."""
    given: dict[str, dict[str, None]] = {"priority": dict.fromkeys(PRIORITIES)}
    sets = [notice.sets for notice in _notices_of(policy)] + [rule.action.sets for rule in policy.automation.rules]
    for field, value in (pair for pairs in sets for pair in pairs):
        given.setdefault(field, {})[value] = None
    return {field: tuple(values) for field, values in given.items() if field != TIER}


def _unstored(policy: Policy, stored: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the values of what a policy gives and the store lacks: tags, traits, fields that no ticket ever had."""
    fields = {field: texts for field, texts in given_words(policy).items() if field not in stored}
    return fields | dict.fromkeys((*given_tags(policy), *trait_slots(policy)), ("1",))


def _notices_of(policy: Policy) -> list[Notice]:
    return [notice for rule in policy.sla for notices in rule.notices.values() for notice in notices]


def _write_sla(policy: Policy, programs: Programs) -> None:
    p = programs.p
    blocks = [metric_block(metric, programs) for metric in policy.metrics]
    p[P_METRICS] = programs.add([number for block in blocks for number in block])
    p[P_METRIC_COUNT] = len(blocks)
    rules = [_rule_block(rule, number, policy, programs) for number, rule in enumerate(policy.sla)]
    p[P_RULES] = programs.add([number for block in rules for number in block])
    p[P_RULE_COUNT] = len(rules)
    p[P_RULE_WIDTH] = RULE_CELLS + CELL_WIDTH * len(policy.metrics)
    idle = [number for metric in policy.metrics for number in _cell(metric, None, programs)]
    p[P_NO_RULE] = programs.add([-1, 0, -1, -1, -1, *idle])
    p[P_EVERY] = policy.evaluate_every
    p[P_NOTICES] = int(bool(_notices_of(policy)))
    p[P_WATCHED] = programs.add(programs.watched)
    p[P_WATCHED_COUNT] = len(programs.watched)


def _rule_block(rule: SlaRule, number: int, policy: Policy, programs: Programs) -> list[int]:
    names = list(policy.calendars)
    slot, values = _chosen(rule.calendar, programs)
    calendars = programs.add([-1 if name is None else names.index(name) for name in values])
    head = [programs.program(rule.when), ON_CHANGES[rule.on_change], slot, calendars, number]
    cells = [value for metric in policy.metrics for value in _cell(metric, rule, programs)]
    return head + cells


def _cell(metric: Metric, rule: SlaRule | None, programs: Programs) -> list[int]:
    pause = pause_of(metric, rule)
    known = [programs.watch(pause), int(pause_needs(pause))]
    if rule is None or metric.name not in rule.targets:
        return [-1, -1, *known, -1, 0]
    slot, targets = _chosen(rule.targets[metric.name], programs)
    pairs = [number for target in targets for number in ((target.amount, UNITS[target.unit]) if target else (-1, 0))]
    return [slot, programs.add(pairs), *known, *_notices(metric, rule, programs)]


def _notices(metric: Metric, rule: SlaRule, programs: Programs) -> list[int]:
    """Write the notices of one metric of a rule; return their place and count."""
    notices = rule.notices.get(metric.name, ())
    if len(notices) > MOST_NOTICES:
        raise PolicyError(
            f"the rule {rule.name!r} has {len(notices)} notices of {metric.name}; there may be {MOST_NOTICES}",
            "let its levels under `escalate` repeat fewer times",
        )
    blocks = [_notice_block(notice, programs) for notice in notices]
    return [programs.add([number for block in blocks for number in block]), len(blocks)]


def _notice_block(notice: Notice, programs: Programs) -> list[int]:
    place = programs.add(given_pairs(notice.sets, programs))
    when = programs.program(notice.when or All())
    return [notice.level, MEASURES[notice.measure], notice.offset, place, len(notice.sets), when]


def _chosen(choice: Choice[T], programs: Programs) -> tuple[int, list[T | None]]:
    """Return the slot that a choice depends on (-1: none) and its value for each of that field's codes."""
    if choice.by is None:
        return -1, [choice.otherwise]
    return programs.slots.index(choice.by), programs.choose(choice)


def _write_pairs(policy: Policy, programs: Programs) -> None:
    p = programs.p
    tiers = [number for rule in policy.tiers for number in (programs.program(rule.when), rule.tier)]
    p[P_TIERS] = programs.add(tiers)
    p[P_TIER_COUNT] = len(policy.tiers)
    codes = [programs.words.code_of("priority", rule.priority) for rule in policy.priority]
    pairs = zip(policy.priority, codes, strict=True)
    given = [number for rule, code in pairs for number in (programs.program(rule.when), code or 0)]
    p[P_PRIORITIES] = programs.add(given)
    p[P_PRIORITY_COUNT] = len(policy.priority)


def _write_fields(programs: Programs) -> None:
    p = programs.p
    numbers = programs.words.numbers
    slot_of = {numbers[name]: slot for slot, name in enumerate(programs.slots) if name in numbers}
    most = max(*numbers.values(), len(STANDARD_FIELDS))
    p[P_SLOT_OF_FIELD] = programs.add([slot_of.get(number, -1) for number in range(most + 1)])
    p[P_STATUS_CLASS] = programs.add(programs.words.categories.tolist())
    p[P_SLOTS] = len(programs.slots)
