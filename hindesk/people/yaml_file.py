"""A roster in YAML: `people`, a list of mappings, and `teams`, a mapping, with the words of the columns as keys."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.people.columns import Key, columns, desk_of, key_of
from hindesk.people.findings import Findings, Spot
from hindesk.people.headers import check_desk, unknown_key
from hindesk.people.sheet import Cell, Entry, Part, Sheet, cell_of
from hindesk.people.yaml_values import as_text, nested_parts
from hindesk.yaml_source import Path as Keys
from hindesk.yaml_source import Value, YamlDocument, read_yaml

SECTIONS: Final = ("people", "teams")
IDS: Final = "ids"
TEAM_WORDS: Final = ("id", "manager")

_MISSING: Final = "a value is missing; write one, or leave the key out"


def read_yaml_file(path: Path, found: Findings) -> Sheet:
    """Read a YAML file.

    Raises:
        InputError: the file is not there, or is not text in UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as problem:
        raise InputError(f"there is no file {path}", "check the name and the folder") from problem
    except (OSError, UnicodeError) as problem:
        raise InputError(f"{path.name} can't be read: {problem}", "save it as UTF-8") from problem
    document = read_yaml(text, file=path.name)
    for one in document.problems:
        found.problem(Spot(one.place.line, one.place.column), "", one.message)
    return _Reading(document, found).sheet()


class _Reading:
    """One reading of one document."""

    def __init__(self, document: YamlDocument, found: Findings) -> None:
        self.document = document
        self.found = found

    def sheet(self) -> Sheet:
        """The people and teams of the document."""
        top = self.document.value
        if not isinstance(top, dict):
            if not self.document.problems:
                self.found.problem(Spot(1, 1), "", "a roster has the key 'people', a list")
            return Sheet(())
        for key in top:
            if key not in SECTIONS:
                self.found.problem(self.key_at((key,)), key, unknown_key(key, SECTIONS))
        return Sheet(self.people(top.get("people")), self.teams(top.get("teams", {})))

    def people(self, raw: Value) -> tuple[Entry, ...]:
        """The entries of `people`."""
        if not isinstance(raw, list) or not raw:
            self.found.problem(self.at(("people",)), "people", "expected a list of people, each with a name")
            return ()
        words = (*columns().known, IDS)
        return tuple(
            entry for number, one in enumerate(raw) if (entry := self.entry(one, ("people", number), words)) is not None
        )

    def teams(self, raw: Value) -> dict[str, Entry]:
        """The entries of `teams`, by name."""
        if not isinstance(raw, dict):
            self.found.problem(self.at(("teams",)), "teams", "expected a mapping of teams, each with ids or a manager")
            return {}
        told = {name: self.entry(one, ("teams", name), (*TEAM_WORDS, IDS)) for name, one in raw.items()}
        return {name: entry for name, entry in told.items() if entry is not None}

    def entry(self, raw: Value, path: Keys, words: tuple[str, ...]) -> Entry | None:
        """One person or team; `words` are the keys that it may have, besides ids of help desks."""
        at = self.at(path)
        if not isinstance(raw, dict):
            self.found.problem(at, str(path[0]), "expected a mapping of keys and values")
            return None
        cells: dict[Key, Cell] = {}
        for name, value in raw.items():
            self.add(cells, (*path, name), value, words)
        return Entry(at.line, at.column, cells)

    def add(self, cells: dict[Key, Cell], path: Keys, value: Value, words: tuple[str, ...]) -> None:
        """Add what one key of a person or team says."""
        name = str(path[-1])
        key = key_of(name) if name in words or name.endswith("_id") else None
        if name == IDS:
            self.add_ids(cells, path, value)
        elif key is None or (key.word not in words):
            self.found.problem(self.key_at(path), name, unknown_key(name, words))
        else:
            check_desk(name, key, self.key_at(path), self.found)
            self.put(cells, key, path, value)

    def add_ids(self, cells: dict[Key, Cell], path: Keys, value: Value) -> None:
        """Add the ids of a mapping by help desk."""
        if not isinstance(value, dict):
            self.found.problem(self.at(path), IDS, "expected a mapping of help desks to ids such as {zendesk: 901}")
            return
        for desk, one in value.items():
            key = Key("id", desk_of(desk))
            check_desk(desk, key, self.key_at((*path, desk)), self.found)
            self.put(cells, key, (*path, desk), one)

    def put(self, cells: dict[Key, Cell], key: Key, path: Keys, value: Value) -> None:
        """Add one cell, unless its value is missing, or was given by another key."""
        at, name = self.at(path), str(path[-1])
        if key in cells:
            self.found.problem(at, name, f"{cells[key].header!r} says the same; leave one of them out")
            return
        try:
            cell = self.cell(key, path, value)
        except ValueError as problem:
            self.found.problem(at, name, str(problem))
            return
        if cell is None:
            self.found.problem(at, name, _MISSING)
        else:
            cells[key] = cell

    def cell(self, key: Key, path: Keys, value: Value) -> Cell | None:
        """A cell from a single value, which is read as in a table, or from a list or mapping."""
        name = str(path[-1])
        if not isinstance(value, (list, dict)):
            return cell_of(name, key, as_text(value) or "", self.at(path))
        parts = [
            Part(text.strip(), at.line, at.column)
            for step, text in nested_parts(key.word, value)
            for at in [self.at((*path, step))]
        ]
        return Cell(name, tuple(parts)) if parts else None

    def at(self, path: Keys) -> Spot:
        """Where a value stands."""
        place = self.document.place(path)
        return Spot(place.line, place.column) if place else Spot(1, 1)

    def key_at(self, path: Keys) -> Spot:
        """Where a key stands."""
        place = self.document.keys.get(path)
        return Spot(place.line, place.column) if place else self.at(path)
