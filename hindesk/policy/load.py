"""Loading a policy: from YAML to checked values, or to every problem that it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from hindesk.errors import PolicyError
from hindesk.policy.automation import Automation, Task
from hindesk.policy.context import gather_words
from hindesk.policy.empties import empties_in
from hindesk.policy.metric_model import ProfileModel
from hindesk.policy.model import PolicyModel
from hindesk.policy.notes import notes_on
from hindesk.policy.permission_check import unrostered
from hindesk.policy.problems import Problem, model_problems, problem_at, text_problems
from hindesk.policy.profile import load_profile
from hindesk.policy.routing import Routing
from hindesk.policy.rule_loops import loop_problems
from hindesk.policy.rule_notices import notices_of
from hindesk.policy.sources import Source, read_source, source_of
from hindesk.policy.task_model import task_metric
from hindesk.policy.trait_places import trait_problems
from hindesk.policy.trees import Tree
from hindesk.policy.values import Metric, Policy, PriorityRule, SlaRule, TierRule
from hindesk.policy.words import Words
from hindesk.yaml_source import Path as Way
from hindesk.yaml_source import Place


@dataclass(frozen=True, slots=True)
class PolicyCheck:
    """What checking a policy gives: the policy or its problems, and notes that are worth reading.

    Args:
        policy: the policy, or None where it has problems.
        problems: what is wrong, in the order of the file.
        notes: what is not wrong but may not be meant, or can't be seen at a glance; only for a policy without problems.
    """

    policy: Policy | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load_policy(path: Path | str) -> Policy:
    """Load a policy from a YAML file or a folder of them.

    Raises:
        PolicyError: the file can't be read, or the policy has problems; the message lists all of them, one a line, as
            `file:line:column: where: what`.
    """
    check = check_policy(path)
    if check.policy is None:
        count = len(check.problems)
        lines = "\n".join(str(problem) for problem in check.problems)
        raise PolicyError(
            f"the policy {path} can't be used, it has {count} problem{'s'[: count > 1]}:\n{lines}",
            "`hindesk policy schema WORD` explains a word of the language",
        )
    return check.policy


def check_policy(path: Path | str) -> PolicyCheck:
    """Check a policy in a YAML file or a folder of them.

    Raises:
        PolicyError: the file can't be read.
    """
    where = Path(path)
    return _check(read_source(where), folder=where if where.is_dir() else where.parent)


def check_text(text: str, *, file: str = "policy.yaml") -> PolicyCheck:
    """Check a policy that is given as text, without its roster; `file` is the name that problems carry."""
    return _check(source_of([(file, text)]))


def _check(source: Source, *, folder: Path | None = None) -> PolicyCheck:
    """Check a source: the YAML first, then the language, then the roster that it names in its folder."""
    problems = text_problems(source)
    words = gather_words(source.sections)
    try:
        model = PolicyModel.model_validate(source.sections, context=words)
    except ValidationError as error:
        problems += model_problems(error, source, words) if source.sections else []
    problems += trait_problems(source, words)
    problems += _missing_values(source, {problem.place for problem in problems})
    if problems:
        return PolicyCheck(None, tuple(sorted(set(problems))))
    policy = _policy(model, source, words)
    problems = [*loop_problems(policy.automation, policy.statuses, source), *unrostered(policy, source)]
    if not problems and folder is not None and policy.people:
        # Loaded only here: it brings everything that reads tables, and few policies name a roster.
        from hindesk.policy.rostered import with_roster

        policy, problems = with_roster(policy, folder, source)
    if problems:
        return PolicyCheck(None, tuple(sorted(set(problems))))
    return PolicyCheck(policy, notes=tuple(notes_on(policy, source)))


def _missing_values(source: Source, told: set[Place]) -> list[Problem]:
    """Return the places where a value is missing and nothing else is told."""
    message = "a value is missing; write one, or leave the key out"
    missing = [problem_at(source, path, message) for path in empties_in(source.sections) if path]
    return [problem for problem in missing if problem.place not in told]


def _policy(model: PolicyModel, source: Source, words: Words) -> Policy:
    """Return the checked policy as values."""
    profile = load_profile(model.profile)
    tasks = _tasks(model, source)
    return Policy(
        name=model.name,
        time_zone=model.time_zone,
        profile=model.profile,
        landing=model.landing or profile.landing,
        calendars={name: calendar for name, calendar in words.calendars.items() if calendar is not None},
        metrics=(*_metrics(model, profile), *map(task_metric, tasks)),
        sla=tuple(_rule(model, number, profile, source) for number in range(len(model.sla))),
        tiers=tuple(
            TierRule(rule.tier, rule.when, _line(source, "tiers", number)) for number, rule in enumerate(model.tiers)
        ),
        priority=tuple(
            PriorityRule(rule.set, rule.when, _line(source, "priority", number))
            for number, rule in enumerate(model.priority)
        ),
        statuses=model.statuses,
        text=source.text,
        sha256=source.sha256,
        people=model.people,
        evaluate_every=model.evaluate_every or 0,
        on_call={
            name: one.schedule(name, time_zone=model.time_zone, line=_key_line(source, "on_call", name))
            for name, one in model.on_call.items()
        },
        roles=model.roles,
        routing=_routing(model, source),
        automation=_automation(model, source),
        tasks=tasks,
        thanks=model.thanks,
        scenarios=model.scenarios,
        forms=tuple(one.form(_line(source, "forms", number)) for number, one in enumerate(model.forms)),
        trees=_trees(model, source, words),
        traits=tuple(one.trait(name, _key_line(source, "traits", name)) for name, one in model.traits.items()),
        permissions=tuple(
            one.permission(_line(source, "permissions", number)) for number, one in enumerate(model.permissions)
        ),
        approvals=tuple(one.approval(_line(source, "approvals", number)) for number, one in enumerate(model.approvals)),
        sensitive=tuple(
            one.sensitive(_line(source, "sensitive", number)) for number, one in enumerate(model.sensitive)
        ),
    )


def _metrics(model: PolicyModel, profile: ProfileModel) -> tuple[Metric, ...]:
    """Return the profile's metrics, each replaced by the policy's own of that name, then the policy's others."""
    return tuple(one.metric(name) for name, one in {**profile.metrics, **model.metrics}.items())


def _rule(policy: PolicyModel, number: int, profile: ProfileModel, source: Source) -> SlaRule:
    """Return one rule of the `sla` section."""
    model = policy.sla[number]
    return SlaRule(
        model.name,
        model.when,
        model.calendar,
        model.targets,
        pause=model.pause,
        on_change=model.on_change or profile.on_change,
        line=_line(source, "sla", number),
        notices=notices_of(model, lambda path: _line(source, "sla", number, *path)),
    )


def _routing(model: PolicyModel, source: Source) -> Routing | None:
    """Return the `routing` section, if there is one."""
    if model.routing is None:
        return None
    rules = range(len(model.routing.skills))
    return model.routing.routing([_line(source, "routing", "skills", number) for number in rules])


def _automation(model: PolicyModel, source: Source) -> Automation:
    """Return the `automation` section; without one, no rules."""
    if model.automation is None:
        return Automation()
    return model.automation.automation(lambda path: _line(source, "automation", *path))


def _tasks(model: PolicyModel, source: Source) -> tuple[Task, ...]:
    """Return the `tasks` section, in the order of the policy."""
    return tuple(one.task(name, _key_line(source, "tasks", name)) for name, one in model.tasks.items())


def _trees(model: PolicyModel, source: Source, words: Words) -> tuple[Tree, ...]:
    """Return the `trees` section."""

    def lines(number: int) -> Callable[[Way], int]:
        return lambda path: _line(source, "trees", number, *path)

    return tuple(one.tree(words, lines(number)) for number, one in enumerate(model.trees))


def _line(source: Source, *path: str | int) -> int:
    """Return the line on which the rule at a path begins."""
    place = source.document.place(path)
    return place.line if place else 0


def _key_line(source: Source, *path: str | int) -> int:
    """Return the line on which the key stands that a path ends in."""
    place = source.document.keys.get(path)
    return place.line if place else _line(source, *path)
