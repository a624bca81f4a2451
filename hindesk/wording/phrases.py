"""The sentences of one language: templates from its table, filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

from pydantic import TypeAdapter

from hindesk.wording.particles import with_particles
from hindesk.yaml_source import read_yaml

Language = Literal["en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_TABLE: Final = TypeAdapter(dict[str, dict[str, str]])


@dataclass(frozen=True, slots=True)
class Phrases:
    """The templates of a language by their keys, `group.name`."""

    language: Language
    texts: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the template of a key, filled in; in Korean with the particles that fit.

        Raises:
            KeyError: the language has no such template, or a value of it is missing.
        """
        said = self.texts[key].format(**values)
        return with_particles(said) if self.language == "ko" else said

    def word(self, group: str, word: str) -> str:
        """Return what a word of the policy language is called; a word that the language lacks stays as it is."""
        return self.texts.get(f"{group}.{word}", word)

    def counted(self, key: str, count: int) -> str:
        """Return a count with its noun: the template `key_one` or `key_many`."""
        return self.say(f"{key}_one" if count == 1 else f"{key}_many", n=count)

    def listed(self, items: Iterable[str], *, by: Literal["and", "or", "then"]) -> str:
        """Return items as an enumeration: `a, b and c`; none: ''."""
        *former, last = list(items) or [""]
        if not former:
            return last
        return f"{self.say('list.comma').join(former)}{self.say(f'list.{by}')}{last}"

    def clauses(self, parts: Iterable[str]) -> str:
        """Return the parts of a sentence that are not empty, apart from each other."""
        return self.say("list.clause").join(part for part in parts if part)


@cache
def phrases_of(language: Language) -> Phrases:
    """Return the sentences of a language."""
    file = f"{language}.yaml"
    text = files("hindesk.wording").joinpath(file).read_text(encoding="utf-8")
    groups = _TABLE.validate_python(read_yaml(text, file=file).value)
    return Phrases(
        language, {f"{group}.{name}": said for group, below in groups.items() for name, said in below.items()}
    )
