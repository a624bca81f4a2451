"""The targets of a policy in words: rows by rule and metric, with a cell for each priority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hindesk.events import PRIORITIES
from hindesk.policy.values import Choice, Duration, Policy
from hindesk.wording.conditions import value
from hindesk.wording.head import titles
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement
from hindesk.wording.times import duration


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The targets of one metric under one rule, or for one value of the field that they depend on.

    Args:
        rule: the rule's name.
        metric: what the metric is called.
        case: the value that they hold for, in words; empty: they depend on nothing, or on the priority.
        cells: the target of each priority, from the highest; None: none.
        alike: whether they do not depend on the priority.
    """

    rule: str
    metric: str
    case: str
    cells: dict[str, str | None]
    alike: bool


def ranked_priorities() -> tuple[str, ...]:
    """Return the priorities from the highest down."""
    return tuple(sorted(PRIORITIES, key=list(PRIORITIES).index, reverse=True))


def target_rows(policy: Policy, phrases: Phrases) -> Iterator[TargetRow]:
    """Yield the table of targets in the order of the policy."""
    called = titles(policy, phrases)
    for rule in policy.sla:
        for metric, choice in rule.targets.items():
            yield from _rows(rule.name, called.get(metric, metric), choice, phrases)


def target_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield each target of each rule: one where all priorities have the same."""
    for row in target_rows(policy, phrases):
        about = ", ".join(filter(None, (row.metric, row.case)))
        for priority, target in row.cells.items():
            what = about if row.alike else f"{about}, {value('priority', priority, phrases)}"
            if target is not None:
                yield Statement("targets", row.rule, what, target)
            if row.alike:
                break


def _rows(rule: str, metric: str, choice: Choice[Duration], phrases: Phrases) -> Iterator[TargetRow]:
    if choice.by == "priority":
        cases = dict(choice.cases)
        cells = {one: _said(cases.get(one, choice.otherwise), phrases) for one in ranked_priorities()}
        yield TargetRow(rule, metric, "", cells, alike=False)
        return
    field = phrases.word("field", choice.by or "")
    for case, target in choice.cases:
        named = phrases.say("choice.named", field=field, value=value(choice.by or "", case, phrases))
        yield TargetRow(rule, metric, named, _same(_said(target, phrases)), alike=True)
    if choice.otherwise is not None:
        named = phrases.say("choice.any_other", field=field) if choice.cases else ""
        yield TargetRow(rule, metric, named, _same(_said(choice.otherwise, phrases)), alike=True)


def _same(said: str | None) -> dict[str, str | None]:
    return dict.fromkeys(ranked_priorities(), said)


def _said(target: Duration | None, phrases: Phrases) -> str | None:
    return None if target is None else duration(target, phrases)
