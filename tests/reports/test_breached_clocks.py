"""`report breaches --tickets`: breached clocks, one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hindesk.replay.runs import KeptRun
from hindesk.reports.breached_clocks import breached_clocks
from hindesk.store.store import Store


def test_a_row_tells_the_whole_story_of_a_breach(desk: Store, small: KeptRun) -> None:
    row = breached_clocks(desk, small, metrics=["resolution"]).table.to_pylist()[0]

    assert row == {
        "ticket": "T2",
        "source": "desk",
        "subject": "=Checkout is down",
        "metric": "resolution",
        "cycle": 0,
        "rule": "긴급 (high)",
        "priority": "high",
        "team": "기술팀",
        "agent": None,
        "channel": "chat",
        "started_at": datetime(2026, 1, 5, 1, tzinfo=UTC),
        "due_at": datetime(2026, 1, 5, 5, tzinfo=UTC),
        "due_recorded_at": datetime(2026, 1, 5, 5, tzinfo=UTC),
        "stopped_at": datetime(2026, 1, 5, 6, tzinfo=UTC),
        "elapsed": timedelta(hours=5),
        "target": timedelta(hours=4),
        "over": timedelta(hours=1),
    }


def test_there_is_one_row_for_each_breached_clock(desk: Store, small: KeptRun) -> None:
    report = breached_clocks(desk, small)
    rows = report.table.select(["ticket", "metric"]).to_pylist()

    assert report.title == "small: 3 breached clocks"
    assert [(row["ticket"], row["metric"]) for row in rows] == [
        ("T2", "first_response"),
        ("T2", "resolution"),
        ("2", "first_response"),
    ]


def test_a_limit_keeps_the_first_rows_and_says_how_many_there_are(desk: Store, small: KeptRun) -> None:
    report = breached_clocks(desk, small, limit=2)

    assert report.table.equals(breached_clocks(desk, small).table.slice(0, 2))
    assert report.notes[0] == "Only the first 2 of 3 rows are shown (`--limit`)"


def test_a_metric_without_breaches_gives_no_row(desk: Store, small: KeptRun) -> None:
    report = breached_clocks(desk, small, metrics=["update"])

    assert (report.title, report.table.num_rows) == ("small: 0 breached clocks", 0)
