"""The `forms` section says what tickets must tell at their creation; what asks for nothing is refused at its place."""

from __future__ import annotations

import pytest

from hindesk.policy.forms import Form, Required
from hindesk.policy.values import All, Test
from hindesk.reports.policies import policy_summary
from tests.policy.test_problems import marked
from tests.policy.texts import HEAD, SLA, notes, policy, problems

TWO = """\
fields: [invoice]
forms:
  - name: Billing
    when: {type: billing}
    require: [company, {field: invoice, when: {product: shop}}]
  - {name: Rest, require: [type]}
"""


def test_every_key_is_read() -> None:
    shop = Test("product", "is", ("shop",))
    assert policy(TWO).forms == (
        Form("Billing", Test("type", "is", ("billing",)), (Required("company"), Required("invoice", shop)), line=6),
        Form("Rest", All(), (Required("type"),), line=9),
    )


def test_a_policy_without_the_section_has_no_forms() -> None:
    assert policy("").forms == ()


def test_the_summary_names_the_forms() -> None:
    rows = policy_summary(policy(TWO)).table.to_pylist()
    assert {"section": "forms", "entries": 2, "names": "Billing, Rest (all others)"} in rows


def test_a_form_below_one_that_matches_every_ticket_is_named() -> None:
    forms = "forms:\n  - {name: A, require: [type]}\n  - {name: B, when: {type: x}, require: [company]}\n"
    (note,) = [one for one in notes(SLA + forms) if "forms" in one]
    assert note == "7:5: forms > B: this rule is never reached: rule 1 on line 6 matches every ticket"


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("{name: A, require: §[]}", "A > require: the list is empty; a form requires one field at least"),
        ("{name: A, require: [§compny]}", "A > require > no. 1: unknown field 'compny'; did you mean 'company'?"),
        (
            "{name: A, require: [{field: §invoice}]}",
            "A > require > no. 1 > field: unknown field 'invoice'; a field of your own must be listed under 'fields'",
        ),
        (
            "{name: A, require: [§handled_by]}",
            "A > require > no. 1: 'handled_by' tells what happened to a ticket; nobody fills it in",
        ),
        ("{name: A, require: [type, §type]}", "A > require > no. 2: 'type' is required already"),
        (
            "{name: A, require: [type, §{field: type, when: {company: x}}]}",
            "A > require > no. 2: 'type' is required already",
        ),
        (
            "{name: A, require: [§{field: type, when: {any: [{company: x}, {not: {type: y}}]}}]}",
            "A > require > no. 1: 'type' is shown by its own value, which nobody could give before",
        ),
        (
            "{name: A, when: {type: x}, require: [§{field: company, when: {type: y}}]}",
            "A > require > no. 1: 'company' is never shown: its condition can't hold where the form's does",
        ),
        ("{name: A, require: [type]}, {name: §A, require: [type]}", "A > name: rule 1 has the name 'A' already"),
        ("{name: A, §requires: [type], require: [type]}", "A: unknown key 'requires'; did you mean 'require'?"),
    ],
)
def test_a_form_that_asks_for_nothing_is_refused_at_its_place(form: str, problem: str) -> None:
    text, place = marked(f"{HEAD}{SLA}forms: [{form}]\n")
    assert problems(text) == [f"{place}: forms > {problem}"]
