"""What a level of the ladder sets."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import PlainValidator

from hindesk.events import PRIORITIES
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.yaml_source import Path

SETTABLE: Final = ("priority", "team", "type", "tier")
"""The fields that a level may set."""

TIERS: Final = ("0", "1", "2", "3")


def _read_sets(raw: object) -> tuple[tuple[str, str], ...]:
    found = Findings()
    if not isinstance(raw, dict) or not raw:
        found.add((), f"expected fields and their values such as {{priority: urgent}}, found {shown(raw)}")
        raw = {}
    pairs = tuple((field, _value(field, value, found, (field,))) for field, value in raw.items())
    found.close()
    return pairs


def _value(field: str, raw: object, found: Findings, path: Path) -> str:
    """Return the value that a field gets."""
    text = as_text(raw) or ""
    if field not in SETTABLE:
        found.add_key(path, unknown("field", field, SETTABLE))
    elif not text:
        found.add(path, f"expected a single value, found {shown(raw)}")
    elif field == "priority" and text not in PRIORITIES:
        found.add(path, unknown("priority", text, PRIORITIES))
    elif field == "tier" and text not in TIERS:
        found.add(path, f"expected a tier, 0 to 3, found {shown(raw)}")
    return text


Sets = Annotated[tuple[tuple[str, str], ...], PlainValidator(_read_sets, json_schema_input_type=dict[str, str | int])]
"""Fields and their values, as a field of a model."""
