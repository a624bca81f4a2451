"""`report tiers`: three readings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest

from hindesk.policy.load import check_text, load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.tiers import tiers
from hindesk.store.store import Store, open_store
from tests.small_desk import POLICY, import_small_desk


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The small desk, not replayed yet."""
    return import_small_desk(tmp_path)


def test_the_three_readings_are_those_counted_by_hand(desk: Store, small: KeptRun) -> None:
    assert tiers(desk, small).table.to_pylist() == [
        {
            "tier": "1",
            "resolved": 3,
            "resolved_share": 3 / 4,
            "highest": 6,
            "highest_share": 6 / 7,
            "visited": 7,
            "visits": 7,
            "time": timedelta(hours=157, minutes=30),
            "time_share": 157.5 / 162,
            "median_visit": timedelta(hours=1, minutes=30),
        },
        {
            "tier": "2",
            "resolved": 1,
            "resolved_share": 1 / 4,
            "highest": 1,
            "highest_share": 1 / 7,
            "visited": 1,
            "visits": 1,
            "time": timedelta(hours=4, minutes=30),
            "time_share": 4.5 / 162,
            "median_visit": timedelta(hours=4, minutes=30),
        },
    ]


def test_the_readings_are_named_and_untold_visits_are_counted(desk: Store, small: KeptRun) -> None:
    notes = tiers(desk, small).notes

    assert [note.partition(":")[0] for note in notes[:3]] == ["resolved", "highest", "time"]
    assert notes[3] == (
        "The tiers of 2 tickets are not certain, because rules look at what history lacks: "
        "freshdesk (2: no status history, no team history)"
    )


def test_tickets_that_no_tier_had_stand_in_a_row_of_their_own(fresh: Path) -> None:
    text = POLICY.replace("  - {tier: 1}\n", "")
    found = check_text(text)
    assert found.policy is not None
    with open_store(fresh) as store:
        replay(store, found.policy, name="gaps")
        rows = {row["tier"]: row for row in tiers(store, find_run(store)).table.to_pylist()}

    assert list(rows) == ["2", "none"]
    assert [(row["resolved"], row["highest"]) for row in rows.values()] == [(1, 1), (3, 6)]
    assert sum(row["time_share"] for row in rows.values()) == pytest.approx(1)


def test_a_policy_without_tiers_says_so(fresh: Path) -> None:
    path = fresh.with_name("plain.yaml")
    path.write_text(
        POLICY.replace("tiers:\n  - {tier: 2, when: {team: 기술팀}}\n  - {tier: 1}\n", ""), encoding="utf-8"
    )
    with open_store(fresh) as store:
        replay(store, load_policy(path), name="plain")
        report = tiers(store, find_run(store))

    assert "The policy '작은 데스크' has no section `tiers`, so that no ticket has one" in report.notes
    assert report.table.column("tier").to_pylist() == ["none"]


def test_shares_of_each_reading_add_up_to_one(desk: Store, small: KeptRun) -> None:
    table = tiers(desk, small).table

    for name in ("resolved_share", "highest_share", "time_share"):
        assert pc.sum(table.column(name)).as_py() == pytest.approx(1), name
