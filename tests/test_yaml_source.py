"""YAML is read without its traps, and every key and value has its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hindesk.yaml_source import MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES, Place, read_yaml

TRAPS = [
    "18:00",
    "09:00",
    "010",
    "NO",
    "no",
    "on",
    "Yes",
    "1.10",
    "1e5",
    "+5",
    "0x1F",
    "1_000",
    "2026-05-04",
    "TRUE",
    ".5",
]


def value_of(text: str) -> object:
    document = read_yaml(text, file="a.yaml")
    assert document.problems == []
    return document.value


def problems_of(text: str) -> list[str]:
    return [f"{one.place}: {one.message}" for one in read_yaml(text, file="a.yaml").problems]


@pytest.mark.parametrize("word", TRAPS)
def test_what_other_readers_convert_stays_text(word: str) -> None:
    assert value_of(f"key: {word}") == {"key": word}
    assert value_of(f"{word}: value") == {word: "value"}


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("false", False), ("12", 12), ("-3", -3), ("1.5", 1.5), ("null", None), ("~", None), ("", None)],
)
def test_plain_values_are_what_they_look_like(word: str, value: object) -> None:
    found = value_of(f"key: {word}")
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


def test_quoted_values_are_text() -> None:
    assert value_of("""[ "12", 'true', "" ]""") == ["12", "true", ""]


def test_places_count_lines_and_characters_from_one() -> None:
    document = read_yaml("name: 지원\nsla:\n  - {이름: 가, target: 4h}\n", file="a.yaml")
    assert document.keys["sla",] == Place("a.yaml", 2, 1)
    assert document.values["sla", 0] == Place("a.yaml", 3, 5)
    assert document.keys["sla", 0, "target"] == Place("a.yaml", 3, 13)
    assert str(document.values["sla", 0, "target"]) == "a.yaml:3:21"


def test_what_has_no_place_of_its_own_has_the_place_around_it() -> None:
    document = read_yaml("a: {b: 1}", file="a.yaml")
    assert document.place(("a", "c", 3)) == document.values["a",]


def test_duplicate_keys_name_both_lines_and_the_first_stays() -> None:
    document = read_yaml("a: 1\nb: 2\na: [3, {x: 1, x: 2}]\n", file="a.yaml")
    assert document.value == {"a": 1, "b": 2}
    assert [f"{one.place}: {one.message}" for one in document.problems] == [
        "a.yaml:3:1: the key 'a' stands here again; it is first on line 1",
        "a.yaml:3:15: the key 'x' stands here again; it is first on line 3",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b: c", "a.yaml:1:5: this is not YAML: mapping values are not allowed in this context"),
        ("a: [1, 2", "a.yaml:2:1: this is not YAML: did not find expected ',' or ']'"),
        ("a: 1\n\tb: 2", "a.yaml:2:1: this is not YAML: a tab stands here; use spaces"),
        ("a:\n\t- x", "a.yaml:2:1: this is not YAML: a tab stands here; use spaces"),
        ("- a\n- @vip", "a.yaml:2:3: this is not YAML: no text begins with @; put it in quotes"),
        ("a: [b, %c]", "a.yaml:1:8: this is not YAML: no text begins with %; put it in quotes"),
        ("a: \x07", "a.yaml:1:4: this character is not allowed in YAML"),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: a second document starts here; one file holds one document"),
        ("a: &x 1", "a.yaml:1:4: anchors and aliases (& and *) are not read; write the value out"),
        (
            "a: !!python/name:os",
            "a.yaml:1:4: the tag tag:yaml.org,2002:python/name:os is not read; leave it out",
        ),
        ("? [1, 2]\n: 3", "a.yaml:1:3: a key must be plain text"),
    ],
)
def test_text_that_can_not_be_used_is_told_with_its_place(text: str, problem: str) -> None:
    assert problems_of(text)[0] == problem


def test_a_bomb_of_aliases_is_refused_without_being_built() -> None:
    steps = zip("abcdefg", "bcdefgh", strict=True)
    text = "a: &a [x, x]\n" + "".join(f"{key}: &{key} [*{prior}, *{prior}]\n" for prior, key in steps)
    problems = problems_of(text)
    assert len(problems) == 1 + 7 * 3
    assert all("anchors and aliases" in problem for problem in problems)


def test_hostile_sizes_end_in_a_problem() -> None:
    assert problems_of("[" * 100_000) == [f"a.yaml:1:{MAX_DEPTH + 2}: the file has more than {MAX_DEPTH} levels deep"]
    assert problems_of("x" * (MAX_CHARACTERS + 1)) == ["a.yaml:1:1: the file is longer than 1,000,000 characters"]
    assert problems_of("[" + "1," * (MAX_VALUES + 5) + "]")[0].endswith("the file has more than 100,000 values")


def test_an_empty_text_has_no_value_and_no_problem() -> None:
    assert value_of("") is None
    assert value_of("# only a comment\n") is None


@given(st.text())
def test_any_text_gives_a_value_or_a_problem(text: str) -> None:
    document = read_yaml(text, file="a.yaml")
    assert document.value is None or not document.problems or () in document.values


plain = st.recursive(
    st.text(min_size=1) | st.integers(-(10**12), 10**12) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_what_is_written_with_quotes_is_read_back(value: object) -> None:
    text = yaml.safe_dump(value, default_style=None, allow_unicode=True)
    written = yaml.safe_load(text)
    assert read_yaml(yaml.safe_dump(_quoted(written), default_style='"'), file="a.yaml").value == _quoted(written)


def _quoted(value: object) -> object:
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _quoted(item) for key, item in value.items()}
    return str(value)
