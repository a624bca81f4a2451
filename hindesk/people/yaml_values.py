"""Lists and mappings of a roster in YAML as the texts that a table would hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.people.columns import columns
from hindesk.yaml_source import Value

_SPAN: Final = frozenset({"from", "to"})
_EXPECTED: Final = {
    "away": "expected dates such as 2026-11-20..2026-11-24, or {from: 2026-11-20, to: 2026-11-24}",
    "skills": "expected skills such as {payments: 3} or [payments, refunds]",
    "calendar": "expected the name of a calendar, or hours by day such as {mon-fri: 09:00-18:00}",
}


def as_text(raw: Value) -> str | None:
    """A single value as its text; a list, a mapping or nothing gives None."""
    if isinstance(raw, bool):
        return str(raw).lower()
    return str(raw) if isinstance(raw, (str, int, float)) else None


def nested_parts(word: str, raw: Value) -> Iterator[tuple[str | int, str]]:
    """The values of a list or mapping, each with the key or number under which it stands.

    Raises:
        ValueError: the column `word` holds one value, or a value can't be read; the message is one clause.
    """
    if not columns().known[word].separators:
        raise ValueError("expected one text, found a list or mapping")
    if isinstance(raw, list):
        yield from ((number, _item(word, one)) for number, one in enumerate(raw))
    elif isinstance(raw, dict):
        yield from _pairs(word, raw)


def _item(word: str, raw: Value) -> str:
    """One item of a list."""
    if word == "away" and isinstance(raw, dict):
        return _span(raw)
    text = as_text(raw)
    if text is None and not (word == "team_id" and raw is None):
        raise ValueError(_EXPECTED.get(word, "expected a list of texts"))
    return text or ""


def _pairs(word: str, raw: dict[str, Value]) -> Iterator[tuple[str | int, str]]:
    """The values of a mapping."""
    if word == "away":
        yield next(iter(raw), ""), _span(raw)
        return
    sign = {"skills": ":", "calendar": " "}.get(word)
    texts = {key: as_text(value) for key, value in raw.items()}
    if sign is None or None in texts.values():
        raise ValueError(_EXPECTED.get(word, "expected a text or a list of texts"))
    yield from ((key, f"{key}{sign}{text}") for key, text in texts.items())


def _span(raw: dict[str, Value]) -> str:
    """An absence that is written as a mapping."""
    first, last = as_text(raw.get("from")), as_text(raw.get("to")) or ""
    if first is None or not raw.keys() <= _SPAN or isinstance(raw.get("to"), (list, dict)):
        raise ValueError(_EXPECTED["away"])
    return f"{first}..{last}"
