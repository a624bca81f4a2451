"""The benchmarks run, compare the same things, and say honestly whether a goal was reached."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from threading import Event

import pytest

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from benchmarks.figures import Figure, Goal, rate, table
from benchmarks.page import BEGIN, END, write_figures
from benchmarks.replay_speed import only
from hindesk.policy.load import load_policy

ROOT = Path(__file__).parents[2]
POLICY = ROOT / "benchmarks" / "policy.yaml"
PAGE = ROOT / "docs" / "reference" / "performance.md"
NEEDED = "`make bench` installs it"


@pytest.mark.slow
def test_a_quick_run_measures_everything_and_writes_it_into_a_page(tmp_path: Path) -> None:
    pytest.importorskip("businesstimedelta", reason=NEEDED)
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--write", str(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stderr == ""
    assert ran.returncode == 0
    for line in (
        "compiling it",
        "bare scan of the events",
        "three metrics, written",
        "with notices and rules, written",
        "elapsed and due",
        "--help",
        "least loaded,",
    ):
        assert sum(line in printed for printed in ran.stdout.splitlines()) == 1
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n```text\n{ran.stdout.strip()}\n```\n{END}\nafter\n"


def test_clocks_that_differ_from_plain_pythons_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("businesstimedelta", reason=NEEDED)
    from benchmarks import tables
    from benchmarks.per_ticket import Comparison, Judged

    pair = (Judged(7, "resolution", 1, 2), Judged(7, "resolution", 1, 3))
    compared = Comparison(100, 10, Cost(1, 1), Cost(1, 1), (pair,))
    monkeypatch.setattr(tables, "apart", lambda *_, **__: compared)
    plan = tables.Plan(Path("store"), Path("small"), 100, 1, 10)

    with pytest.raises(ValueError, match=r"1 clocks differ.*due=2.*due=3"):
        list(tables.plain_figures(plan))


def test_the_policy_measures_all_six_metrics_by_priority_in_several_zones() -> None:
    policy = load_policy(POLICY)

    assert len(policy.metrics) == 6
    assert [set(rule.targets) for rule in policy.sla] == [{metric.name for metric in policy.metrics}] * 2
    assert {choice.by for rule in policy.sla for choice in rule.targets.values()} == {"priority"}
    assert len({calendar.zone for calendar in policy.calendars.values() if calendar.holidays}) == 5


def test_a_policy_of_three_metrics_has_targets_for_them_alone() -> None:
    three = ("first_response", "next_response", "resolution")

    assert [tuple(rule.targets) for rule in only(load_policy(POLICY), three).sla] == [three, three]


@pytest.mark.parametrize(
    ("measured", "verdict"), [(2.1, "no"), (2.0, "yes"), (1.1, "yes"), (1.0, "yes, and the stretch")]
)
def test_a_goal_below_is_reached_by_less(measured: float, verdict: str) -> None:
    goal = Goal(measured, 2.0, 1.0, "s")

    assert goal.verdict == verdict
    assert str(goal) == "≤ 2 (1) s"


@pytest.mark.parametrize(
    ("measured", "verdict"), [(999, "no"), (1_000, "yes"), (4_999, "yes"), (5_000, "yes, and the stretch")]
)
def test_a_goal_above_is_reached_by_more(measured: float, verdict: str) -> None:
    goal = Goal(measured, 1_000, 5_000, "×")

    assert goal.verdict == verdict
    assert str(goal) == "≥ 1,000 (5,000) ×"


def test_figures_stand_one_a_line_with_their_goal() -> None:
    printed = table(
        "Title",
        [
            Figure("first", Cost(1.234, 2.5), 3 * 1024**2, rate(10, 2, "tickets"), "3 ×", Goal(3, 10, 5, "×")),
            Figure("- second"),
        ],
    )

    assert printed.splitlines()[0] == "Title"
    assert " ".join(printed.splitlines()[-2].split()) == (
        "first 1.23 2.50 3 5 tickets/s 3 × ≤ 10 (5) × yes, and the stretch"
    )
    assert printed.splitlines()[-1] == "- second"


@pytest.mark.parametrize(
    ("amount", "words"),
    [(9_999, "9,999 a/s"), (10_000, "10 k a/s"), (1_000_000, "1.0 M a/s"), (12_340_000, "12.3 M a/s")],
)
def test_rates_are_told_in_thousands_and_millions(amount: int, words: str) -> None:
    assert rate(amount, 1, "a") == words


def test_the_middle_cost_takes_wall_and_cpu_each_for_itself() -> None:
    assert middle([Cost(1, 9), Cost(2, 7), Cost(8, 8)]) == Cost(2, 8)


def test_work_that_waits_costs_time_but_no_processor() -> None:
    cost, waited = cost_of(lambda: Event().wait(0.05))

    assert not waited
    assert cost.wall >= 0.05
    assert cost.cpu < cost.wall


def test_the_peak_of_a_fresh_process_is_its_own() -> None:
    held = bytearray(b"x") * 300_000_000

    assert peak_memory() > len(held)
    assert apart(peak_memory) < len(held)


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n", encoding="utf-8")

    with pytest.raises(ValueError, match="needs the lines"):
        write_figures(page, "figures")
    assert page.read_text(encoding="utf-8") == f"{BEGIN}\n"


def test_the_page_of_figures_has_room_for_them() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)


def test_what_the_benchmarks_need_has_a_pinned_version() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}

    assert {requirement.partition(">")[0] for requirement in groups["bench"]} <= pinned
