"""The JSON Schema of case files, for editors; made from the models that read them."""

from __future__ import annotations

import json
from typing import Any, Final

from hindesk.cases.model import CasesModel
from hindesk.policy.schema import DRAFT, without_noise

FILE: Final = "schemas/cases-v1.json"


def cases_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a case file.

    It knows keys and shapes. Names of the policy, times, and what the lines say are checked by `read_cases`.
    """
    schema = without_noise(CasesModel.model_json_schema(by_alias=True))
    return {"$schema": DRAFT, **schema, "title": "hindesk cases"}


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(cases_schema(), indent=2, ensure_ascii=False) + "\n"
