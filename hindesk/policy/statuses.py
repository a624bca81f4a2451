"""The statuses that a policy's text names, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.findings import as_text
from hindesk.yaml_source import Path, Value


def statuses_in(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every status below a value: what `status` is compared with, and what a `pause` lists."""
    for step, value in _steps(raw):
        below = (*path, step)
        if step == "status" or path[-1:] == ("pause",) or step == "pause":
            yield from _named(value, below)
        yield from statuses_in(value, below)


def _named(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the texts of a value, a list or the operators `is`, `in` and `not`."""
    if isinstance(value, dict):
        for operator in ("is", "in", "not"):
            if operator in value:
                yield from _named(value[operator], (*path, operator))
        return
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        text = as_text(item)
        if text:
            yield (*path, number) if isinstance(value, list) else path, text


def _steps(raw: Value) -> list[tuple[str | int, Value]]:
    """Return what is directly below a value."""
    if isinstance(raw, dict):
        return list(raw.items())
    return list(enumerate(raw)) if isinstance(raw, list) else []
