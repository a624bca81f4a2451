"""Reading a case file: from YAML to checked cases, or to every problem that it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hindesk.cases.case import read_case
from hindesk.cases.listed import listed
from hindesk.cases.model import CaseModel, CasesModel
from hindesk.cases.problems import Told
from hindesk.cases.values import Case
from hindesk.cases.words import CaseWords
from hindesk.errors import PolicyError
from hindesk.policy.findings import unknown
from hindesk.policy.parts import keys_of
from hindesk.policy.problems import Problem, model_problems, text_problems
from hindesk.policy.sources import POLICY_START, Source, read_source, source_of
from hindesk.yaml_source import Value

_START: Final = "a case file starts with cases:"


@dataclass(frozen=True, slots=True)
class CasesCheck:
    """What reading a case file gives: its cases, or its problems; and notes on what may not be meant."""

    cases: tuple[Case, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_cases(path: Path, words: CaseWords) -> CasesCheck:
    """Read the cases in a file.

    Args:
        path: the file.
        words: what the names in it may refer to.

    Raises:
        PolicyError: the file can't be read, or it has problems; the message lists all of them, one a line.
    """
    check = check_cases(read_source(path), words)
    if check.problems:
        count = len(check.problems)
        listed = "\n".join(map(str, check.problems))
        raise PolicyError(
            f"the cases in {path} can't be used, they have {count} problem{'s'[: count > 1]}:\n{listed}",
            "docs/reference/cases.md has every word of a case file",
        )
    return check


def check_cases_text(text: str, words: CaseWords, *, file: str = "policy.cases.yaml") -> CasesCheck:
    """Check cases that are given as text; `file` is the name that problems carry."""
    return check_cases(source_of([(file, text)]), words)


def check_cases(source: Source, words: CaseWords) -> CasesCheck:
    """Check a source: the YAML first, then keys and shapes, then what the lines say."""
    source = listed(source)
    told = Told(source, _text_problems(source))
    told.problems += _strange_sections(source)
    sections = {key: value for key, value in source.sections.items() if key in keys_of(CasesModel)}
    try:
        CasesModel.model_validate(sections, context=words)
    except ValidationError as error:
        told.problems += model_problems(error, source, words) if source.sections else []
    raw = sections.get("cases")
    models = [_model(one, words) for one in raw] if isinstance(raw, list) else []
    cases = [read_case(one, number, words, told) if one else None for number, one in enumerate(models)]
    _check_names(cases, told)
    if told.problems:
        return CasesCheck(problems=tuple(sorted(set(told.problems))))
    return CasesCheck(tuple(one for one in cases if one is not None), notes=tuple(sorted(set(told.notes))))


def _model(raw: Value, words: CaseWords) -> CaseModel | None:
    """Return a case whose keys and shapes are right."""
    try:
        return CaseModel.model_validate(raw, context=words)
    except ValidationError:
        return None


def _text_problems(source: Source) -> list[Problem]:
    """Return what is wrong with the YAML itself."""
    return [replace(one, message=one.message.replace(POLICY_START, _START)) for one in text_problems(source)]


def _strange_sections(source: Source) -> list[Problem]:
    """Return the keys at the top that a case file has not."""
    known = keys_of(CasesModel)
    strange = [key for key in source.sections if key not in known]
    return [Problem(source.document.keys[key,], "", unknown("key", key, known)) for key in strange]


def _check_names(cases: list[Case | None], told: Told) -> None:
    first: dict[str, int] = {}
    if told.source.sections.get("cases") == []:
        told.wrong(("cases",), "the list is empty; a file has at least one case")
    for number, case in enumerate(cases):
        if case is not None and case.name in first:
            told.wrong(("cases", number, "name"), f"case {first[case.name] + 1} has this name already")
        elif case is not None:
            first[case.name] = number
