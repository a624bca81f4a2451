"""Values of vendors' files with their places: readers ask nodes for texts, numbers and lists, and errors say where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from hindesk.errors import InputError
from hindesk.policy.findings import shown
from hindesk.yaml_source import Path, Value, YamlDocument

_PLAIN_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file.

    Args:
        value: what stands there; None where nothing does.
        file: the file's name.
        path: the keys and list positions that lead to it.
        document: the YAML text with its lines, or None for JSON.
    """

    value: Value
    file: str
    path: Path = ()
    document: YamlDocument | None = None

    @property
    def place(self) -> str:
        """Where it stands: `file: $.key[0]` of JSON, `file:line:column` of YAML."""
        if self.document is not None:
            return str(self.document.place(self.path))
        steps = (
            f"[{step}]" if isinstance(step, int) else f".{step}" if _PLAIN_KEY.fullmatch(step) else f"[{step!r}]"
            for step in self.path
        )
        return f"{self.file}: ${''.join(steps)}"

    def __getitem__(self, key: str) -> Node:
        """Return the value under a key, which holds None where there is no such key.

        Raises:
            InputError: this is no mapping.
        """
        return replace(self, value=self.mapping().get(key), path=(*self.path, key))

    def __contains__(self, key: str) -> bool:
        """Tell whether this is a mapping with a value, other than null, under a key."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def mapping(self) -> dict[str, Value]:
        """Return the mapping, empty where nothing stands.

        Raises:
            InputError: it is something else.
        """
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.unexpected("a mapping")
        return self.value

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys of a mapping with their values."""
        for key in self.mapping():
            yield key, self[key]

    def list(self) -> list[Node]:
        """Return the values of a list; a single value is a list of one, nothing an empty one."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            return [self]
        return [replace(self, value=item, path=(*self.path, number)) for number, item in enumerate(self.value)]

    def text(self) -> str:
        """Return a single value as text, empty where nothing stands.

        Raises:
            InputError: it is a list or a mapping.
        """
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        if not isinstance(self.value, str | int | float):
            raise self.unexpected("a single value")
        return str(self.value).strip()

    def whole(self) -> int:
        """Return a whole number.

        Raises:
            InputError: it is none.
        """
        text = self.text()
        if not re.fullmatch(r"-?\d{1,15}", text):
            raise self.unexpected("a whole number")
        return int(text)

    def true(self) -> bool:
        """Tell whether it is true; nothing is false.

        Raises:
            InputError: it is neither true nor false.
        """
        if self.value not in (True, False, None):
            raise self.unexpected("true or false")
        return bool(self.value)

    def unexpected(self, wanted: str) -> InputError:
        """Return the error that something else was expected here."""
        return InputError(
            f"{self.place}: expected {wanted}, found {shown(self.value)}", "see docs/reference/convert.md"
        )
