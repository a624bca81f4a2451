"""The JSON Schema of the policy language, for editors; made from the models that read policies."""

from __future__ import annotations

import json
from typing import Any, Final

from hindesk.policy.model import PolicyModel

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE: Final = "schemas/policy-v1.json"


def policy_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a policy in one file.

    It knows keys and shapes. Names that a policy defines itself, patterns and business days are checked by `load`.
    """
    schema = without_noise(PolicyModel.model_json_schema(by_alias=True))
    return {"$schema": DRAFT, **schema, "title": "hindesk policy"}


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"


def without_noise(node: Any, *, names: bool = False) -> Any:  # noqa: ANN401
    """Leave out generated titles and defaults of nothing; `names` marks a mapping whose keys are names."""
    if isinstance(node, list):
        return [without_noise(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: without_noise(value, names=key in {"properties", "$defs"} and not names)
        for key, value in node.items()
        if names or not (key == "title" or (key == "default" and not value))
    }
