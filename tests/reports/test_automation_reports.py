"""`report rules`, `report tasks` and `report thanks` on a desk whose policy acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hindesk.errors import InputError, PolicyError
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.escalations import escalations
from hindesk.reports.report import Report
from hindesk.reports.rules import rules
from hindesk.reports.tasks import task_holders, tasks
from hindesk.reports.thanks import thanks
from hindesk.store.store import Store, open_store
from tests.conftest import Golden, Run
from tests.refund_desk import POLICY, replay_refund_desk


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def quiet(what: str, share: float) -> None:
    """Progress that nobody watches."""


def rows(report: Report, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a report, row by row."""
    return [tuple(row.values()) for row in report.table.select(names).to_pylist()]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the refund desk with its run."""
    return replay_refund_desk(tmp_path_factory.mktemp("refunds"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    with open_store(path, read_only=True) as held:
        yield held


@pytest.fixture
def replayed(store: Store) -> KeptRun:
    """Its run."""
    return find_run(store, "refunds")


def test_every_rule_is_counted_also_those_that_never_matched(store: Store, replayed: KeptRun) -> None:
    found = rules(store, replayed)
    assert rows(found, "section", "rule", "matches", "tickets") == [
        ("priority", "set urgent", 0, 0),
        ("on_create", "Refunds", 2, 2),
        ("on_create", "Outages", 0, 0),
        ("on_update", "Reopened", 1, 1),
        ("on_time", "Nobody took it", 1, 1),
        ("tiers", "tier 1", 6, 5),
        ("sla", "Everyone", 5, 5),
    ]
    assert found.title == "refunds: 7 rules, 2 of which never matched"


def test_rules_are_told_with_their_lines(store: Store, replayed: KeptRun) -> None:
    lines = POLICY.splitlines()
    for rule, line in rows(rules(store, replayed), "rule", "line"):
        assert isinstance(line, int)
        if rule in {"Refunds", "Outages", "Reopened", "Nobody took it", "Everyone"}:
            assert f"name: {rule}" in lines[line - 1]


def test_tasks_are_counted_by_task_and_team(store: Store, replayed: KeptRun) -> None:
    found = tasks(store, replayed)
    assert rows(found, "task", "team", "begun", "met", "breached", "open", "median", "longest") == [
        ("Check the payment", "Finance", 2, 1, 1, 0, hours(3), hours(17)),
        ("Send a label", "Logistics", 2, 0, 2, 0, hours(17), hours(18)),
        ("Call back", "Frontline", 0, 0, 0, 0, None, None),
    ]
    assert found.title == "refunds: 4 tasks begun, 3 of 4 judged clocks breached, attainment 25.0 %"


def test_who_held_tasks_up_longest_beyond_their_targets_stands_first(store: Store, replayed: KeptRun) -> None:
    assert rows(task_holders(store, replayed), "task", "holder", "clocks", "time", "over") == [
        ("Check the payment", "Finance", 2, hours(20), hours(13)),
        ("Send a label", "Logistics", 1, hours(18), hours(9)),
        ("Send a label", "Finance", 1, hours(17), hours(8)),
    ]


def test_the_detector_keeps_the_ticket_solved_whose_customer_only_says_thanks(store: Store, replayed: KeptRun) -> None:
    found = thanks(store, replayed, progress=quiet)
    assert found.title == "refunds: 1 of 5 tickets kept solved, 1 reopening fewer with the detector of thanks"
    assert rows(found, "metric", "detector", "clocks", "met", "attainment_share", "median", "p90")[:2] == [
        ("resolution", "without", 5, 0, 0.0, hours(17), hours(18)),
        ("resolution", "with", 5, 1, 0.2, hours(17), hours(18)),
    ]


def test_the_run_itself_agrees_with_the_side_that_detects(store: Store, replayed: KeptRun) -> None:
    solved = store.cursor().execute(
        "select key from outcomes join tickets using (ticket) where solved is not null and reopened = 0"
    )
    assert solved.fetchall() == [("Q1",)]


def test_without_thanks_in_the_policy_the_shipped_phrases_are_compared(tmp_path: Path) -> None:
    path = replay_refund_desk(tmp_path, POLICY.replace("thanks: true\n", ""))
    with open_store(path, read_only=True) as store:
        found = thanks(store, find_run(store), progress=quiet)
    assert found.title.startswith("refunds: 1 of 5 tickets kept solved")
    assert found.notes[0] == "The policy has no `thanks`; shown is what `thanks: true` would change"


def test_own_phrases_decide_where_the_policy_has_them(tmp_path: Path) -> None:
    path = replay_refund_desk(tmp_path, POLICY.replace("thanks: true", "thanks: {shipped: false, phrases: 근데}"))
    with open_store(path, read_only=True) as store:
        assert thanks(store, find_run(store), progress=quiet).title.startswith("refunds: 0 of 5 tickets kept solved")


def test_a_field_that_no_ticket_ever_had_can_be_set_and_heard(tmp_path: Path) -> None:
    heard = "- {name: Gold, on: {changed: plan}, when: {plan: gold}, do: {tag: gold}}\n    - {name: Reopened"
    sets = POLICY.replace("{team: Finance}}", "{team: Finance, plan: gold}}").replace("- {name: Reopened", heard)
    path = replay_refund_desk(tmp_path, sets.replace("automation:\n", "fields: [plan]\nautomation:\n"))
    with open_store(path, read_only=True) as store:
        assert ("Gold", 2) in rows(rules(store, find_run(store)), "rule", "matches")


def test_a_policy_without_tasks_is_told_so(tmp_path: Path) -> None:
    plain = POLICY[: POLICY.index("automation:")]
    with open_store(replay_refund_desk(tmp_path, plain), read_only=True) as store:
        with pytest.raises(InputError, match="the policy of refunds has no tasks"):
            tasks(store, find_run(store))
        assert [row["section"] for row in rules(store, find_run(store)).table.to_pylist()] == [
            "priority",
            "tiers",
            "sla",
        ]


def test_a_run_whose_policy_can_no_longer_be_read_is_told_so(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "old.duckdb"
    copy.write_bytes(path.read_bytes())
    with open_store(copy) as store:
        with store.change() as connection:
            connection.execute("update runs set policy_text = 'hindesk: 1'")
        with pytest.raises(PolicyError, match="the policy of the replay 'refunds' can't be read by this version"):
            rules(store, find_run(store))


def test_what_a_rule_tells_reaches_whom_it_names(store: Store) -> None:
    told = store.cursor().execute("select metric, wanted, reached from told order by wanted").fetchall()
    assert told == [(-1, "Choi Daeun", "Choi Daeun"), (-1, "team", "Frontline")]


def test_what_rules_tell_is_counted_among_the_notices(store: Store, replayed: KeptRun) -> None:
    found = escalations(store, replayed, by=["rule", "metric", "wanted"])
    assert rows(found, "rule", "metric", "wanted", "notices") == [
        ("Nobody took it", None, "Choi Daeun", 1),
        ("Nobody took it", None, "team", 1),
    ]
    assert escalations(store, replayed, metrics=["resolution"]).table.num_rows == 0


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("rules", ["rules"]),
        ("tasks", ["tasks"]),
        ("tasks-holders", ["tasks", "--holders", "--format", "csv"]),
        ("thanks", ["thanks"]),
    ],
)
def test_a_report_reads_as_it_did(
    name: str, arguments: list[str], path: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(path))
    golden(f"cli/report-{name}.txt", str(run("report", *arguments)))


def test_the_policy_is_summed_up_with_what_it_does_by_itself(path: Path, run: Run) -> None:
    shown = run("policy", "check", path.with_name("refunds.yaml"), "--format", "csv").stdout
    assert [
        line for line in shown.splitlines() if line.split(",")[0] in {"automation", "scenarios", "tasks", "thanks"}
    ] == [
        'automation,4,"Refunds (create), Outages (create), Reopened (update), Nobody took it (time)"',
        "scenarios,1,refund",
        'tasks,3,"Check the payment (Finance, 4h), Send a label (Logistics, 1bd), Call back (Frontline, 1h)"',
        "thanks,1,those shipped",
    ]
