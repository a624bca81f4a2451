"""Every breached clock has one primary tag, or is unexplained; counts are those of the clocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pytest

from hindesk.causes.tagging import count_tags, tagged_clocks
from hindesk.causes.tags import FLOOR, TAGS, UNEXPLAINED
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.cells import duration
from hindesk.store.store import Store, open_store
from tests.causes.told import told

ROOT = Path(__file__).parents[2]
NAMES = [tag.name for tag in TAGS]
BUCKET_TAGS = {tag.name: tag for tag in TAGS if tag.fact == f"{tag.time}_part"}
SHARES = """
    select t.key as ticket, n.name as metric, c.cycle, c.elapsed, s.* exclude (ticket, metric, cycle)
    from shares as s
    join clocks as c using (run, ticket, metric, cycle)
    join tickets as t on t.ticket = s.ticket
    join run_names as n on n.run = c.run and n.kind = 'metric' and n.number = c.metric
    where c.verdict = 2
"""
EXPLAINED_ANYHOW = {"priority_raised_late", "reopened", "ping_pong", "multi_hop"}
"""Tags whose time is not one bucket's alone."""

Key = tuple[str, str, int]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample desk, replayed under the ready policy of a help desk in Korea."""
    path = tmp_path_factory.mktemp("sample") / "desk.duckdb"
    with open_store(path, create=True) as store:
        options = ImportOptions(map=ROOT / "samples" / "desk-map.yaml")
        import_file(store, ROOT / "samples" / "desk-events.csv", options=options)
        replay(store, load_policy(ROOT / "policies" / "saas-korea.yaml"), name="sample")
        yield store


@pytest.fixture(scope="module")
def run(sample: Store) -> KeptRun:
    return find_run(sample)


@pytest.fixture(scope="module")
def rows(sample: Store, run: KeptRun) -> dict[Key, dict[str, object]]:
    """The tagged clocks of the sample."""
    table = tagged_clocks(sample, run, range(9), most=10_000)
    return {(row["ticket"], row["metric"], row["cycle"]): row for row in table.to_pylist()}


def test_every_breached_clock_has_exactly_one_primary_tag_or_is_unexplained(
    sample: Store, run: KeptRun, rows: dict[Key, dict[str, object]]
) -> None:
    counts = count_tags(sample, run, range(9))
    primary = Counter(row["primary_tag"] for row in rows.values())

    assert len(rows) == counts.breached == pc.sum(counts.tags.column("primary")).as_py()
    assert set(primary) <= {*NAMES, UNEXPLAINED}
    for row in rows.values():
        assert row["primary_tag"] == UNEXPLAINED or row["primary_tag"] in str(row["tags"]).split(", ")


def test_counts_are_those_of_the_clocks(sample: Store, run: KeptRun, rows: dict[Key, dict[str, object]]) -> None:
    primary = Counter(str(row["primary_tag"]) for row in rows.values())
    has = Counter(tag for row in rows.values() for tag in str(row["tags"]).split(", "))

    for row in count_tags(sample, run, range(9)).tags.to_pylist():
        assert row["primary"] == primary[row["tag"]]
        if row["tag"] != UNEXPLAINED:
            assert row["breached"] == has[row["tag"]]


def test_tags_of_buckets_and_the_primary_one_agree_with_the_shares(
    sample: Store, rows: dict[Key, dict[str, object]]
) -> None:
    shares = sample.cursor().sql(SHARES).to_arrow_table().to_pylist()

    assert len(shares) == len(rows)
    for share in shares:
        row = rows[share["ticket"], share["metric"], share["cycle"]]
        held = set(str(row["tags"]).split(", "))
        assert held & set(BUCKET_TAGS) == {
            name for name, tag in BUCKET_TAGS.items() if share[tag.time] >= tag.at_least * share["elapsed"]
        }
        most = max((share[tag.time] for name, tag in BUCKET_TAGS.items() if name in held), default=0)
        explained = most >= FLOOR * share["elapsed"]
        if not held & EXPLAINED_ANYHOW:
            first = next((name for name, tag in BUCKET_TAGS.items() if name in held and share[tag.time] == most), "")
            assert row["primary_tag"] == (first if explained else UNEXPLAINED)


def test_amounts_in_evidence_are_written_as_reports_write_them(rows: dict[Key, dict[str, object]]) -> None:
    ends = [row for row in rows.values() if " of " in str(row["evidence"])]

    assert len(ends) > 200
    for row in ends:
        assert f" of {duration(int(str(row['elapsed'])))}" in str(row["evidence"])


def test_the_latest_clock_comes_first_and_no_more_than_asked_for(sample: Store, run: KeptRun) -> None:
    table = tagged_clocks(sample, run, range(9), most=5)

    assert table.num_rows == 5
    assert table.column("over").to_pylist() == table.sort_by([("over", "descending")]).column("over").to_pylist()


def test_only_the_metrics_asked_for_count(sample: Store, run: KeptRun) -> None:
    whole = count_tags(sample, run, range(9)).breached
    parts = [count_tags(sample, run, [metric]).breached for metric in range(9)]

    assert sum(parts) == whole
    assert max(parts) < whole


def test_a_tag_of_a_clock_that_met_its_target_counts_on_that_side(tmp_path: Path) -> None:
    stories = {
        "late": "09:00 created\n15:00 assignee=kim by=system\n16:00 status=solved",
        "in time": "09:00 created\n10:00 assignee=kim by=system\n11:00 status=solved",
        "at once": "09:00 created assignee=kim\n09:10 status=solved",
    }
    with told(tmp_path, stories) as desk:
        assert desk.counted("queue_unassigned") == {
            "breached": 1,
            "breached_tested": 1,
            "met": 1,
            "met_tested": 2,
            "primary": 1,
            "time": 6 * 3_600_000_000,
        }
