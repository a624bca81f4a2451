"""What is remarkable about a ticket is read, and asked for by name."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.policy.automation import Doer
from hindesk.policy.patterns import shipped_patterns
from hindesk.policy.traits import Often, Says, Trait
from hindesk.policy.values import All, Any, Condition, Not, Test
from tests.policy.test_problems import marked
from tests.policy.texts import HEAD, SLA, notes, policy, problems

TRAITS: Final = """\
fields: [followers]
traits:
  influential: {when: {followers: {above: 10000}}}
  comes back: {tickets: 3, same: customer, within: 7 days}
  spike: {tickets: 10, same: [product, type], within: 6h, times: 3}
  card data: {says: card number, by: [agent, customer]}
  quote: {says: {phrases: [견적, quot(e|ation)], vetoes: [in quotes]}}
"""
HOUR: Final = 3_600_000_000
BACK: Final = Test("trait:comes back", "is_set", ("true",))
INFLUENTIAL: Final = Test("followers", "above", ("10000",))
BOTH: Final[tuple[Doer, ...]] = ("customer", "agent")


def test_each_sort_of_trait_is_read() -> None:
    influential, back, spike, card, quote = policy(TRAITS).traits
    assert influential == Trait("influential", when=INFLUENTIAL, line=6)
    assert back == Trait("comes back", often=Often(3, ("customer",), 168 * HOUR), line=7)
    assert spike == Trait("spike", often=Often(10, ("product", "type"), 6 * HOUR, 3), line=8)
    assert card == Trait("card data", says=Says((shipped_patterns()["card number"],), BOTH), line=9)
    assert quote.says is not None
    ((pattern,), by) = (quote.says.patterns, quote.says.by)
    assert (pattern.phrases, pattern.vetoes, by) == (("견적", "quot(e|ation)"), ("in quotes",), ("customer",))


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        ("{trait: comes back}", BACK),
        ("{trait: influential}", INFLUENTIAL),
        ("{trait: [comes back, influential]}", Any((BACK, INFLUENTIAL))),
        ("{not: {trait: comes back}}", Not(BACK)),
        ("{trait: comes back, type: x}", All((BACK, Test("type", "is", ("x",))))),
    ],
)
def test_a_condition_asks_for_traits_by_name(asked: str, condition: Condition) -> None:
    assert policy(f"{TRAITS}priority: [{{when: {asked}, set: high}}]\n").priority[0].when == condition


BAD: Final = [
    ("fields: [§trait]", "fields > no. 1: 'trait' is a word of the language; import the field under another name"),
    ("traits: {a: §{}}", "traits > a: a trait has one of when, tickets and says; this one has none"),
    ("traits: {a: §{when: {type: x}, says: sales}}", "traits > a: a trait has one of when, tickets and says; this one"),
    ("traits: {a: §{when: {type: x}, times: 3}}", "traits > a: 'times' does nothing beside 'when'"),
    ("traits: {a: §{tickets: 3, same: customer}}", "traits > a: 'tickets' needs 'same'"),
    ("traits: {a: {tickets: §1, same: customer, within: 6h}}", "traits > a > tickets: expected 2 or more, found the"),
    ("traits: {a: {tickets: 3, same: §custmer, within: 6h}}", "unknown field 'custmer'; did you mean 'customer'?"),
    ("traits: {a: {tickets: 3, same: [type, §type], within: 6h}}", "same > no. 2: the same field stands above"),
    ("traits: {a: {tickets: 3, same: §[], within: 6h}}", "traits > a > same: the list is empty; name a field"),
    ("traits: {a: {tickets: 3, same: type, within: §2bd}}", "this counts wall-clock time; write hours such as 24h"),
    ("traits: {a: {tickets: 3, same: type, within: §400 days}}", "expected more than nothing and at most 366 days"),
    ("traits: {a: {says: §salse}}", "traits > a > says: unknown pattern 'salse'; did you mean 'sales'?"),
    ("traits: {a: {says: {phrases: [a, §'(?=a)']}}}", "'(?=a)' is not a regular expression that can be matched"),
    ("traits: {a: {says: sales, by: §robot}}", "traits > a > by: unknown actor 'robot'"),
    ("traits: {b: {says: sales}, a: {when: §{trait: b}}}", "traits > a > when: a trait names no other one; write its"),
    ("priority: [{when: {trait: §comesback}, set: low}]", "unknown trait 'comesback'; did you mean 'comes back'?"),
    ("priority: [{when: {trait: §[]}, set: low}]", "priority > no. 1 > when > trait: the list is empty"),
    ("priority: [{when: {trait: §{is: x}}, set: low}]", "expected the name of a trait, found a mapping"),
    ("priority: [{when: {§triat: comes back}, set: low}]", "unknown field 'triat'; did you mean 'trait'?"),
    ("automation: {on_update: [{name: A, on: {changed: §trait}, do: {tag: x}}]}", "unknown field 'trait'"),
]


@pytest.mark.parametrize(("piece", "message"), BAD)
def test_a_bad_trait_has_one_problem_at_the_mark(piece: str, message: str) -> None:
    known = "" if piece.startswith("traits") else "traits: {comes back: {tickets: 3, same: customer, within: 7 days}}\n"
    text, place = marked(f"{HEAD}{SLA}{known}{piece}\n")
    (problem,) = problems(text)
    assert problem.startswith(f"{place}: ")
    assert message in problem


@pytest.mark.parametrize(
    ("piece", "where"),
    [
        ("routing: {exclude: {trait: §%s}}", "routing > exclude > trait"),
        ("routing: {load: {counts: {not: {trait: §%s}}}}", "routing > load > counts > not > trait"),
        (
            "routing: {skills: [{when: {any: [{type: x}, {trait: [influential, §%s]}]}, need: a}]}",
            "routing > skills > no. 1 > when > any > no. 2 > trait > no. 2",
        ),
        ("forms: [{name: A, when: {trait: §%s}, require: [type]}]", "forms > A > when > trait"),
        (
            "forms: [{name: A, require: [{field: type, when: {trait: §%s}}]}]",
            "forms > A > require > no. 1 > when > trait",
        ),
    ],
)
@pytest.mark.parametrize(("name", "tells"), [("comes back", "other tickets tell"), ("card data", "messages tell")])
def test_what_looks_at_fields_alone_asks_for_no_such_trait(piece: str, where: str, name: str, tells: str) -> None:
    text, place = marked(HEAD + SLA + TRAITS + piece % name + "\n")
    section = where.partition(" ")[0]
    told = f"{tells} whether a ticket has the trait {name!r}, and {section!r} looks at its fields alone"
    assert problems(text) == [f"{place}: {where}: {told}"]
    assert problems(text.replace(f"trait: {name}", "trait: influential").replace(f", {name}]", "]")) == []


@pytest.mark.parametrize(
    ("piece", "where"),
    [
        ("trees: [{name: A, ask: §trait, cases: {x: {end: {tier: 1}}}}]", "trees > A > ask"),
        ("forms: [{name: A, require: [§trait]}]", "forms > A > require > no. 1"),
    ],
)
def test_a_trait_is_no_field_to_ask_for(piece: str, where: str) -> None:
    text, place = marked(HEAD + SLA + TRAITS + piece + "\n")
    assert problems(text) == [f"{place}: {where}: 'trait' is no field; only conditions ask for traits"]


def test_a_trait_that_nothing_asks_for_is_named() -> None:
    asked = "priority: [{when: {trait: [comes back, spike]}, set: low}]\n"
    asked += "sensitive: [{name: A, when: {trait: card data}, public: {not: {trait: influential}}}]\n"
    found = [note for note in notes(f"{TRAITS}{asked}{SLA}") if "trait" in note]
    assert found == ["10:10: traits > quote: nothing asks for this trait"]


def test_a_policy_has_twenty_traits_at_most() -> None:
    listed = ", ".join(f"t{number}: {{says: sales}}" for number in range(21))
    (problem,) = problems(f"{HEAD}{SLA}traits: {{{listed}}}\n")
    assert problem == "5:9: traits: a policy has 20 traits at most, and these are 21"
