"""What is wrong below one value of a policy: messages with the way to them, collected until all are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, LiteralString

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from hindesk.calendars.nearest import nearest
from hindesk.policy.words import Words
from hindesk.yaml_source import Path

KIND: Final = "policy"
"""The type of every validation error whose message is written here, for people."""

KEY_KIND: Final = "policy_key"
"""Likewise, where the message is about a key and not about its value."""

FEW: Final = 12


def said(message: str, *, kind: LiteralString = KIND) -> PydanticCustomError:
    """Return the validation error that shows this message as it is."""
    return PydanticCustomError(kind, "{message}", {"message": message})


@dataclass(slots=True)
class Findings:
    """Messages about one value and what is below it, and the words that it may use; `close` raises them together."""

    words: Words = field(default_factory=Words)
    details: list[InitErrorDetails] = field(default_factory=list)

    def add(self, path: Path, message: str) -> None:
        """Keep a message about the value at a path below this one."""
        self.details.append(InitErrorDetails(type=said(message), loc=path, input=None))

    def add_key(self, path: Path, message: str) -> None:
        """Keep a message about the key that a path ends in."""
        self.details.append(InitErrorDetails(type=said(message, kind=KEY_KIND), loc=path, input=None))

    def add_repeated(self, names: Sequence[str]) -> None:
        """Keep a message about every rule of a list whose name, where it has one, a rule above it has already."""
        first: dict[str, int] = {}
        for number, name in enumerate(names):
            if name in first:
                self.add((number, "name"), f"rule {first[name] + 1} has the name {name!r} already")
            elif name:
                first[name] = number

    def close(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            ValidationError: all messages, each with its path.
        """
        if self.details:
            raise ValidationError.from_exception_data(KIND, self.details)


def unknown(what: str, word: str, known: Iterable[str], *, advice: str = "") -> str:
    """Say that a word is not known, and name the nearest known one, or all where they are few.

    >>> unknown("metric", "resolutoin", ["first_response", "resolution"])
    "unknown metric 'resolutoin'; did you mean 'resolution'?"
    """
    words = tuple(known)
    near = nearest(word, words)
    if near is not None:
        return f"unknown {what} {word!r}; did you mean {near!r}?"
    if advice or len(words) > FEW:
        return f"unknown {what} {word!r}; {advice or f'{len(words)} are known'}"
    return f"unknown {what} {word!r}; known here: {', '.join(words) or 'none'}"


def shown(raw: object) -> str:
    """Name a value the way a message does: the text 'x', the number 3, a list, a mapping, nothing."""
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int | float):
        return f"the number {raw}"
    if isinstance(raw, list):
        return "a list"
    if isinstance(raw, dict):
        return "a mapping"
    return f"the text {str(raw)[:60]!r}"


def as_text(raw: object) -> str | None:
    """Return a single value as its text, as written; a list, a mapping or nothing gives None."""
    if isinstance(raw, bool):
        return str(raw).lower()
    return str(raw) if isinstance(raw, str | int | float) else None
