"""A branch is told as unreachable exactly if no ticket comes to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from hindesk.policy.tree_reach import unreachable
from hindesk.policy.trees import Case, End, Question, Tree
from hindesk.yaml_source import Path

FIELDS = ("type", "company", "tags")
TAGGED = [tuple(tag for tag in "abc" if tag in found) for found in ("", "a", "b", "c", "ab", "ac", "bc", "abc")]
WORDS = ("a", "A", "b", "c")
STOP = End(1)


def cases(below: st.SearchStrategy[Question | End]) -> st.SearchStrategy[tuple[Case, ...]]:
    """Cases of differing names, each for one value or several."""
    values = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True)
    named = st.lists(st.tuples(values, below), min_size=1, max_size=3)
    return named.map(lambda found: tuple(Case(str(place), tuple(one), to) for place, (one, to) in enumerate(found)))


def questions(below: st.SearchStrategy[Question | End]) -> st.SearchStrategy[Question]:
    """Questions that lead to what is below."""
    return st.builds(Question, st.sampled_from(FIELDS), cases(below), st.none() | below)


TREES = questions(st.recursive(st.just(STOP), questions, max_leaves=8)).map(lambda root: Tree("Any", root))


def visited(tree: Tree, ticket: Mapping[str, tuple[str, ...]]) -> Iterator[Path]:
    """The places to which a ticket comes, one after the other."""
    node: Question | End | None = tree.root
    path: Path = ()
    while isinstance(node, Question):
        field = node.field
        case = next((one for one in node.cases if {word.lower() for word in one.values} & {*ticket[field]}), None)
        path = (*path, "cases", case.name) if case else (*path, "else")
        node = case.to if case else node.otherwise
        yield path


def places(node: Question | End | None, path: Path = ()) -> Iterator[Path]:
    """All places of a tree below its root; where nothing is written there is none."""
    if isinstance(node, Question):
        for case in node.cases:
            yield (*path, "cases", case.name)
            yield from places(case.to, (*path, "cases", case.name))
        if node.otherwise is not None:
            yield (*path, "else")
            yield from places(node.otherwise, (*path, "else"))


@given(TREES)
def test_the_places_below_what_is_told_are_those_to_which_no_ticket_comes(tree: Tree) -> None:
    values = product("abcd", "abcd", TAGGED)
    tickets = [dict(zip(FIELDS, ((kind,), (company,), tags), strict=True)) for kind, company, tags in values]
    reached = {path for ticket in tickets for path in visited(tree, ticket)}
    told = [path for path, _ in unreachable(tree)]
    below = {path for path in places(tree.root) if any(path[: len(one)] == one for one in told)}
    assert below == set(places(tree.root)) - reached


def test_a_status_that_is_a_category_leaves_the_names_of_the_help_desk_open() -> None:
    names = Question("status", (Case("Parked", ("Parked",), STOP),), STOP)
    assert unreachable(Tree("A", Question("status", (Case("on_hold", ("on_hold",), names),)))) == []


def test_a_tag_leaves_other_tags_open() -> None:
    more = Question("tags", (Case("b", ("b",), STOP),), STOP)
    assert unreachable(Tree("A", Question("tags", (Case("a", ("a",), more),)))) == []


def test_a_tag_that_was_asked_for_in_vain_is_told() -> None:
    again = Question("tags", (Case("a", ("a",), STOP),))
    ((path, message),) = unreachable(Tree("A", Question("tags", (Case("a", ("a",), STOP),), again)))
    assert path == ("else", "cases", "a")
    assert message == "no ticket gets here: 'tags' is asked again, and 'a' has a branch of its own above"


def test_what_follows_a_tag_that_every_ticket_has_there_is_told() -> None:
    again = Question("tags", (Case("a", ("a",), STOP), Case("b", ("b",), STOP)), STOP)
    assert unreachable(Tree("A", Question("tags", (Case("a", ("a",), again),)))) == [
        (("cases", "a", "cases", "b"), "no ticket gets here: the cases above take every one"),
        (("cases", "a", "else"), "no ticket gets here: on this way 'tags' is 'a'"),
    ]


def test_a_longer_text_below_one_that_it_contains_is_told() -> None:
    root = Question("subject", (Case("refund", ("refund",), STOP), Case("Refunds", ("Refunds",), STOP)), STOP)
    assert unreachable(Tree("A", root)) == [
        (("cases", "Refunds"), "no ticket gets here: the cases above take 'Refunds'")
    ]


def test_what_follows_a_text_that_contains_what_is_asked_for_again_is_told() -> None:
    again = Question("subject", (Case("환불", ("환불",), STOP),), STOP)
    assert unreachable(Tree("A", Question("subject", (Case("환불 요청", ("환불 요청",), again),)))) == [
        (("cases", "환불 요청", "else"), "no ticket gets here: on this way 'subject' is '환불 요청'")
    ]


def test_a_shorter_text_below_one_that_contains_it_is_reached() -> None:
    cases = (Case("refunds", ("refunds",), STOP), Case("refund", ("refund",), STOP))
    assert unreachable(Tree("A", Question("subject", cases))) == []


def test_a_tag_is_no_part_of_a_longer_one() -> None:
    cases = (Case("refund", ("refund",), STOP), Case("refunds", ("refunds",), STOP))
    assert unreachable(Tree("A", Question("tags", cases))) == []
