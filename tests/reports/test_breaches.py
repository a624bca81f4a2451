"""`report breaches`: clocks counted by verdict."""

from __future__ import annotations

from datetime import timedelta

import pyarrow.compute as pc
import pytest

from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun
from hindesk.reports.breaches import breaches
from hindesk.reports.dimensions import dimension_names
from hindesk.reports.metrics import totals
from hindesk.store.store import Store

VERDICTS = ("met", "breached", "open", "cancelled", "unknown")


def counts(store: Store, run: KeptRun, *by: str) -> dict[tuple[str | None, ...], tuple[int, ...]]:
    """The counts of each row by the values of its dimensions."""
    rows = breaches(store, run, by=by).table.to_pylist()
    return {tuple(row[name] for name in by): tuple(row[name] for name in VERDICTS) for row in rows}


def test_clocks_are_counted_by_metric_and_priority_unless_asked_otherwise(desk: Store, small: KeptRun) -> None:
    assert breaches(desk, small).table.equals(breaches(desk, small, by=["metric", "priority"]).table)
    assert counts(desk, small, "metric", "priority") == {
        ("first_response", "high"): (2, 2, 0, 0, 0),
        ("resolution", "high"): (2, 1, 0, 0, 1),
        ("first_response", "low"): (1, 0, 1, 1, 0),
        ("resolution", "low"): (0, 0, 2, 1, 0),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rule", {"긴급 (high)": (4, 3, 0, 0, 1), "Everything else": (1, 0, 3, 2, 0)}),
        ("calendar", {"always": (5, 3, 3, 2, 1)}),
        ("team", {"기술팀": (0, 2, 0, 0, 0), "상담팀": (5, 1, 3, 2, 1)}),
        ("agent", {"김수지": (2, 0, 0, 0, 0), None: (3, 3, 3, 2, 1)}),
        ("tier", {"2": (0, 2, 0, 0, 0), "1": (5, 1, 3, 2, 1)}),
        ("source", {"desk": (3, 2, 3, 2, 0), "freshdesk": (2, 1, 0, 0, 1)}),
        ("channel", {"email": (2, 0, 2, 2, 0), "chat": (1, 2, 1, 0, 0), None: (2, 1, 0, 0, 1)}),
        ("company", {"한빛물산": (2, 0, 0, 0, 0), "Acme": (1, 2, 1, 0, 0), None: (2, 1, 2, 2, 1)}),
        ("week", {"2026-W02": (5, 3, 1, 0, 1), "2026-W03": (0, 0, 2, 2, 0)}),
    ],
)
def test_each_dimension_counts_what_was_counted_by_hand(
    name: str, expected: dict[str | None, tuple[int, ...]], desk: Store, small: KeptRun
) -> None:
    assert counts(desk, small, name) == {(value,): row for value, row in expected.items()}


def test_every_dimension_counts_every_clock_once(desk: Store, small: KeptRun) -> None:
    for name in dimension_names(desk):
        table = breaches(desk, small, by=[name]).table
        assert [pc.sum(table.column(verdict)).as_py() for verdict in VERDICTS] == [5, 3, 3, 2, 1], name


def test_dimensions_combine(desk: Store, small: KeptRun) -> None:
    assert counts(desk, small, "company", "week", "tier")["Acme", "2026-W02", "2"] == (0, 2, 0, 0, 0)


def test_the_most_breached_come_first_and_names_decide_between_equals(desk: Store, small: KeptRun) -> None:
    assert breaches(desk, small, by=["team"]).table.column("team").to_pylist() == ["기술팀", "상담팀"]
    assert breaches(desk, small, by=["metric", "priority"]).table.column("breached").to_pylist() == [2, 1, 0, 0]


def test_weeks_come_in_their_order(desk: Store, small: KeptRun) -> None:
    found = breaches(desk, small, by=["week", "team"]).table

    assert found.column("week").to_pylist() == ["2026-W02", "2026-W02", "2026-W03"]
    assert found.column("team").to_pylist() == ["기술팀", "상담팀", "상담팀"]


def test_attainment_is_the_share_of_met_among_judged_clocks(desk: Store, small: KeptRun) -> None:
    rows = {row["metric"]: row["attainment_share"] for row in breaches(desk, small, by=["metric"]).table.to_pylist()}

    assert rows == {"first_response": 3 / 5, "resolution": 2 / 3}


def test_without_a_judged_clock_there_is_no_attainment_and_no_elapsed_time(desk: Store, small: KeptRun) -> None:
    (row,) = [row for row in breaches(desk, small, by=["week"]).table.to_pylist() if row["week"] == "2026-W03"]

    assert (row["attainment_share"], row["median"], row["p90"]) == (None, None, None)


def test_elapsed_times_are_those_of_judged_clocks(desk: Store, small: KeptRun) -> None:
    (row,) = breaches(desk, small, by=["metric"], metrics=["first_response"]).table.to_pylist()

    assert (row["median"], row["p90"]) == (timedelta(hours=2), timedelta(hours=2))


def test_a_metric_alone_is_counted_alone(desk: Store, small: KeptRun) -> None:
    report = breaches(desk, small, metrics=["first_response"])

    assert set(report.table.column("metric").to_pylist()) == {"first_response"}
    assert report.title == "small: 2 of 5 judged clocks breached, attainment 60.0 %"
    assert report.notes[0] == "Every clock could be judged"


def test_what_could_not_be_judged_is_told_with_the_reason(desk: Store, small: KeptRun) -> None:
    assert breaches(desk, small).notes == (
        "1 clock could not be judged: 1 resolution (no status history: freshdesk)",
        "Without a history of changes, fields count as they are at the end: freshdesk (2 tickets)",
    )


def test_a_limit_leaves_the_title_alone_and_says_what_is_missing(desk: Store, small: KeptRun) -> None:
    report = breaches(desk, small, limit=1)

    assert report.table.num_rows == 1
    assert report.title == breaches(desk, small).title
    assert report.notes[0] == "Only the first 1 of 4 rows are shown (`--limit`)"


def test_an_unknown_dimension_names_the_nearest_and_all(desk: Store, small: KeptRun) -> None:
    with pytest.raises(InputError, match="can't be counted by 'chanel'") as told:
        breaches(desk, small, by=["chanel"])

    assert told.value.hint is not None
    assert told.value.hint.startswith("did you mean channel? there are metric, rule, calendar, ")


def test_a_dimension_can_not_smuggle_in_sql(desk: Store, small: KeptRun) -> None:
    with pytest.raises(InputError, match="can't be counted by"):
        breaches(desk, small, by=["c.run as d0, (select 1)"])


def test_an_unknown_metric_names_those_of_the_policy(desk: Store, small: KeptRun) -> None:
    with pytest.raises(InputError, match="the policy of small has no metric 'resolutoin'") as told:
        totals(desk, small, metrics=["resolutoin"])

    assert told.value.hint is not None
    assert told.value.hint.startswith("did you mean resolution? there are first_response, ")
