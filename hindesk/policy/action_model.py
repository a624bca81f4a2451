"""The `do` key of a rule and the `scenarios` section: what is done, all of it at one instant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, Field, PlainValidator, TypeAdapter, ValidationInfo, model_validator

from hindesk.policy.automation import Action
from hindesk.policy.findings import Findings, said, unknown
from hindesk.policy.level_sets import AllSets
from hindesk.policy.parts import Part, Texts
from hindesk.policy.recipients import Recipients
from hindesk.policy.words import words_of
from hindesk.yaml_source import Path

FORMS: Final = "set, tag, notify, task or scenario"
"""What an action may do, for messages."""


def _known_tasks(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Accept the names of tasks."""
    return _known("task", names, words_of(info).tasks)


def _known_scenarios(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Accept the names of scenarios."""
    return _known("scenario", names, words_of(info).scenarios)


def _known(what: str, names: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    known, found = tuple(known), Findings()
    for number, name in enumerate(names):
        if name not in known:
            found.add((number,) if len(names) > 1 else (), unknown(what, name, known))
    found.close()
    return names


class ActionModel(Part):
    """What a rule or a scenario does: one mapping, or a list of them. All of it happens at the same instant."""

    example: ClassVar[str] = (
        "calendars:\n"
        '  office: {week: {mon-fri: "09:00-18:00"}}\n'
        "tasks:\n"
        "  Check the payment: {team: Finance, target: 4h, calendar: office}\n"
        "scenarios:\n"
        "  refund: [{tag: refund}, {set: {assignee: Kim Suji, status: open}}, {task: Check the payment}]\n"
        "automation:\n"
        "  on_create:\n"
        "    - name: Refunds\n"
        "      when: {subject: {contains: [환불, refund]}}\n"
        "      do: [{set: {type: billing, team: Billing}}, {scenario: refund}]\n"
    )

    set: AllSets = Field(
        default=(),
        description="fields and what they are from then on: priority, status (a category's name or the help desk's "
        "own), team, assignee, type, tier, own fields",
    )
    tag: Texts = Field(default=(), description="tags that the ticket has from then on")
    notify: Recipients = Field(default=(), description="who is told")
    task: Annotated[Texts, AfterValidator(_known_tasks)] = Field(default=(), description="tasks that begin")
    scenario: Annotated[Texts, AfterValidator(_known_scenarios)] = Field(
        default=(), description="scenarios whose actions are done as well"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.model_fields_set:
            raise said(f"nothing is done; write {FORMS}")
        return self


_ONE: Final = TypeAdapter(ActionModel)
_SEVERAL: Final = TypeAdapter(list[ActionModel])


def _read_actions(raw: object, info: ValidationInfo) -> Action:
    """Read what a rule does, its scenarios spelled out."""
    models, paths = _models(raw, info)
    found = Findings(words_of(info))
    if not models:
        found.add((), f"nothing is done; write {FORMS}")
    action = Action()
    for model, path in zip(models, paths, strict=True):
        action = _joined(action, model, found, path)
    found.close()
    return action


def _models(raw: object, info: ValidationInfo) -> tuple[list[ActionModel], list[Path]]:
    """Read a mapping or a list of them, each with its place."""
    if isinstance(raw, list):
        several = _SEVERAL.validate_python(raw, context=info.context)
        return several, [(number,) for number in range(len(several))]
    return [_ONE.validate_python(raw, context=info.context)], [()]


def _joined(action: Action, model: ActionModel, found: Findings, path: Path) -> Action:
    """Return what is done with one more mapping, and what its scenarios do; a field is set once."""
    own = Action(model.set, model.tag, model.notify, model.task)
    action = _both(action, own, found, (*path, "set"))
    for name in model.scenario:
        if scenario := found.words.scenarios.get(name):
            action = _both(action, scenario, found, (*path, "scenario"), by=f" by the scenario {name!r}")
    return action


def _both(first: Action, second: Action, found: Findings, path: Path, by: str = "") -> Action:
    given = dict(first.sets)
    for field, value in second.sets:
        if field in given:
            place = path if by else (*path, field)
            found.add(place, f"{field!r} is set to {given[field]!r} already, and here to {value!r}{by}")
    return Action(
        (*first.sets, *((field, value) for field, value in second.sets if field not in given)),
        tuple(dict.fromkeys((*first.tags, *second.tags))),
        tuple(dict.fromkeys((*first.notify, *second.notify))),
        tuple(dict.fromkeys((*first.tasks, *second.tasks))),
    )


def _read_scenario(raw: object, info: ValidationInfo) -> Action:
    """Read what a scenario does; it names no other scenario."""
    models, paths = _models(raw, info)
    found = Findings()
    for model, path in zip(models, paths, strict=True):
        if model.scenario:
            found.add_key((*path, "scenario"), "a scenario names no other one; write what it does")
    found.close()
    return _read_actions(raw, info)


Actions = Annotated[Action, PlainValidator(_read_actions, json_schema_input_type=ActionModel | list[ActionModel])]
"""What a rule does, as a field of a model."""

ScenarioActions = Annotated[
    Action, PlainValidator(_read_scenario, json_schema_input_type=ActionModel | list[ActionModel])
]
"""What a scenario does, as a field of a model."""
