"""Keys and list items of a policy that have no value."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.yaml_source import Path, Value


def empties_in(value: Value, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every place where a value is missing."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from empties_in(below, (*path, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from empties_in(below, (*path, number))
