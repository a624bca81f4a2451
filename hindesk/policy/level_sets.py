"""What a level of the ladder, or a rule, sets."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import PlainValidator, ValidationInfo

from hindesk.events import PRIORITIES
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.words import STATE_FIELDS, Scalar, words_of
from hindesk.yaml_source import Path

SETTABLE: Final = ("priority", "status", "team", "assignee", "type", "tier")
"""The fields that a level may set; rules also set the policy's own fields."""

TIERS: Final = ("0", "1", "2", "3")


def _read_sets(raw: object, fields: tuple[str, ...] = SETTABLE) -> tuple[tuple[str, str], ...]:
    found = Findings()
    if not isinstance(raw, dict) or not raw:
        found.add((), f"expected fields and their values such as {{priority: urgent}}, found {shown(raw)}")
        raw = {}
    pairs = tuple((field, _value(value, fields, found, (field,))) for field, value in raw.items())
    found.close()
    return pairs


def _read_all_sets(raw: object, info: ValidationInfo) -> tuple[tuple[str, str], ...]:
    own = tuple(field for field in words_of(info).fields if field not in STATE_FIELDS)
    return _read_sets(raw, (*SETTABLE, *own))


def _value(raw: object, fields: tuple[str, ...], found: Findings, path: Path) -> str:
    """Return the value that the field gets in which the path ends."""
    text, field = as_text(raw) or "", str(path[-1])
    if field not in fields:
        found.add_key(path, unknown("field", field, fields))
    elif not text:
        found.add(path, f"expected a single value, found {shown(raw)}")
    elif field == "priority" and text not in PRIORITIES:
        found.add(path, unknown("priority", text, PRIORITIES))
    elif field == "tier" and text not in TIERS:
        found.add(path, f"expected a tier, 0 to 3, found {shown(raw)}")
    return text


def _validate(raw: object) -> tuple[tuple[str, str], ...]:
    return _read_sets(raw)


Sets = Annotated[tuple[tuple[str, str], ...], PlainValidator(_validate, json_schema_input_type=dict[str, str | int])]
"""Fields and their values, as a field of a model."""

AllSets = Annotated[
    tuple[tuple[str, str], ...],
    PlainValidator(_read_all_sets, json_schema_input_type=dict[str, Scalar]),
]
"""Likewise, the policy's own fields among them."""
