"""Triggers and pauses: what moves a metric's clock, and while what it stands still."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo

from hindesk.policy.conditions import ConditionForm, read_condition
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.values import Any as Either
from hindesk.policy.values import Condition, Test, Trigger
from hindesk.policy.words import CATEGORIES, Scalar, words_of
from hindesk.yaml_source import Path

SIGNALS: Final = {
    "created": "the ticket is created",
    "customer_message": "a customer writes",
    "agent_reply": "an agent answers in public, not automatically",
    "agent_note": "an agent writes a note that is not public",
    "automatic_reply": "a bot or the system answers in public",
    "merged": "the ticket is merged into another",
    "deleted": "the ticket is deleted",
}


class ChangedForm(BaseModel):
    """What moves a clock: the name of a signal, the change of a field (`{changed: team}`), or a condition.

    Several in a list mean any of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: ClassVar[str] = (
        "metrics:\n"
        "  handling:\n"
        "    start: [customer_message, {priority: urgent}]\n"
        "    stop: [agent_reply, {changed: team}]\n"
        "    repeat: each\n"
    )

    changed: str = Field(description="the field that changes")


TriggerForm = str | ChangedForm | ConditionForm


def read_triggers(raw: object, *, found: Findings) -> tuple[Trigger, ...]:
    """Read one trigger or a list of them."""
    if not isinstance(raw, list):
        return (_read_trigger(raw, found=found, path=()),)
    if not raw:
        found.add((), "the list is empty; name a signal, a change or a condition")
    return tuple(_read_trigger(item, found=found, path=(number,)) for number, item in enumerate(raw))


def _read_trigger(raw: object, *, found: Findings, path: Path) -> Trigger:
    """Read a signal, `{changed: field}` or a condition."""
    if isinstance(raw, dict) and raw:
        if "changed" not in raw:
            return Trigger(condition=read_condition(raw, found=found, path=path))
        return Trigger(changed=_read_changed(raw, found=found, path=path))
    if not isinstance(raw, str):
        found.add(path, f"expected a signal, {{changed: field}} or a condition, found {shown(raw)}")
    elif raw not in SIGNALS:
        found.add(path, unknown("signal", raw, SIGNALS))
    return Trigger(signal=str(raw))


def _read_changed(raw: dict[str, object], *, found: Findings, path: Path) -> str:
    """Read the field whose change is meant."""
    for key in raw:
        if key != "changed":
            found.add_key((*path, key), "'changed' stands alone; write a second trigger")
    name = as_text(raw["changed"])
    if name is None:
        found.add((*path, "changed"), f"expected the name of a field, found {shown(raw['changed'])}")
    elif name not in found.words.fields:
        found.add((*path, "changed"), unknown("field", name, found.words.fields, advice="list it under 'fields'"))
    return name or ""


def read_pause(raw: object, *, found: Findings, path: Path = ()) -> Condition:
    """Read a list of statuses, categories and conditions, any of which pauses; an empty list never does."""
    items = raw if isinstance(raw, list) else [raw]
    statuses: list[str] = []
    parts: list[Condition] = []
    for number, item in enumerate(items):
        place = (*path, number) if items is raw else path
        text = as_text(item)
        if isinstance(item, dict):
            parts.append(read_condition(item, found=found, path=place))
        elif text:
            statuses += (text,) if text in CATEGORIES else found.words.lists.get(text, (text,))
        else:
            found.add(place, f"expected a status, a category or a condition, found {shown(item)}")
    if statuses:
        parts.insert(0, Test("status", "in", tuple(statuses)))
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _validate_triggers(raw: object, info: ValidationInfo) -> tuple[Trigger, ...]:
    """Read triggers as a model's field."""
    found = Findings(words_of(info))
    triggers = read_triggers(raw, found=found)
    found.close()
    return triggers


def _validate_after(raw: object, info: ValidationInfo) -> tuple[Trigger, ...]:
    """Read the signals that must have been raised earlier."""
    found = Findings(words_of(info))
    triggers = read_triggers(raw, found=found)
    for number, trigger in enumerate(triggers):
        if trigger.signal is None:
            path = (number,) if isinstance(raw, list) else ()
            found.add(path, f"'after' takes signals only: {', '.join(SIGNALS)}")
    found.close()
    return triggers


def _validate_pause(raw: object, info: ValidationInfo) -> Condition:
    """Read a pause as a model's field."""
    found = Findings(words_of(info))
    condition = read_pause(raw, found=found)
    found.close()
    return condition


PauseForm = Scalar | ConditionForm | list[Scalar | ConditionForm]
Triggers = Annotated[
    tuple[Trigger, ...], PlainValidator(_validate_triggers, json_schema_input_type=TriggerForm | list[TriggerForm])
]
Signals = Annotated[tuple[Trigger, ...], PlainValidator(_validate_after, json_schema_input_type=str | list[str])]
Pause = Annotated[Condition, PlainValidator(_validate_pause, json_schema_input_type=PauseForm)]
