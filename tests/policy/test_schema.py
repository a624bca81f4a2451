"""The JSON Schema is current, accepts what loads, and refuses what editors should underline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from hindesk.policy.comparisons import OPERATORS
from hindesk.policy.schema import FILE, policy_schema, schema_text
from hindesk.policy.values import Operator
from hindesk.policy.vocabulary import MODELS
from hindesk.yaml_source import read_yaml
from tests.policy.json_schema import accepts
from tests.policy.test_ready_policies import FOLDER, READY
from tests.policy.texts import HEAD, SLA

ROOT = Path(__file__).parents[2]


def test_the_file_is_current() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == schema_text()
    assert json.loads(schema_text())["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", READY)
def test_it_accepts_the_ready_policies(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert accepts(policy_schema(), read_yaml(text, file=name).value)


@pytest.mark.parametrize("group", MODELS)
def test_it_accepts_the_examples(group: str) -> None:
    example = getattr(MODELS[group], "example", "")
    text = example if example.startswith("hindesk") else HEAD + example + ("" if "sla:" in example else SLA)
    assert accepts(policy_schema(), read_yaml(text, file=group).value)


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + SLA + "forms: x\n",
        HEAD + SLA + "traits: {a: {tickets: 1, same: type, within: 6h}}\n",
        HEAD + SLA + "traits: {a: {says: {phrase: x}}}\n",
        HEAD + SLA + "permissions: [{name: A}]\n",
        HEAD + SLA + "permissions: [{name: A, hold: {teem: x}}]\n",
        HEAD + SLA + "approvals: [{name: A, on: agent_reply}]\n",
        HEAD + SLA + "sensitive: [{name: A, when: {type: x}}]\n",
        HEAD + SLA + "priority: [{when: {trait: {is: x}}, set: low}]\n",
        HEAD + SLA + "routing: {strategy: least-loaded}\n",
        HEAD + SLA + "routing: {load: {weight: {priority: {urgent: 0}}}}\n",
        HEAD + SLA + "routing: {skills: [{need: {payments: 0}}]}\n",
        HEAD + SLA + "routing: {skills: [{else: anyone}]}\n",
        HEAD + SLA + "routing: {limit: {tickets: 5, within: 1d}}\n",
        (HEAD + SLA).replace("hindesk: 1", "hindesk: 2"),
        HEAD + SLA + "profile: zendsk\n",
        HEAD + SLA + "tiers: [{tier: 4}]\n",
        HEAD + SLA + "priority: [{when: {subject: {contians: x}}, set: low}]\n",
        HEAD + SLA + "calendars: {c: {hours: {}}}\n",
        (HEAD + SLA).replace("4h", "4 hours"),
        HEAD + "sla: []\n",
    ],
)
def test_it_refuses(text: str) -> None:
    assert not accepts(policy_schema(), read_yaml(text, file="a").value)


def test_operators_are_those_of_the_engine() -> None:
    assert get_args(Operator) == OPERATORS
