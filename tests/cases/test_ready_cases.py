"""The ready policies' cases pass, reach every rule, and notice when a rule is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from hindesk.cases.reading import read_cases
from hindesk.cases.schema import cases_schema
from hindesk.cases.testing import case_files, judge, run_policy_cases
from hindesk.cases.words import case_words
from hindesk.policy.automation import Action
from hindesk.policy.escalation import Notice, Recipient
from hindesk.policy.forms import ALWAYS, Required
from hindesk.policy.load import load_policy
from hindesk.policy.patterns import Pattern, Title
from hindesk.policy.permissions import Holder, Permission
from hindesk.policy.sources import read_source
from hindesk.policy.task_model import metric_name
from hindesk.policy.traits import Trait
from hindesk.policy.trees import End, Question
from hindesk.policy.values import All, Any, Choice, Duration, Not, Policy, SlaRule
from hindesk.yaml_source import read_yaml
from tests.policy.json_schema import accepts
from tests.policy.test_ready_policies import FOLDER, READY

Change = tuple[str, Policy]
T = TypeVar("T")


@pytest.mark.parametrize("name", READY)
def test_the_cases_of_a_ready_policy_pass_and_reach_every_rule(name: str) -> None:
    found = run_policy_cases(FOLDER / f"{name}.yaml")

    assert [result.case.name for result in found.results if not result.passed] == []
    assert [rule.what for rule in found.coverage.missed] == []
    assert [str(note) for note in found.notes] == []


@pytest.mark.parametrize("name", READY)
def test_the_cases_of_a_ready_policy_name_the_schema_for_editors(name: str) -> None:
    text = (FOLDER / f"{name}.cases.yaml").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=../schemas/cases-v1.json\n")
    assert accepts(cases_schema(), read_yaml(text, file=name).value)


@pytest.mark.slow
@pytest.mark.parametrize("name", READY)
def test_no_rule_of_a_ready_policy_can_change_unnoticed(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    policy, source = load_policy(path), read_source(path)
    read = [read_cases(file, case_words(policy, source)) for file in case_files(path)]

    assert [what for what, broken in changes(policy) if not judge(broken, source, read).failed] == []


def changes(policy: Policy) -> Iterator[Change]:
    """The policy with one thing changed, for every kind of rule, and every part of it that is easy to change."""
    for number, rule in enumerate(policy.priority):
        changed = replace(rule, priority=_other(rule.priority))
        yield f"priority {number}", replace(policy, priority=_with(policy.priority, number, changed))
    for number, one in enumerate(policy.tiers):
        higher = replace(one, tier=(one.tier + 1) % 4)
        yield f"tier {number}", replace(policy, tiers=_with(policy.tiers, number, higher))
    for number, sla in enumerate(policy.sla):
        named = replace(sla, name=f"{sla.name}?")
        for what, other in [("name", named), *_below(sla)]:
            yield f"{sla.name}: {what}", replace(policy, sla=_with(policy.sla, number, other))
    yield from _acting(policy)
    yield from _routed(policy)
    for role in policy.roles:
        yield f"role {role}", replace(policy, roles={**policy.roles, role: ("somebody else",)})
    for name, schedule in policy.on_call.items():
        layers = tuple(replace(one, who=("somebody else",) * len(one.who)) for one in schedule.layers)
        yield f"on call {name}", replace(policy, on_call={**policy.on_call, name: replace(schedule, layers=layers)})
    if policy.evaluate_every:
        yield "evaluate_every", replace(policy, evaluate_every=0)


def _acting(policy: Policy) -> Iterator[Change]:
    rules = policy.automation.rules
    for number, rule in enumerate(rules):
        kept = (*rules[:number], *rules[number + 1 :])
        yield rule.name, replace(policy, automation=replace(policy.automation, rules=kept))
        for part in ("sets", "tags", "notify", "tasks"):
            for action in _less(rule.action, part):
                changed = _with(rules, number, replace(rule, action=action))
                yield f"{rule.name}: {part}", replace(policy, automation=replace(policy.automation, rules=changed))
    for task in policy.tasks:
        metrics = tuple(
            replace(one, own=(_twice(task.target), task.calendar)) if one.name == metric_name(task.name) else one
            for one in policy.metrics
        )
        yield f"task {task.name}", replace(policy, metrics=metrics)
    if policy.thanks:
        yield "thanks", replace(policy, thanks=None)
    yield from _intake(policy)
    yield from _held(policy)


def _routed(policy: Policy) -> Iterator[Change]:
    routing = policy.routing
    if routing is None:
        return
    for number, rule in enumerate(routing.skills):
        for what, skills in (
            ("name", _with(routing.skills, number, replace(rule, name=f"{rule.name}?"))),
            ("when", _with(routing.skills, number, replace(rule, when=ALWAYS))),
            ("all", _without(routing.skills, number)),
        ):
            yield f"skills {rule.name}: {what}", replace(policy, routing=replace(routing, skills=skills))
    if routing.exclude is not None:
        yield "exclude", replace(policy, routing=replace(routing, exclude=None))
        yield "exclude all", replace(policy, routing=replace(routing, exclude=ALWAYS))


def _held(policy: Policy) -> Iterator[Change]:
    for number, trait in enumerate(policy.traits):
        for what, other in _other_traits(trait):
            yield f"trait {trait.name}: {what}", replace(policy, traits=_with(policy.traits, number, other))
    for number, rule in enumerate(policy.permissions):
        for what, instead in _other_permissions(rule):
            kept = (*policy.permissions[:number], *instead, *policy.permissions[number + 1 :])
            yield f"permission {rule.name}: {what}", replace(policy, permissions=kept)
    for number, approval in enumerate(policy.approvals):
        for what, changed in (("when", replace(approval, when=ALWAYS)), ("there", replace(approval, approved=ALWAYS))):
            approvals = _with(policy.approvals, number, changed)
            yield f"approval {approval.name}: {what}", replace(policy, approvals=approvals)
        yield f"approval {approval.name}", replace(policy, approvals=_without(policy.approvals, number))
    for number, matter in enumerate(policy.sensitive):
        private = _with(policy.sensitive, number, replace(matter, public=ALWAYS))
        yield f"matter {matter.name}: public", replace(policy, sensitive=private)
        yield f"matter {matter.name}", replace(policy, sensitive=_without(policy.sensitive, number))


def _other_traits(trait: Trait) -> Iterator[tuple[str, Trait]]:
    if trait.when is not None:
        for number, part in enumerate(trait.when.parts if isinstance(trait.when, Any) else (trait.when,)):
            yield f"when {number}", replace(trait, when=All((trait.when, Not(part))))
    if trait.often is not None:
        yield "tickets", replace(trait, often=replace(trait.often, tickets=trait.often.tickets + 1))
        yield "within", replace(trait, often=replace(trait.often, within=trait.often.within * 2))
        if trait.often.times:
            yield "times", replace(trait, often=replace(trait.often, times=0))
    if trait.says is not None:
        for number in range(len(trait.says.patterns)):
            patterns = _without(trait.says.patterns, number) or (Pattern("own", Title(), ("nobody says this",), ()),)
            yield f"says {number}", replace(trait, says=replace(trait.says, patterns=patterns))
        for number in range(len(trait.says.by) if len(trait.says.by) > 1 else 0):
            yield f"by {number}", replace(trait, says=replace(trait.says, by=_without(trait.says.by, number)))


def _other_permissions(rule: Permission) -> Iterator[tuple[str, tuple[Permission, ...]]]:
    yield "all", ()
    for number in range(len(rule.holders)):
        holders = _without(rule.holders, number) or (Holder("person", "somebody else"),)
        yield f"hold {number}", (replace(rule, holders=holders),)
    if rule.tier is not None:
        yield "tier", (replace(rule, tier=rule.tier - 1),)
    if rule.when != ALWAYS:
        yield "when", (replace(rule, when=ALWAYS),)


def _intake(policy: Policy) -> Iterator[Change]:
    for number, form in enumerate(policy.forms):
        kept = (*policy.forms[:number], *policy.forms[number + 1 :])
        yield form.name, replace(policy, forms=kept)
        for place, one in enumerate(form.require):
            less = (*form.require[:place], *form.require[place + 1 :], Required("subject"))
            instead = [less, _with(form.require, place, Required(one.field))] if one.when != ALWAYS else [less]
            for require in instead:
                forms = _with(policy.forms, number, replace(form, require=require))
                yield f"{form.name}: {one.field}", replace(policy, forms=forms)
    for number, tree in enumerate(policy.trees):
        for what, root in _led_elsewhere(tree.root):
            yield f"{tree.name}: {what}", replace(policy, trees=_with(policy.trees, number, replace(tree, root=root)))


def _led_elsewhere(question: Question) -> Iterator[tuple[str, Question]]:
    """The question with one of the ends below it changed."""
    for number, case in enumerate(question.cases):
        for what, to in _other_ends(case.to):
            changed = _with(question.cases, number, replace(case, to=to))
            yield f"{case.name} {what}", replace(question, cases=changed)
    for what, to in _other_ends(question.otherwise):
        yield f"else {what}", replace(question, otherwise=to)


def _other_ends(node: Question | End | None) -> Iterator[tuple[str, Question | End]]:
    if isinstance(node, Question):
        yield from _led_elsewhere(node)
    elif node is not None:
        yield "end", replace(node, team=f"{node.team}?")


def _less(action: Action, part: str) -> Iterator[Action]:
    """The action without each of what it does of one kind."""
    done = getattr(action, part)
    for number in range(len(done)):
        yield replace(action, **{part: (*done[:number], *done[number + 1 :])})


def _below(rule: SlaRule) -> Iterator[tuple[str, SlaRule]]:
    for metric, choice in rule.targets.items():
        for case, changed in _longer(choice):
            yield f"{metric} {case}", replace(rule, targets={**rule.targets, metric: changed})
    for metric in rule.pause:
        yield f"pause {metric}", replace(rule, pause={name: one for name, one in rule.pause.items() if name != metric})
    for metric, notices in rule.notices.items():
        for number, one in enumerate(notices):
            for what, instead in _less_told(one):
                told = (*notices[:number], *instead, *notices[number + 1 :])
                yield f"{metric} notice {number}: {what}", replace(rule, notices={**rule.notices, metric: told})


def _less_told(notice: Notice) -> Iterator[tuple[str, tuple[Notice, ...]]]:
    """The notice left out, for a later time, to each recipient less, and without what it sets."""
    yield "all", ()
    yield "offset", (replace(notice, offset=notice.offset + (5 if notice.measure == "percent" else 1_200_000_000)),)
    for number in range(len(notice.to)):
        to = (*notice.to[:number], *notice.to[number + 1 :])
        yield f"to {number}", (replace(notice, to=to or (Recipient("person", "somebody else"),)),)
    if notice.sets:
        yield "sets", (replace(notice, sets=()),)


def _longer(choice: Choice[Duration]) -> Iterator[tuple[str, Choice[Duration]]]:
    for number, (case, target) in enumerate(choice.cases):
        cases = (*choice.cases[:number], (case, _twice(target)), *choice.cases[number + 1 :])
        yield case, replace(choice, cases=cases)
    if choice.otherwise:
        yield "else", replace(choice, otherwise=_twice(choice.otherwise))


def _twice(target: Duration) -> Duration:
    return replace(target, amount=2 * target.amount)


def _other(priority: str) -> str:
    return "low" if priority != "low" else "high"


def _without(rules: tuple[T, ...], number: int) -> tuple[T, ...]:
    return (*rules[:number], *rules[number + 1 :])


def _with(rules: tuple[T, ...], number: int, one: T) -> tuple[T, ...]:
    return (*rules[:number], one, *rules[number + 1 :])


def test_a_folder_has_its_cases_in_it(tmp_path: Path) -> None:
    for ending in ("yaml", "cases.yaml"):
        text = (FOLDER / f"social-desk.{ending}").read_text(encoding="utf-8")
        (tmp_path / f"desk.{ending}").write_text(text, encoding="utf-8")
    (tmp_path / "more.cases.yaml").write_text(
        (tmp_path / "desk.cases.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert len(run_policy_cases(tmp_path).results) == 2 * len(run_policy_cases(tmp_path / "desk.yaml").results)
