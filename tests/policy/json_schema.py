"""The part of JSON Schema that the policy schema uses, as a check for tests."""

from __future__ import annotations

import re
from typing import Any, Final

TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
KNOWN: Final = frozenset(
    [
        "type",
        "properties",
        "additionalProperties",
        "required",
        "items",
        "enum",
        "const",
        "anyOf",
        "pattern",
        "$ref",
        "minItems",
        "minimum",
        "maximum",
        "$schema",
        "$defs",
        "description",
        "default",
        "title",
        "examples",
    ]
)


def accepts(schema: dict[str, Any], value: object, root: dict[str, Any] | None = None) -> bool:
    """Whether a value fits a schema; a keyword that is not known here fails the test."""
    root = root or schema
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        return accepts(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, root)
    if "anyOf" in schema:
        return any(accepts(one, value, root) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    return _has_type(schema.get("type"), value) and _accepts_typed(schema, value, root)


def _accepts_typed(schema: dict[str, Any], value: object, root: dict[str, Any]) -> bool:
    if isinstance(value, dict):
        return _accepts_mapping(schema, value, root)
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(accepts(schema["items"], one, root) for one in value)
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    return not isinstance(value, int) or schema.get("minimum", value) <= value <= schema.get("maximum", value)


def _has_type(name: str | None, value: object) -> bool:
    if name is None:
        return True
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _accepts_mapping(schema: dict[str, Any], value: dict[str, object], root: dict[str, Any]) -> bool:
    properties: dict[str, Any] = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    if not set(schema.get("required", ())) <= set(value):
        return False
    for key, below in value.items():
        inner = properties.get(key, others)
        if inner is False or (inner is not True and not accepts(inner, below, root)):
            return False
    return True
