"""`hindesk policy test`: the cases beside policies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import narration, streams
from ..options import FormatOption, OutputOption


def run_tests(
    policies: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="POLICY",
            help="Policies: YAML files, folders of them, or names of ready ones; by default those of this folder "
            "that have cases beside them.",
            show_default=False,
        ),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0,
            max=100,
            metavar="PERCENT",
            help="End with exit code 1 if the cases reach less than PERCENT of the rules of a policy.",
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Test policies by the cases beside them.

    The cases of NAME.yaml are in NAME.cases.yaml, those of a folder in its files that end so. Tells which cases fail,
    what they expect beside what they got, and which rules no case reached. The exit code is 1 if a case fails. Formats
    for programs give every check.
    """
    from hindesk.cases.testing import run_policy_cases
    from hindesk.reports.cases import checks_report, covered, tested_reports

    paths = _named(policies) if policies else _beside()
    tested = [run_policy_cases(path) for path in paths]
    if streams.for_people(form, output):
        reports = [report for one in tested for report in tested_reports(one)]
    else:
        reports = [checks_report(tested)]
    streams.emit(*reports, form=form, output=output, time_zone=tested[0].policy.time_zone)
    under = [one for one in tested if fail_under is not None and 100 * one.coverage.share < fail_under]
    for one in under:
        narration.say(f"--fail-under {fail_under:g}: {covered(one)}")
    if under or any(one.failed for one in tested):
        raise typer.Exit(1)


def _named(policies: list[Path]) -> list[Path]:
    """The policies that are named; a file of cases stands for the policy beside it, unless that is named as well."""
    from hindesk.policy.ready import policy_path
    from hindesk.policy.sources import CASES

    cases = {path: path.with_name(path.name.replace(CASES, ".yaml")) for path in policies if path.name.endswith(CASES)}
    return [policy_path(cases.get(path, path)) for path in policies if cases.get(path) not in policies]


def _beside() -> list[Path]:
    """The policies of this folder that have cases beside them."""
    from hindesk.cases.testing import tested_policies
    from hindesk.errors import PolicyError

    found = tested_policies(Path())
    if not found:
        raise PolicyError("no policy in this folder has cases beside it", "name a policy, or write its NAME.cases.yaml")
    return found
