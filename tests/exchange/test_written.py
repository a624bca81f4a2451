"""YAML is written so that it reads as what was meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.exchange.written import WIDTH, Draft, written
from hindesk.yaml_source import Value, read_yaml

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["true", "1.10", "09:00", "a: b", "a #b", "- a", "2026-01-05T09:00", "", "~"]
)
SCALARS = TEXTS | st.booleans() | st.integers(-999, 999)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)


def as_texts(value: Value) -> Value:
    """A value whose numbers are texts, as every reader of policies takes them."""
    if isinstance(value, dict):
        return {key: as_texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_texts(one) for one in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_a_value_in_one_line_reads_as_it_was(value: Value) -> None:
    text = written({"a": value})

    assert "\n" not in text
    assert as_texts(read_yaml(text, file="x").value) == as_texts({"a": value})


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5), st.text(max_size=200), st.data())
def test_a_draft_reads_as_it_was_whatever_its_comments(
    sections: dict[str, Value], comment: str, data: st.DataObject
) -> None:
    draft = Draft(sections)
    key = data.draw(st.sampled_from(sorted(sections)))
    draft.note((key, data.draw(st.integers(0, 3))), comment)

    document = read_yaml(draft.text(), file="x")

    assert document.problems == []
    assert as_texts(document.value) == as_texts({**sections})


def test_a_comment_stands_above_what_it_is_about_or_what_is_around_that() -> None:
    draft = Draft({"sla": [{"name": "A", "targets": {"resolution": "4h"}}]})
    draft.note(("sla", 0, "targets", "resolution"), "one")
    draft.note(("sla", 0, "when"), "two")
    draft.note(("roles",), "three")

    assert draft.text() == ("# three\nsla:\n  # two\n  - name: A\n    targets:\n      # one\n      resolution: 4h\n")


def test_comments_are_folded_and_keep_to_one_line_of_the_input() -> None:
    draft = Draft({"name": "A"}, head=["word " * 60 + "\nhindesk: 2"])

    lines = draft.text().splitlines()

    assert all(line.startswith("# ") and len(line) <= WIDTH for line in lines[:-1])
    assert lines[-1] == "name: A"
