"""Comparisons: the operators of a condition, what they take, and reading `field: value` with them."""

from __future__ import annotations

from typing import ClassVar, Final, cast

from pydantic import BaseModel, ConfigDict, Field

from hindesk.policy.compared import as_test, value_problem
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.trait_tests import read_traits
from hindesk.policy.values import All, Condition, Not, Operator, Test
from hindesk.policy.words import CONNECTIVES, KNOWN_VALUES, TRAIT_KEY, Maybe, Scalar
from hindesk.yaml_source import Path


class Comparison(BaseModel):
    """How a field is compared. Several operators in one mapping must all hold. Upper and lower case are the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: ClassVar[str] = (
        "priority:\n"
        "  - {when: {subject: {contains: [not working, 작동하지 않음]}}, set: urgent}\n"
        "  - {when: {team: {is_set: false}, tags: {contains: outage}}, set: high}\n"
        '  - {when: {subject: {matches: "^re: .*invoice"}}, set: low}\n'
    )

    is_: Maybe[Scalar] = Field(
        default=None, alias="is", description="the field has this value; the same as `field: value`"
    )
    in_: Maybe[str | list[Scalar]] = Field(
        default=None,
        alias="in",
        description="the field has one of these values: a list, or the name of a list from `lists`",
    )
    not_: Maybe[Scalar | list[Scalar]] = Field(
        default=None, alias="not", description="the field has none of these values"
    )
    contains: Maybe[Scalar | list[Scalar]] = Field(
        default=None, description="the text contains any of these; for `tags`: the ticket carries any of these tags"
    )
    matches: Maybe[str | list[str]] = Field(
        default=None,
        description="the text matches any of these regular expressions (RE2: no look-around, no back-references)",
    )
    starts_with: Maybe[Scalar | list[Scalar]] = Field(default=None, description="the text starts with any of these")
    above: Maybe[Scalar] = Field(
        default=None, description="the field is a number above this one; for `priority`: a higher priority"
    )
    below: Maybe[Scalar] = Field(
        default=None, description="the field is a number below this one; for `priority`: a lower priority"
    )
    before: Maybe[str] = Field(default=None, description="the field is a date, or a date and time, before this one")
    after: Maybe[str] = Field(default=None, description="the field is a date, or a date and time, after this one")
    is_set: Maybe[bool] = Field(default=None, description="true: the field has a value; false: it has none")


OPERATORS: Final = tuple(info.alias or name for name, info in Comparison.model_fields.items())

_SINGLE: Final = frozenset({"is", "above", "below", "before", "after"})


def read_field(name: str, raw: object, *, found: Findings, path: Path) -> Condition:
    """Read what a condition says about one field: a value, a list of values, or a mapping of operators."""
    if name == TRAIT_KEY:
        return read_traits(raw, found=found, path=path)
    if name not in found.words.fields:
        known = (*found.words.fields, *CONNECTIVES, *([TRAIT_KEY] if found.words.traits else []))
        found.add_key(path, unknown("field", name, known, advice=found.words.unlisted))
        return All()
    if isinstance(raw, dict):
        return _read_operators(name, raw, found=found, path=path)
    operator = "in" if isinstance(raw, list) else "is"
    return _read_test(name, operator, raw, found=found, path=path)


def _read_operators(name: str, raw: dict[str, object], *, found: Findings, path: Path) -> Condition:
    """Read `{operator: value}`, all of which must hold."""
    if not raw:
        found.add(path, f"nothing is asked of {name!r}; write a value, or an operator such as {{contains: text}}")
    tests: list[Condition] = []
    for operator, value in raw.items():
        if operator in OPERATORS:
            tests.append(_read_test(name, operator, value, found=found, path=(*path, operator)))
        else:
            found.add_key((*path, operator), unknown("operator", operator, OPERATORS))
    return tests[0] if len(tests) == 1 else All(tuple(tests))


def _read_test(name: str, operator: str, raw: object, *, found: Findings, path: Path) -> Condition:
    """Read one comparison."""
    if operator == "is_set":
        return _read_is_set(name, raw, found, path)
    if raw == []:
        found.add(path, "the list is empty, so nothing could match")
    values: list[str] = []
    for place, item in _items(operator, raw, path):
        text = as_text(item)
        if not text:
            found.add(place, _no_value(item))
            continue
        values += _spelled_out(name, operator, text, found=found, path=place)
    return as_test(name, cast("Operator", operator), tuple(values))


def _read_is_set(name: str, raw: object, found: Findings, path: Path) -> Condition:
    """Read `is_set: true` or `is_set: false`."""
    if not isinstance(raw, bool):
        found.add(path, f"expected true or false, found {shown(raw)}")
    test = Test(name, "is_set", ("true",))
    return Not(test) if raw is False else test


def _items(operator: str, raw: object, path: Path) -> list[tuple[Path, object]]:
    """Return the values to compare with, each with its path."""
    if isinstance(raw, list) and operator not in _SINGLE:
        return [((*path, number), item) for number, item in enumerate(raw)]
    return [(path, raw)]


def _spelled_out(name: str, operator: str, text: str, *, found: Findings, path: Path) -> tuple[str, ...]:
    """Return the values of the list that a text names, else the text; what can't be compared is noted.

    A known value of the field goes before a list of the same name.
    """
    lists = found.words.lists
    if operator in _SINGLE or text.lower() in KNOWN_VALUES.get(name, ()):
        values: tuple[str, ...] = (text,)
    elif operator == "in" and path[-1] == "in" and text not in lists:
        found.add(path, f"'in' takes a list, or the name of one; {unknown('list', text, lists)}")
        return ()
    else:
        values = lists.get(text, (text,))
    for value in values:
        if problem := value_problem(name, operator, value):
            found.add(path, problem)
    return values


def _no_value(raw: object) -> str:
    """Say that something is not a value to compare with."""
    if raw is None or raw == "":
        return "expected a value; to ask whether a field is empty, write {is_set: false}"
    return f"expected one value, found {shown(raw)}"
