"""Problems of a policy, told for people: place, where in the policy, what was expected and the nearest known word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hindesk.calendars.nearest import nearest
from hindesk.policy.findings import KEY_KIND, KIND, as_text, shown, unknown
from hindesk.policy.model import PolicyModel
from hindesk.policy.parts import keys_of
from hindesk.policy.sources import Source
from hindesk.policy.words import Words
from hindesk.yaml_source import Path, Place


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or worth knowing: where it stands and what it is."""

    place: Place
    where: str
    message: str

    def __str__(self) -> str:
        """Write it in one line: `file:line:column: where: message`."""
        return f"{self.place}: {self.where}: {self.message}" if self.where else f"{self.place}: {self.message}"


def text_problems(source: Source) -> list[Problem]:
    """Return what is wrong with the YAML itself."""
    return [
        Problem(problem.place, where(source, problem.path), problem.message) for problem in source.document.problems
    ]


def model_problems(error: ValidationError, source: Source, words: Words) -> list[Problem]:
    """Return what a model found wrong, in people's words."""
    return [_problem(details, source, words) for details in error.errors(include_url=False)]


def problem_at(source: Source, path: Path, message: str) -> Problem:
    """Return a problem or note about the value at a path."""
    return Problem(source.document.place(path) or _top(source), where(source, path), message)


def where(source: Source, path: Path) -> str:
    """Say where in the policy a path leads: `sla > Payment failures > targets > resolution`."""
    names: list[str] = []
    for depth, step in enumerate(path):
        found, value = _reach(source, path[: depth + 1])
        if not found and isinstance(step, int):
            break
        name = as_text(value.get("name")) if isinstance(step, int) and isinstance(value, dict) else None
        names.append(name or (f"no. {step + 1}" if isinstance(step, int) else step))
    return " > ".join(names)


def _problem(details: ErrorDetails, source: Source, words: Words) -> Problem:
    """Return one problem."""
    path: Path = details["loc"]
    kind = details["type"]
    if kind == "extra_forbidden":
        message = _unknown_key(source, path, words)
        return Problem(_key_place(source, path), where(source, path[:-1]), message)
    if kind == "missing":
        return Problem(_place(source, path[:-1]), where(source, path[:-1]), f"{path[-1]!r} is missing")
    if kind == KEY_KIND:
        return Problem(_key_place(source, path), where(source, path[:-1]), _message(details, ""))
    return Problem(_place(source, path), where(source, path), _message(details, shown(_reach(source, path)[1])))


def _message(details: ErrorDetails, found: str) -> str:
    """Say what was expected and what was found."""
    if details["type"] in {KIND, KEY_KIND}:
        return str(details["ctx"]["message"])
    say = _MESSAGES.get(details["type"])
    context: dict[str, Any] = details.get("ctx", {})
    return say(context, found) if say else f"{details['msg'].lower()}, found {found}"


def _one_of(context: dict[str, Any], found: str) -> str:
    """Say which words were expected, and the nearest one."""
    expected = str(context["expected"])
    word = re.search(r"the text '(.*)'", found)
    near = nearest(word[1], re.findall(r"'([^']*)'", expected)) if word else None
    return f"expected {expected}, found {found}" + (f"; did you mean {near!r}?" if near else "")


_MESSAGES: Final[dict[str, Callable[[dict[str, Any], str], str]]] = {
    "literal_error": _one_of,
    "model_type": lambda _, found: f"expected a mapping, found {found}",
    "dict_type": lambda _, found: f"expected a mapping, found {found}",
    "tuple_type": lambda _, found: f"expected a list, found {found}",
    "bool_type": lambda _, found: f"expected true or false, found {found}",
    "int_type": lambda _, found: f"expected a whole number, found {found}",
    "greater_than_equal": lambda context, found: f"expected {context['ge']} or more, found {found}",
    "less_than_equal": lambda context, found: f"expected {context['le']} or less, found {found}",
}


def _unknown_key(source: Source, path: Path, words: Words) -> str:
    """Say that a key is not known, and which are."""
    holder = _reach(source, path[:-1])[1]
    if len(path) == 1:
        near = nearest(str(path[0]), keys_of(PolicyModel))
        hint = f"did you mean {near!r}? " if near else ""
        return f"unknown section {path[0]!r}; {hint}the sections are {', '.join(keys_of(PolicyModel))}"
    return unknown("key", str(path[-1]), keys_of(words.shapes.get(id(holder), PolicyModel)))


def _reach(source: Source, path: Iterable[str | int]) -> tuple[bool, Any]:
    """Return whether a path leads to a value, and the value."""
    value: Any = source.sections
    for step in path:
        inside = (isinstance(step, int) and isinstance(value, list) and step < len(value)) or (
            isinstance(step, str) and isinstance(value, dict) and step in value
        )
        if not inside:
            return False, None
        value = value[step]
    return True, value


def _place(source: Source, path: Path) -> Place:
    """Return where the value at a path stands, or what is around it."""
    return source.document.place(path) or _top(source)


def _key_place(source: Source, path: Path) -> Place:
    """Return where the key stands that a path ends in."""
    return source.document.keys.get(path) or _place(source, path)


def _top(source: Source) -> Place:
    """Return where the policy begins."""
    return source.document.values.get((), Place("policy", 1, 1))
