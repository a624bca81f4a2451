"""The reference page of conversions, made from the vendors' tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from hindesk.exchange.tables import OUT_FORMATS, FieldWord, Vendor, vendor

FILE: Final = "docs/reference/convert.md"


def page() -> str:
    """Return the page as Markdown: the text of `tables/page.md`, and tables where it names a vendor in braces."""
    kinds = {word.kind for name in OUT_FORMATS for word in vendor(name).fields.values() if word.kind}
    text = files("hindesk.exchange").joinpath("tables", "page.md").read_text(encoding="utf-8")
    text = text.replace("{kinds}", ", ".join(f"`{kind}`" for kind in sorted(kinds | {"agent", "field", "user"})))
    for name in OUT_FORMATS:
        text = text.replace(f"{{{name}}}\n", "\n".join([*_tables(vendor(name)), ""]))
    return text


def _tables(words: Vendor) -> Iterator[str]:
    """Yield the tables of a vendor."""
    title = words.title
    yield _table(
        (f"metric of {title}", "in a policy"), [(f"`{key}`", f"`{metric}`") for key, metric in words.metrics.items()]
    )
    yield _table(
        ("metric of a policy", "stands still in", "written as"),
        [
            (f"`{metric}`", ", ".join(f"`{status}`" for status in sorted(option.pause)) or "–", f"`{option.metric}`")
            for metric, options in words.written.items()
            for option in options
        ],
    )
    yield _table(
        (f"condition in {title}", "field", "values"),
        [(f"`{key}`", f"`{word.field}`", _values(word)) for key, word in words.fields.items()],
    )
    if words.operators:
        said = [(f"`{key}`", f"`{_OPERATORS[meaning]}`") for key, meaning in words.operators.items()]
        yield _table((f"operator in {title}", "in a policy"), said)
    told = words.reminders | words.escalations | words.levels
    if told:
        said = [
            (f"`{key}`", f"{'reminder' if key in words.reminders else 'ladder'} of `{metric}`")
            for key, metric in told.items()
        ]
        yield _table((f"escalation in {title}", "in a policy"), said)


_OPERATORS: Final = {
    "is": "field: value",
    "not": "field: {not: value}",
    "includes": "tags: {contains: [a, b]}",
    "excludes": "not: {tags: {contains: [a, b]}}",
    "present": "field: {is_set: true}",
    "absent": "field: {is_set: false}",
    "below": "field: [the values below it]",
    "above": "field: [the values above it]",
}


def _values(word: FieldWord) -> str:
    if not word.values:
        return f"ids of kind `{word.kind}`" if word.kind else "as written"
    pairs = ", ".join(f"{key} = {said}" if key != said else key for key, said in word.values.items())
    return f"{pairs}; others are ids of kind `{word.kind}`" if word.kind else pairs


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (heads, *rows)]
    return "\n".join([lines[0], f"|{'---|' * len(heads)}", *lines[1:], ""])
