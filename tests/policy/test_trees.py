"""The `trees` section: questions that lead to ends; a branch that no ticket reaches is refused at its place."""

from __future__ import annotations

import pytest

from hindesk.policy.trees import Case, End, Question, Tree
from hindesk.policy.values import Test
from hindesk.reports.policies import policy_summary
from tests.policy.test_problems import marked
from tests.policy.texts import HEAD, SLA, policy, problems

FIRST_LOOK = """\
lists: {vip: [Acme, 한빛]}
trees:
  - name: First look
    ask: type
    cases:
      billing:
        ask: company
        cases: {vip: {end: {tier: 3, team: Billing, tag: [vip, paid], next: Call}}}
      question: {end: {tier: 0}}
    else: {end: {next: Read it}}
"""
END = "{end: {tier: 1}}"


def test_every_key_is_read() -> None:
    vip = End(3, "Billing", ("vip", "paid"), "Call", line=11)
    company = Question("company", (Case("vip", ("Acme", "한빛"), vip),), line=10)
    cases = (Case("billing", ("billing",), company), Case("question", ("question",), End(0, line=12)))
    root = Question("type", cases, End(next="Read it", line=13), line=6)
    assert policy(FIRST_LOOK).trees == (Tree("First look", root, line=6),)


def test_a_known_value_goes_before_a_list_of_its_name() -> None:
    text = f"lists: {{high: [low]}}\ntrees: [{{name: A, ask: priority, cases: {{high: {END}}}}}]\n"
    assert policy(text).trees[0].root.cases[0].values == ("high",)


def test_tags_and_texts_answer_with_what_they_contain_and_other_fields_with_their_value() -> None:
    case = Case("x", ("x",), End(1))
    operators = {name: Question(name, (case,)).test(case) for name in ("tags", "subject", "text", "type", "status")}
    assert operators["tags"] == Test("tags", "contains", ("x",))
    assert [one.operator for one in operators.values()] == ["contains", "contains", "contains", "in", "in"]


def test_the_summary_names_the_trees() -> None:
    assert {"section": "trees", "entries": 1, "names": "First look"} in policy_summary(
        policy(FIRST_LOOK)
    ).table.to_pylist()


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (
            f"ask: type, cases: {{a: {{ask: type, cases: {{§b: {END}}}}}}}",
            "cases > a > cases: no ticket gets here: 'type' is asked again, and on this way it is 'a'",
        ),
        (
            f"ask: type, cases: {{a: {{ask: type, cases: {{A: {END}}}, §else: {END}}}}}",
            "cases > a: no ticket gets here: on this way 'type' is 'a'",
        ),
        (
            f"ask: type, cases: {{a: {END}}}, else: {{ask: type, cases: {{§a: {END}}}}}",
            "else > cases: no ticket gets here: 'type' is asked again, and 'a' has a branch of its own above",
        ),
        (f"ask: type, cases: {{a: {END}, §A: {END}}}", "cases: no ticket gets here: the cases above take 'A'"),
        (f"ask: tags, cases: {{a: {END}, §A: {END}}}", "cases: no ticket gets here: the cases above take 'A'"),
        (f"ask: §typ, cases: {{a: {END}}}", "ask: unknown field 'typ'; did you mean 'type'?"),
        (
            f"ask: §person, cases: {{a: {END}}}",
            "ask: 'person' tells what happened to a ticket; nobody fills it in",
        ),
        (f"ask: priority, cases: {{§hgh: {END}}}", "cases: unknown priority 'hgh'; did you mean 'high'?"),
        (f"ask: type, cases: {{a: {END}, §else: {END}}}", "cases: 'else' stands beside 'cases', not among them"),
        ("ask: type, cases: {a: §{}}", "cases > a: a branch either asks a field or ends"),
        (
            f"ask: type, cases: {{a: §{{ask: company, cases: {{x: {END}}}, end: {{tier: 1}}}}}}",
            "cases > a: a branch either asks a field or ends",
        ),
        ("ask: type, cases: {a: §{end: {tier: 1}, else: {end: {tier: 1}}}}", "cases > a: a branch that ends has no"),
        ("ask: type, cases: {a: §{ask: company}}", "cases > a: the question has no cases"),
        ("ask: type, cases: {a: {end: §{}}}", "cases > a > end: the branch ends in nothing"),
        ("ask: type, cases: {a: {end: {tier: §4}}}", "cases > a > end > tier: expected 3 or less"),
        ("ask: type, cases: {a: {end: {§teams: A}}}", "cases > a > end: unknown key 'teams'; did you mean 'team'?"),
    ],
)
def test_a_tree_with_a_fault_has_one_problem_at_the_mark(keys: str, problem: str) -> None:
    text, place = marked(f"{HEAD}{SLA}trees: [{{name: A, {keys}}}]\n")
    (found,) = problems(text)
    assert found.startswith(f"{place}: trees > A > {problem}")


def test_a_tree_without_cases_is_refused_at_its_place() -> None:
    text, place = marked(f"{HEAD}{SLA}trees: [§{{name: A, ask: type, cases: {{}}}}]\n")
    assert problems(text) == [f"{place}: trees > A: the question has no cases"]


def test_trees_have_names_of_their_own() -> None:
    one = f"ask: type, cases: {{a: {END}}}"
    text, place = marked(f"{HEAD}{SLA}trees: [{{name: A, {one}}}, {{name: §A, {one}}}]\n")
    assert problems(text) == [f"{place}: trees > A > name: rule 1 has the name 'A' already"]
