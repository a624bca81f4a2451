"""The reference page of case files: its examples pass, and it names every word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from hindesk.cases.coverage import Coverage
from hindesk.cases.lapse_notation import ENDINGS
from hindesk.cases.model import CaseModel, CasesModel, EarlierModel, ExpectModel, TicketModel
from hindesk.cases.notation import VERDICTS
from hindesk.cases.reachable import Section
from hindesk.cases.schema import FILE, cases_schema, schema_text
from hindesk.cases.words import ACTORS, APPROVED, ENDS, MANNERS, MISSING
from hindesk.policy.parts import keys_of
from hindesk.yaml_source import read_yaml
from tests.cases.shop import differences, outcome
from tests.policy.json_schema import accepts
from tests.policy.test_ready_policies import FOLDER

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "cases.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
POLICY, *EXAMPLES = BLOCKS


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_passes(example: str) -> None:
    assert differences(outcome(example, POLICY)) == []
    assert accepts(cases_schema(), read_yaml(example, file="page").value)


def test_the_examples_together_reach_every_rule() -> None:
    together = "cases:\n" + "".join(example.removeprefix("cases:\n") for example in EXAMPLES)
    found: Coverage = outcome(together, POLICY).coverage

    assert found.missed == ()


def test_the_example_of_the_guide_passes() -> None:
    guide = (ROOT / "docs" / "guide" / "2-policy.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(  - name: .*?)^```", guide, flags=re.MULTILINE | re.DOTALL)
    policy = (FOLDER / "saas-korea.yaml").read_text(encoding="utf-8")

    assert differences(outcome(f"cases:\n{example}", policy)) == []


@pytest.mark.parametrize("model", [CasesModel, CaseModel, ExpectModel, TicketModel, EarlierModel])
def test_every_key_stands_in_the_page(model: type[BaseModel]) -> None:
    assert [key for key in keys_of(model) if f"`{key}`" not in PAGE and f"{key}:\n" not in PAGE] == []


def test_every_word_stands_in_the_page() -> None:
    sections = Section.__args__  # type: ignore[attr-defined]
    words = [*VERDICTS, *ENDINGS, APPROVED, MISSING, *sections, *(f"{actor}: text" for actor in ACTORS), *ENDS]
    words += [f"agent {manner}: text" for manner in MANNERS if manner]

    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_the_schema_is_current() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "text",
    [
        "cases: []",
        "cases: [{name: a}]",
        "cases: [{name: a, ticket: {}}]",
        "cases: [{name: a, ticket: {created: x}, expct: {}}]",
        "cases: [{name: a, ticket: {created: x}, expect: {tier: 4}}]",
        "cases: [{name: a, ticket: {created: x, from: nobody}}]",
        "case: []",
    ],
)
def test_the_schema_refuses(text: str) -> None:
    assert not accepts(cases_schema(), read_yaml(text, file="a").value)
