"""YAML text read as plain values with the place of each key and value: YAML 1.2 in spirit, without its traps.

Booleans are only `true` and `false`. A number is a number only where it prints exactly as it is written, so that
`18:00`, `09:00`, `010`, `1.10`, `NO` and `on` stay text, as do dates. Keys are always text, as written.
Duplicate keys, anchors, aliases and tags are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn

import yaml

MAX_CHARACTERS: Final = 1_000_000
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 100_000
LONGEST_NUMBER: Final = 18

_NOT_ALLOWED: Final = re.compile("[^\t\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

Path = tuple[str | int, ...]
"""Where a value stands: the keys and list positions (from 0) that lead to it from the top."""

Value = bool | int | float | str | list["Value"] | dict[str, "Value"] | None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1, in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write it as editors and compilers do."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """What is wrong with the text itself, at which place and under which keys."""

    place: Place
    path: Path
    message: str


@dataclass(slots=True)
class YamlDocument:
    """What a YAML text says: its value, where everything stands, and what is wrong with it."""

    value: Value = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def place(self, path: Path) -> Place | None:
        """Return the place of the value at a path, or of the nearest value around it that has one."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path)


class _Unreadable(Exception):
    """Reading can't go on; the problem is noted."""


def read_yaml(text: str, *, file: str) -> YamlDocument:
    """Read one YAML document.

    Args:
        text: the text, at most `MAX_CHARACTERS` long.
        file: the name that places carry.

    Returns:
        The value with its places. Text that is no YAML gives the value None and a problem; problems that leave the
        rest readable (duplicate keys, anchors, tags) stand beside the value.
    """
    reader = _Reader(file)
    try:
        reader.read(text)
    except _Unreadable:
        reader.document.value = None
    return reader.document


def scalar(text: str) -> bool | int | float | str | None:
    """Return what an unquoted scalar means: nothing, true or false, a number that prints as written, or its text."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    return _number(text)


def _number(text: str) -> int | float | str:
    """Return the number where it prints exactly as written, else the text."""
    if len(text) > LONGEST_NUMBER or not text.lstrip("-")[:1].isdigit():
        return text
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if str(number) == text:
            return number
    return text


class _Reader:
    """One reading of one text: walks the parser's events and keeps the places."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.document = YamlDocument()
        self.count = 0

    def read(self, text: str) -> None:
        """Fill the document, or raise `_Unreadable` once the problem is noted."""
        if len(text) > MAX_CHARACTERS:
            self.stop(Place(self.file, 1, 1), (), f"the file is longer than {MAX_CHARACTERS:,} characters")
        events = self.events(text)
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            return
        self.document.value = self.value(next(events), events, ())
        next(events)
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            self.stop(self.at(extra), (), "a second document starts here; one file holds one document")

    def events(self, text: str) -> Iterator[yaml.Event]:
        """Yield the parser's events; text that is no YAML is noted with its place."""
        try:
            yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)
            self.stop(place, (), f"this is not YAML: {_odd_start(text, place) or error.problem or error.context}")
        except (yaml.YAMLError, UnicodeError):
            self.stop(_odd_character(text, self.file), (), "this character is not allowed in YAML")

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Value:
        """Return the value that starts with an event, and note its place."""
        self.document.values[path] = self.at(event)
        self.count += 1
        if len(path) > MAX_DEPTH or self.count > MAX_VALUES:
            limit = f"{MAX_DEPTH} levels deep" if len(path) > MAX_DEPTH else f"{MAX_VALUES:,} values"
            self.stop(self.at(event), path, f"the file has more than {limit}")
        self.refuse_extras(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        if isinstance(event, yaml.ScalarEvent):
            return scalar(event.value) if event.implicit[0] else str(event.value)
        return None

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Value]:
        """Return a list, up to its end event."""
        items: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.value(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Value]:
        """Return a mapping, up to its end event; the first of duplicate keys stays."""
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.stop(self.at(event), path, "a key must be plain text")
            self.refuse_extras(event, path)
            key, under = event.value, (*path, event.value)
            if key in pairs:
                first = self.document.keys[under].line
                self.note(self.at(event), under, f"the key '{key}' stands here again; it is first on line {first}")
                self.value(next(events), events, (*under, "again"))
                continue
            self.document.keys[under] = self.at(event)
            pairs[key] = self.value(next(events), events, under)
        return pairs

    def refuse_extras(self, event: yaml.Event, path: Path) -> None:
        """Note anchors, aliases and tags, which have no meaning here."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.note(self.at(event), path, "anchors and aliases (& and *) are not read; write the value out")
        if tag := getattr(event, "tag", None):
            self.note(self.at(event), path, f"the tag {tag} is not read; leave it out")

    def at(self, event: yaml.Event) -> Place:
        """Return where an event starts."""
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def note(self, place: Place, path: Path, message: str) -> None:
        """Keep a problem and go on."""
        self.document.problems.append(YamlProblem(place, path, message))

    def stop(self, place: Place, path: Path, message: str) -> NoReturn:
        """Keep a problem and end the reading."""
        self.note(place, path, message)
        raise _Unreadable


def _odd_start(text: str, place: Place) -> str:
    """Say what is wrong with a character at which no text may begin; nothing for any other."""
    character = "\n".join(text.split("\n")[place.line - 1 : place.line])[place.column - 1 : place.column]
    if character == "\t":
        return "a tab stands here; use spaces"
    return f"no text begins with {character}; put it in quotes" if character and character in "@`%" else ""


def _odd_character(text: str, file: str) -> Place:
    """Return the place of the first character that YAML does not allow."""
    for row, line in enumerate(text.split("\n"), start=1):
        if found := _NOT_ALLOWED.search(line):
            return Place(file, row, found.start() + 1)
    return Place(file, 1, 1)
