"""Zendesk's filters, `all` and `any` of conditions, as conditions of a policy."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.tables import FieldWord
from hindesk.exchange.when import Asked, all_of, any_of, one_or_list
from hindesk.policy.words import FIXED_VALUES, STATE_FIELDS
from hindesk.yaml_source import Path, Value

_CUSTOM: Final = re.compile(r"(?:custom_fields_|ticket_fields_)(\d+)")
_REPLACED: Final = re.compile(r"(?:Brand|Field|Group|Form|Schedule): (.+)")
"""Names that stand for ids in GitLab's files."""


class Unsaid(Exception):
    """A condition can't be said in a policy; the finding is kept."""


def read_filter(filtered: Node, reading: Reading, at: Path) -> dict[str, Value]:
    """Return the condition of a filter, empty where it asks for nothing.

    Raises:
        Unsaid: a condition that has to hold, or all of those of which one has to, can't be said.
    """
    tests = [_read(condition, reading, at) for condition in filtered["all"].list()]
    either = filtered["any"].list()
    possible = []
    for condition in either:
        try:
            possible.append(_read(condition, reading, at))
        except Unsaid:
            continue
    if either and not possible:
        raise Unsaid
    choice = any_of(possible)
    return all_of([*tests, choice] if choice else tests)


def _read(condition: Node, reading: Reading, at: Path) -> Asked:
    """Read one condition."""
    name, operator = condition["field"].text(), reading.words.operators.get(condition["operator"].text(), "")
    word = _word(name, condition["field"], reading, at)
    if any(value.text() in reading.words.moving for value in condition["value"].list()):
        raise _unsaid(condition, reading, at, f"'{name}' {condition['value'].text()} depends on who acts or looks")
    say = _SAYING.get(operator)
    said = say(condition, word, reading, at) if say else None
    if said is None or (word.field in FIXED_VALUES and not _known(word.field, said)):
        asked = " ".join(filter(None, [name, condition["operator"].text(), *map(Node.text, condition["value"].list())]))
        raise _unsaid(condition, reading, at, f"{asked!r} can't be said")
    return said


def _unsaid(condition: Node, reading: Reading, at: Path, message: str) -> Unsaid:
    reading.tell(condition, f"{message}: what it alone lets in is left out", at)
    return Unsaid()


def _known(field: str, said: Asked) -> bool:
    """Tell whether the values of a field with fixed values are among them."""
    value = said.value
    if isinstance(value, dict):
        value = next(iter(value.values()))
    return all(
        one in FIXED_VALUES[field] or isinstance(one, bool) for one in (value if isinstance(value, list) else [value])
    )


def _word(name: str, node: Node, reading: Reading, at: Path) -> FieldWord:
    """Return the field that a condition is about."""
    word = reading.words.fields.get(name)
    if word is None:
        word = FieldWord(field=_custom(name, node, reading, at))
    return word.model_copy(update={"field": reading.field_of(word.field, node, at)})


def _custom(name: str, node: Node, reading: Reading, at: Path) -> str:
    """Return the name of a custom field."""
    if found := _REPLACED.fullmatch(name):
        return found[1]
    number = _CUSTOM.fullmatch(name)
    if number is None:
        return name
    named = reading.name_of("field", number[1], node, at)
    return name if named in (number[1], *STATE_FIELDS) else named


def _values(condition: Node, word: FieldWord, reading: Reading, at: Path) -> list[str]:
    """Return the values of a condition in the policy's words."""
    texts = [(node, node.text()) for node in condition["value"].list()]
    if word.words:
        texts = [(node, part) for node, text in texts for part in text.split()]
    return [_value(text, node, word, reading, at) for node, text in texts if text]


def _value(text: str, node: Node, word: FieldWord, reading: Reading, at: Path) -> str:
    if text in word.values:
        return word.values[text]
    if found := _REPLACED.fullmatch(text):
        return found[1]
    if word.kind and (node.document is None or text.isdigit()):
        return reading.name_of(word.kind, text, node, at)
    return text


def _is(condition: Node, word: FieldWord, reading: Reading, at: Path) -> Asked | None:
    values = _values(condition, word, reading, at)
    if not values:
        return Asked(word.field, {"is_set": False})
    return _includes(condition, word, reading, at) if word.words else Asked(word.field, one_or_list(values))


def _not(condition: Node, word: FieldWord, reading: Reading, at: Path) -> Asked:
    values = _values(condition, word, reading, at)
    if not values:
        return Asked(word.field, {"is_set": True})
    if word.words:
        return Asked("not", {word.field: {"contains": one_or_list(values)}})
    return Asked(word.field, {"not": one_or_list(values)})


def _includes(condition: Node, word: FieldWord, reading: Reading, at: Path) -> Asked | None:
    values = _values(condition, word, reading, at)
    if not values:
        return None
    said = one_or_list(values)
    return Asked(word.field, said if word.many else {"contains": said})


def _excludes(condition: Node, word: FieldWord, reading: Reading, at: Path) -> Asked | None:
    included = _includes(condition, word, reading, at)
    if included is None:
        return None
    return Asked(word.field, {"not": included.value}) if word.many else Asked("not", included.condition())


def _present(_: Node, word: FieldWord, _reading: Reading, _at: Path) -> Asked:
    return Asked(word.field, {"is_set": True})


def _absent(_: Node, word: FieldWord, _reading: Reading, _at: Path) -> Asked:
    return Asked(word.field, {"is_set": False})


def _below(condition: Node, word: FieldWord, _reading: Reading, _at: Path) -> Asked | None:
    return _ranked(condition, word, above=False)


def _above(condition: Node, word: FieldWord, _reading: Reading, _at: Path) -> Asked | None:
    return _ranked(condition, word, above=True)


def _ranked(condition: Node, word: FieldWord, *, above: bool) -> Asked | None:
    """Return the values above or below one, or a comparison of numbers; None where there is no such thing."""
    value = condition["value"].text()
    if value in word.order:
        place = word.order.index(value)
        values = word.order[place + 1 :] if above else word.order[:place]
        return Asked(word.field, one_or_list([word.values.get(one, one) for one in values])) if values else None
    if word.order or word.kind or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return None
    return Asked(word.field, {"above" if above else "below": value})


_SAYING: Final[dict[str, Callable[[Node, FieldWord, Reading, Path], Asked | None]]] = {
    "is": _is,
    "not": _not,
    "includes": _includes,
    "excludes": _excludes,
    "present": _present,
    "absent": _absent,
    "below": _below,
    "above": _above,
}
