"""Trees are drawn with lines, and ends stand in line whatever alphabet the labels have."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from hindesk.errors import InputError
from hindesk.policy.tree_drawing import TreeWords, drawn, end_in_words, trees_named
from hindesk.policy.trees import Case, End, Question, Tree
from tests.policy.test_trees import FIRST_LOOK
from tests.policy.texts import policy

SHOP = Question("product", (Case("shop", ("shop",), End(2, "결제팀", ("paid",))),), End(1))
TREE = Tree("첫 분류", Question("type", (Case("환불", ("환불",), SHOP), Case("billing", ("billing",), End(1)))))
DRAWN = """\
첫 분류
type?
├─ 환불 ───── product?
│             ├─ shop ─→ tier 2, team 결제팀, tag paid
│             └─ else ─→ tier 1
├─ billing ─→ tier 1
└─ else ────→ nowhere"""


def test_a_tree_is_drawn_with_its_ends_in_line() -> None:
    assert drawn(TREE) == DRAWN


def test_siblings_end_at_the_same_column() -> None:
    ends = [line.partition("→")[0] for line in drawn(TREE).splitlines() if line.startswith(("├", "└")) and "→" in line]
    assert [wcswidth(before) for before in ends] == [12, 12]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (End(2), "tier 2"),
        (End(0, "Bots", ("a", "b")), "tier 0, team Bots, tag a, b"),
        (End(team="A", next="Call back"), "team A: Call back"),
        (End(next="Read\n  it\x1b"), "Read it"),
    ],
)
def test_an_end_reads_as_a_sentence(end: End, words: str) -> None:
    assert end_in_words(end) == words


def test_a_tree_is_found_by_its_name_and_without_one_all_are() -> None:
    found = policy(FIRST_LOOK)
    assert trees_named(found, "First look") == trees_named(found) == found.trees


def test_an_unknown_tree_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError, match="there is no decision tree 'First loop'") as told:
        trees_named(policy(FIRST_LOOK), "First loop")
    assert told.value.hint == "did you mean First look? there are First look"


def test_a_policy_without_trees_says_so() -> None:
    with pytest.raises(InputError, match="has no decision trees"):
        trees_named(policy(""))


def test_a_tree_is_drawn_in_the_words_that_are_given() -> None:
    words = TreeWords(
        field=lambda field: f"the {field}",
        value=lambda field, value: f"{field} {value}",
        end=lambda end: f"<{end.tier}>\n",
        others="others",
        nowhere="-",
    )
    assert drawn(Tree("A", Question("type", (Case("a", ("a",), End(1)),))), words) == (
        "A\nthe type?\n├─ type a ─→ <1>\n└─ others ─→ -"
    )
