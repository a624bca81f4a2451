"""Testing a policy by the cases beside it: what each case got, and which rules none of them reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hindesk.cases.comparing import Check, compare
from hindesk.cases.coverage import Coverage, coverage
from hindesk.cases.found import Life
from hindesk.cases.intake_check import intake_checks
from hindesk.cases.lapse_check import lapse_checks
from hindesk.cases.reading import CasesCheck, read_cases
from hindesk.cases.rules import rules_of
from hindesk.cases.running import run_cases
from hindesk.cases.values import Case
from hindesk.cases.words import case_words
from hindesk.errors import PolicyError
from hindesk.policy.load import load_policy
from hindesk.policy.problems import Problem
from hindesk.policy.sources import CASES, Source, read_source
from hindesk.policy.values import Policy


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and its checks, in the order of the file."""

    case: Case
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class Tested:
    """What the cases of a policy showed: their results, which rules were reached, and what may not be meant."""

    policy: Policy
    results: tuple[CaseResult, ...]
    coverage: Coverage
    notes: tuple[Problem, ...] = ()

    @property
    def failed(self) -> int:
        """How many cases failed."""
        return sum(not result.passed for result in self.results)


def run_policy_cases(path: Path) -> Tested:
    """Test a policy by the cases beside it.

    Args:
        path: the policy's file or folder.

    Raises:
        PolicyError: the policy or its cases can't be used, or there are no cases; the message names every problem.
    """
    policy, source = load_policy(path), read_source(path)
    words = case_words(policy, source)
    read = [read_cases(file, words) for file in case_files(path)]
    return judge(policy, source, read)


def judge(policy: Policy, source: Source, read: list[CasesCheck]) -> Tested:
    """Run the cases that were read and compare; `source` is the policy's text."""
    cases = [case for one in read for case in one.cases]
    run = run_cases(policy, cases)
    results = tuple(
        CaseResult(case, tuple(_checks(case, life, policy.time_zone)))
        for case, life in zip(cases, run.lives, strict=True)
    )
    reached = coverage(rules_of(policy, source), run.compiled, run.lives)
    return Tested(policy, results, reached, tuple(note for one in read for note in one.notes))


def _checks(case: Case, life: Life, time_zone: str) -> Iterator[Check]:
    """Compare everything that a case speaks of."""
    yield from intake_checks(case, life.intake)
    yield from compare(case, life, time_zone=time_zone)
    yield from lapse_checks(case, life, time_zone=time_zone)


def case_files(path: Path) -> list[Path]:
    """The files with a policy's cases: NAME.cases.yaml beside NAME.yaml, or every *.cases.yaml in its folder.

    Raises:
        PolicyError: there are none.
    """
    wanted = f"*{CASES}" if path.is_dir() else f"{path.stem}{CASES}"
    files = sorted(path.glob(wanted)) if path.is_dir() else [path.with_name(wanted)]
    if not any(file.is_file() for file in files):
        where = f"in the folder {path}" if path.is_dir() else f"beside {path}"
        raise PolicyError(f"there are no cases {where}", f"write some to {path.with_name(wanted).name}")
    return files


def tested_policies(folder: Path) -> list[Path]:
    """The policies in a folder that have cases beside them, by name."""
    beside = (file.with_name(f"{file.name.removesuffix(CASES)}.yaml") for file in sorted(folder.glob(f"*{CASES}")))
    return [file for file in beside if file.is_file()]
