"""The people whom a policy names, held against its roster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.people.person import Roster
from hindesk.people.values import folded
from hindesk.people.words import by_word
from hindesk.policy.findings import as_text, unknown
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.recipients import PLAIN
from hindesk.policy.sources import Source
from hindesk.policy.turns import NOBODY
from hindesk.yaml_source import Path, Value

_TAKERS: Final = ("layers", "overrides")
_NOTICES: Final = ("remind", "escalate")
_TOLD: Final = ("to", "notify")


def people_problems(source: Source, roster: Roster) -> list[Problem]:
    """The people of schedules, roles, recipients, actions and permissions whom the roster lacks, where they are named.

    A word of the policy is a person's name, address or id, without regard to case.

    Args:
        source: a policy without other problems.
        roster: the roster that it names.
    """
    known = by_word(roster.people)
    names = [person.name for person in roster.people]
    advice = f"the roster {roster.file} has nobody of that name, address or id"
    return [
        problem_at(source, path, unknown("person", word, names, advice=advice))
        for path, word in people_in(source.sections)
        if folded(word) not in known
    ]


def people_in(sections: dict[str, Value]) -> Iterator[tuple[Path, str]]:
    """Every word of a policy that means a person, with its place."""
    for name, schedule in _items(sections.get("on_call")):
        for part in _TAKERS:
            for number, taker in _items(_below(schedule, part)):
                path: Path = ("on_call", name, part, number, "who")
                yield from (found for found in _texts(_below(taker, "who"), path) if found[1] != NOBODY)
    for role, people in _items(sections.get("roles")):
        yield from _texts(people, ("roles", role))
    for number, rule in _items(sections.get("sla")):
        for part in _NOTICES:
            yield from _told(_below(rule, part), ("sla", number, part))
    for section in ("automation", "scenarios"):
        yield from _told(sections.get(section), (section,))
    for number, rule in _items(sections.get("permissions")):
        yield from _people(_below(rule, "hold"), ("permissions", number, "hold"))


def _told(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """The people below a value: among its recipients in `to` and `notify`, and who is assigned by `set`."""
    for step, value in _items(raw):
        below = (*path, step)
        if step in _TOLD:
            yield from (found for found in _people(value, below) if found[1] not in PLAIN)
        elif step == "set":
            yield from _texts(_below(value, "assignee"), (*below, "assignee"))
        elif step != "when":
            yield from _told(value, below)


def _people(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """The people whom a value names: its texts, and who is written `{person: NAME}`."""
    yield from _texts(raw, path)
    yield from _persons(raw, path)


def _persons(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """The people who are written `{person: NAME}`."""
    for place, one in _each(raw, path):
        yield from _texts(_below(one, "person"), (*place, "person"))


def _texts(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """A text, or the texts of a list, with their places."""
    for place, one in _each(raw, path):
        text = as_text(one)
        if text:
            yield place, text


def _each(raw: Value, path: Path) -> list[tuple[Path, Value]]:
    """The values of a list, or the one value that stands in its place, with their places."""
    return [((*path, step), one) for step, one in enumerate(raw)] if isinstance(raw, list) else [(path, raw)]


def _items(raw: Value) -> list[tuple[str | int, Value]]:
    """What stands directly below a value, with its key or number."""
    if isinstance(raw, dict):
        return list(raw.items())
    return list(enumerate(raw)) if isinstance(raw, list) else []


def _below(raw: Value, key: str) -> Value:
    """The value of a key; None where there is none."""
    return raw.get(key) if isinstance(raw, dict) else None
