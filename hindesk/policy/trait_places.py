"""The traits that a policy's text asks for, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.policy.findings import as_text
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.traits import Trait
from hindesk.policy.words import TRAIT_KEY, Words
from hindesk.yaml_source import Path, Value

FIELDS_ALONE: Final = ("routing", "forms", "trees")
"""Sections that look at a ticket's fields alone, and take only traits that are conditions."""


def trait_problems(source: Source, words: Words) -> Iterator[Problem]:
    """Yield a problem for each trait that is asked for where only fields are looked at."""
    for section in FIELDS_ALONE:
        for path, name in traits_in(source.sections.get(section), (section,)):
            trait = words.traits.get(name)
            if trait is not None and trait.when is None:
                yield problem_at(source, path, _refusal(trait, section))


def traits_in(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every trait that is asked for below a value: its place and its name."""
    steps = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for step, value in steps:
        below = (*path, step)
        if step == TRAIT_KEY:
            yield from _named(value, below)
        yield from traits_in(value, below)


def _named(raw: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the names that a text, or a list of texts, has."""
    for number, one in enumerate(raw if isinstance(raw, list) else [raw]):
        if name := as_text(one):
            yield (*path, number) if isinstance(raw, list) else path, name


def _refusal(trait: Trait, section: str) -> str:
    """Say why a section can't ask for a trait."""
    tells = "other tickets tell" if trait.often else "messages tell"
    return f"{tells} whether a ticket has the trait {trait.name!r}, and {section!r} looks at its fields alone"
