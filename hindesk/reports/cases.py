"""What the cases of policies showed: each case, what differs side by side, and the rules that no case reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from hindesk.cases.comparing import Check
from hindesk.cases.coverage import Coverage
from hindesk.cases.testing import CaseResult, Tested
from hindesk.cases.written import written
from hindesk.reports.cells import share
from hindesk.reports.columns import COUNT, INSTANT, TEXT, TRUTH, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.yaml_source import Place

_CASES: Final[Columns] = {"line": TEXT, "case": TEXT, "checks": COUNT, "result": TEXT}
_DIFFERENCES: Final[Columns] = {
    "line": TEXT,
    "case": TEXT,
    "at": TEXT,
    "what": TEXT,
    "expected": TEXT,
    "got": TEXT,
}
_MISSED: Final[Columns] = {"line": TEXT, "section": TEXT, "rule": TEXT}
_CHECKS: Final[Columns] = {
    "policy": TEXT,
    "file": TEXT,
    "line": COUNT,
    "case": TEXT,
    "at": INSTANT,
    "what": TEXT,
    "expected": TEXT,
    "got": TEXT,
    "passed": TRUTH,
}


def tested_reports(tested: Tested) -> tuple[Report, ...]:
    """A policy's cases for people; what differs, and the rules that no case reached, where there are any.

    Instants are texts, in the policy's time zone.
    """
    reports = [_cases(tested)]
    if tested.failed:
        reports.append(_differences(tested))
    if tested.coverage.missed:
        reports.append(_missed(tested.coverage))
    return tuple(reports)


def checks_report(tested: Sequence[Tested]) -> Report:
    """One row for each check of each case of some policies, passed or not, for programs."""
    rows = (row for one in tested for result in one.results for row in _check_rows(one, result))
    failed, all_of = sum(one.failed for one in tested), sum(len(one.results) for one in tested)
    title = f"{all_of - failed:,} of {all_of:,} cases pass"
    return Report("policy_test", title, table_of(_CHECKS, rows), tuple(covered(one) for one in tested))


def covered(tested: Tested) -> str:
    """How many of a policy's rules its cases reached, in a sentence."""
    found = tested.coverage
    reached = len(found.rules) - len(found.missed)
    return f"{tested.policy.name}: {reached:,} of {counted(len(found.rules), 'rule')} reached ({share(found.share)})"


def _cases(tested: Tested) -> Report:
    several = _several(one.case.place for one in tested.results)
    rows = (
        (_stands(one.case.place, several=several), one.case.name, len(one.checks), "pass" if one.passed else "FAIL")
        for one in tested.results
    )
    passed = len(tested.results) - tested.failed
    title = f"{tested.policy.name}: {passed:,} of {len(tested.results):,} cases pass"
    notes = (covered(tested), *map(str, tested.notes))
    return Report("policy_test", title, table_of(_CASES, rows), notes, folded=("case",))


def _differences(tested: Tested) -> Report:
    several = _several(one.case.place for one in tested.results)
    rows = (
        _difference(one, check, tested.policy.time_zone, several=several)
        for one in tested.results
        for check in one.checks
        if not check.passed
    )
    title = f"What differs (times of {tested.policy.time_zone})"
    return Report("differences", title, table_of(_DIFFERENCES, rows), folded=tuple(_DIFFERENCES)[1:])


def _difference(result: CaseResult, check: Check, time_zone: str, *, several: bool) -> tuple[object, ...]:
    at = written(check.at, time_zone)
    return (
        _stands(replace(result.case.place, line=check.line), several=several),
        result.case.name,
        at,
        check.what,
        check.expected,
        check.got,
    )


def _missed(coverage: Coverage) -> Report:
    several = _several(rule.place for rule in coverage.rules)
    rows = ((_stands(rule.place, several=several), rule.key.section, rule.what) for rule in coverage.missed)
    return Report("unreached", "Rules that no case reached", table_of(_MISSED, rows), folded=("rule",))


def _several(places: Iterable[Place]) -> bool:
    return len({place.file for place in places}) > 1


def _stands(place: Place, *, several: bool) -> str:
    """The line, with the file's name where there are several."""
    return f"{Path(place.file).name}:{place.line}" if several else str(place.line)


def _check_rows(tested: Tested, result: CaseResult) -> Iterator[tuple[object, ...]]:
    for check in result.checks:
        yield (
            tested.policy.name,
            result.case.place.file,
            check.line,
            result.case.name,
            check.at,
            check.what,
            check.expected,
            check.got,
            check.passed,
        )
