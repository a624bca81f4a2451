"""`report agreement`: the export's own verdicts against the run's."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.agreement import NOTHING, agreement, disagreements
from hindesk.store.store import Store, open_store
from tests.small_desk import POLICY, import_small_desk

COLUMNS = ("recorded", "both_met", "both_breached", "only_recorded_breached", "only_replay_breached", "not_judged")


def figures(store: Store, run: KeptRun) -> dict[tuple[str, str], tuple[int, ...]]:
    """The counts by source and metric."""
    rows = agreement(store, run).table.to_pylist()
    return {(row["source"], row["metric"]): tuple(row[name] for name in COLUMNS) for row in rows}


def test_verdicts_are_compared_by_source_and_metric(desk: Store, small: KeptRun) -> None:
    assert figures(desk, small) == {
        ("freshdesk", "first_response"): (2, 1, 0, 0, 1, 0),
        ("freshdesk", "resolution"): (2, 0, 0, 1, 0, 1),
    }


def test_the_share_is_that_of_the_verdicts_that_can_be_compared(desk: Store, small: KeptRun) -> None:
    report = agreement(desk, small)

    assert report.table.column("agreement_share").to_pylist() == [0.5, 0.0]
    assert report.title == "small: 1 of 3 verdicts agree, 33.3 %"
    assert report.notes[0] == "Not judged: 1 without the history"


def test_disagreements_are_listed_with_the_clock_that_decides(desk: Store, small: KeptRun) -> None:
    rows = disagreements(desk, small).table.select(["ticket", "metric", "recorded", "replayed"]).to_pylist()

    assert [tuple(row.values()) for row in rows] == [
        ("2", "first_response", "met", "breached"),
        ("1", "resolution", "breached", "met"),
    ]


def test_a_limit_says_how_many_there_are(desk: Store, small: KeptRun) -> None:
    report = disagreements(desk, small, limit=1)

    assert (report.title, report.table.num_rows) == ("small: 2 disagreements", 1)
    assert report.notes[0] == "Only the first 1 of 2 rows are shown (`--limit`)"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"first_response: 1h, ": "", "first_response: 4h, ": ""}, "2 without a clock in this run"),
        ({"[waiting_on_customer]": "[solved]"}, "2 without the history"),
    ],
)
def test_what_can_not_be_compared_has_its_reason(changed: dict[str, str], reason: str, tmp_path: Path) -> None:
    path = import_small_desk(tmp_path)
    policy = tmp_path / "small.yaml"
    text = POLICY
    for old, new in changed.items():
        text = text.replace(old, new)
    policy.write_text(text.replace("resolution: 4h", "resolution: 1h"), encoding="utf-8")
    with open_store(path) as store:
        replay(store, load_policy(policy), name="small")

        assert reason in agreement(store, find_run(store)).notes[0]


def test_of_several_clocks_the_breached_one_decides(tmp_path: Path) -> None:
    with open_store(import_small_desk(tmp_path)) as store:
        replay(store, load_policy(tmp_path / "small.yaml"), name="small")
        with store.change() as connection:
            connection.execute(
                "insert into clocks select * replace (1 as cycle, 1 as verdict) from clocks where verdict = 2"
            )

        assert figures(store, find_run(store))["freshdesk", "first_response"] == (2, 1, 0, 0, 1, 0)
        assert disagreements(store, find_run(store)).table.num_rows == 2


def test_without_recorded_verdicts_there_is_a_sentence(tmp_path: Path) -> None:
    with open_store(import_small_desk(tmp_path)) as store:
        replay(store, load_policy(tmp_path / "small.yaml"), name="small")
        with store.change() as connection:
            connection.execute("delete from recorded")
        report = agreement(store, find_run(store))

    assert (report.table.num_rows, report.notes) == (0, (NOTHING,))
