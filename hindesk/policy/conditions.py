"""Conditions: nested `all`, `any` and `not` over comparisons of fields."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo

from hindesk.policy.comparisons import Comparison, read_field
from hindesk.policy.findings import Findings, shown
from hindesk.policy.values import All, Condition, Not
from hindesk.policy.values import Any as Either
from hindesk.policy.words import Maybe, Scalar, words_of
from hindesk.yaml_source import Path


class ConditionForm(BaseModel):
    """Which tickets are meant. Every other key names a field: a value, a list of values (any of them), or operators.

    Several keys in one mapping must all hold. Fields are the standard ones and those listed under `fields`.
    `status` compares with the help desk's own name and with the category.
    """

    model_config = ConfigDict(extra="allow")
    example: ClassVar[str] = (
        "lists: {vip: [Acme, Hanbit]}\n"
        "priority:\n"
        "  - {when: {any: [{type: billing}, {company: {in: vip}}]}, set: high}\n"
        "  - {when: {channel: [twitter, facebook], not: {language: ko}}, set: normal}\n"
    )

    __pydantic_extra__: dict[str, Scalar | list[Scalar] | Comparison] = Field(init=False)
    all: list[ConditionForm] = Field(default=[], description="every one of these conditions holds")
    any: list[ConditionForm] = Field(default=[], description="at least one of these conditions holds")
    not_: Maybe[ConditionForm] = Field(default=None, alias="not", description="this condition does not hold")
    trait: Maybe[str | list[str]] = Field(
        default=None, description="the ticket has this trait of `traits`, or any of these"
    )


def read_condition(raw: object, *, found: Findings, path: Path = ()) -> Condition:
    """Read a condition; what is wrong with it goes to the findings, under its path."""
    if not isinstance(raw, dict):
        found.add(path, f"expected a condition such as {{type: billing}}, found {shown(raw)}")
        return All()
    if not raw:
        found.add(path, "the condition is empty; to match every ticket, leave it out")
    parts = tuple(_read_part(key, raw[key], found=found, path=(*path, key)) for key in raw)
    return parts[0] if len(parts) == 1 else All(parts)


def _read_part(key: str, raw: object, *, found: Findings, path: Path) -> Condition:
    """Read one key of a condition."""
    if key == "not":
        return Not(read_condition(raw, found=found, path=path))
    if key not in {"all", "any"}:
        return read_field(key, raw, found=found, path=path)
    if not isinstance(raw, list) or not raw:
        found.add(path, f"expected a list of conditions, found {'an empty list' if raw == [] else shown(raw)}")
        return All()
    parts = tuple(read_condition(item, found=found, path=(*path, number)) for number, item in enumerate(raw))
    return All(parts) if key == "all" else Either(parts)


def _validate(raw: object, info: ValidationInfo) -> Condition:
    """Read a condition as a model's field."""
    found = Findings(words_of(info))
    condition = read_condition(raw, found=found)
    found.close()
    return condition


When = Annotated[Condition, PlainValidator(_validate, json_schema_input_type=ConditionForm)]
"""A condition as a field of a model."""
