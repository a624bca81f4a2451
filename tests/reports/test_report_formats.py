"""Golden outputs of the reports on a run, in every format that is text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wcwidth import wcswidth

from hindesk.replay.runs import KeptRun
from hindesk.reports.agreement import agreement, disagreements
from hindesk.reports.breached_clocks import breached_clocks
from hindesk.reports.breaches import breaches
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.replayed import replayed
from hindesk.reports.report import Report
from hindesk.reports.tiers import tiers
from hindesk.store.store import Store
from tests.conftest import Golden

REPORTS: tuple[Callable[[Store, KeptRun], Report], ...] = (
    replayed,
    breaches,
    breached_clocks,
    tiers,
    agreement,
    disagreements,
)
ENDINGS: dict[Format, str] = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json"}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.__name__))
@pytest.mark.parametrize("form", ENDINGS)
def test_a_report_reads_as_it_did(
    report: Callable[[Store, KeptRun], Report], form: Format, desk: Store, small: KeptRun, golden: Golden
) -> None:
    shown = report(desk, small)

    golden(f"reports/{shown.name}.{ENDINGS[form]}", render(shown, form, time_zone=small.time_zone))


def test_columns_with_korean_words_stay_in_line(desk: Store, small: KeptRun) -> None:
    report = breaches(desk, small, by=["team", "rule"])
    lines = render(report, "table", time_zone=small.time_zone).decode().split("\n\n")[1].splitlines()

    assert {wcswidth(line) for line in lines} == {wcswidth(lines[1])}


def test_counts_by_metric_and_priority_fit_a_terminal_of_110(desk: Store, small: KeptRun) -> None:
    lines = render(breaches(desk, small), "table", width=110).decode().split("\n\n")[1].splitlines()

    assert "first_response" in lines[-1] + lines[-2]
    assert max(map(wcswidth, lines)) <= 110
