"""A ladder is exhausted after the last telling of its last level; what runs on then, nobody else is told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.reports.exhaustion import exhaustion
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.report import Report
from hindesk.store.store import Store, open_store
from tests.conftest import Golden, Run
from tests.history_notation import instant
from tests.reassign.stories import judge, tell

END = instant("2026-01-05 21:00")
STORIES = {
    "level 1 alone": "09:00 created\n10:30 status=solved",
    "before the last repeat": "09:00 created\n11:45 status=solved",
    "two hours on": "09:00 created\n14:00 status=solved",
    "nine hours on, and open": "09:00 created",
    "in time": "09:00 created\n09:30 status=solved",
    "before its restart": "09:00 created\n14:00 team=B\n14:30 status=solved",
}
LADDER = """\
        - {level: 1, after: 0m, to: [assignee]}
        - {level: 2, after: 1h, to: [team], repeat: {every: 30m, times: 2}}
"""
POLICY = f"""\
hindesk: 1
name: Desk
time_zone: UTC
metrics:
  resolution: {{start: created, stop: {{status: [solved, closed]}}, repeat: once, restart: {{changed: team}}}}
sla:
  - name: All
    calendar: always
    targets: {{resolution: 1h}}
    remind: [{{metric: resolution, before: 30m, to: [assignee]}}]
    escalate:
      resolution:
{LADDER}"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "desk.duckdb", create=True) as opened:
        yield opened


def shown(store: Store, ladder: str = LADDER, stories: dict[str, str] | None = None) -> Report:
    """What is exhausted of some tickets under a policy with this ladder, at nine in the evening."""
    tell(store, stories or STORIES)
    return exhaustion(store, judge(store, POLICY.replace(LADDER, ladder), as_of=END))


def row(report: Report) -> dict[str, object]:
    """Its only row."""
    (found,) = report.table.to_pylist()
    return dict(found)


def test_clocks_that_ran_on_after_the_last_repeat_are_counted(store: Store) -> None:
    assert row(shown(store)) == {
        "rule": "All",
        "metric": "resolution",
        "last_level": 2,
        "escalated": 4,
        "exhausted": 2,
        "open": 1,
        "uncertain": 0,
        "median_after": timedelta(hours=2),
        "longest_after": timedelta(hours=9),
        "longest_open": True,
    }


def test_the_longest_that_has_ended_is_not_marked_as_open(store: Store) -> None:
    found = row(shown(store, stories={"old": "09:00 created\n20:00 status=solved", "new": "12:00 created"}))

    assert (found["exhausted"], found["open"]) == (2, 1)
    assert (found["longest_after"], found["longest_open"]) == (timedelta(hours=8), False)


def test_what_repeats_on_a_lower_level_is_waited_for(store: Store) -> None:
    late = "        - {level: 1, after: 0m, to: [assignee], repeat: {every: 1h, times: 6}}\n"
    found = row(shown(store, late + "        - {level: 2, after: 1h, to: [team]}\n"))

    assert (found["exhausted"], found["longest_after"]) == (1, timedelta(hours=5))


def test_a_lower_level_with_a_condition_of_its_own_is_not_waited_for(store: Store) -> None:
    while_high = (
        "        - {level: 1, after: 0m, to: [team], when: {priority: high}, repeat: {every: 30m, times: 9}}\n"
        "        - {level: 2, after: 1h, to: [team]}\n"
    )
    found = row(shown(store, while_high, {"one": "09:00 created priority=high\n10:15 priority=low"}))

    assert (found["exhausted"], found["longest_after"]) == (1, timedelta(hours=10))


def test_everything_of_the_last_level_is_waited_for(store: Store) -> None:
    twice = "        - {level: 1, after: 1h, to: [team]}\n        - {level: 1, after: 6h, to: [assignee]}\n"
    found = row(shown(store, twice))

    assert (found["exhausted"], found["longest_after"]) == (1, timedelta(hours=5))


def test_a_last_level_with_a_condition_of_its_own_ends_the_ladder_where_it_is_told(store: Store) -> None:
    either = (
        "        - {level: 1, after: 0m, to: [team]}\n"
        "        - {level: 2, after: 1h, to: [team], when: {priority: high}}\n"
        "        - {level: 2, after: 1h, to: [assignee], when: {priority: low}}\n"
    )
    stories = {name: f"09:00 created priority={name}" for name in ("high", "low", "normal")}
    found = row(shown(store, either, stories))

    assert (found["escalated"], found["exhausted"]) == (3, 2)


def test_a_ladder_that_is_gone_up_again_ends_with_its_last_time(store: Store) -> None:
    again = (
        "        levels: [{level: 1, after: 0m, to: [team]}, {level: 2, after: 1h, to: [team]}]\n"
        "        repeat: {every: 3h, times: 1}\n"
    )
    found = row(shown(store, again))

    assert (found["exhausted"], found["longest_after"]) == (1, timedelta(hours=7))


def test_reminders_are_no_ladder(store: Store) -> None:
    tell(store, STORIES)
    found = exhaustion(store, judge(store, POLICY.partition("    escalate:")[0], as_of=END))

    assert found.table.num_rows == 0
    assert found.notes == ("The policy 'Desk' has no ladder",)


def test_a_ladder_of_which_nobody_is_told_has_a_row(store: Store) -> None:
    found = row(shown(store, stories={"in time": STORIES["in time"]}))

    assert (found["escalated"], found["exhausted"], found["longest_after"]) == (0, 0, None)


def test_only_the_metrics_that_are_named_are_shown(store: Store) -> None:
    tell(store, STORIES)
    run = judge(store, POLICY, as_of=END)

    assert exhaustion(store, run, metrics=["resolution"]).table.num_rows == 1
    assert exhaustion(store, run, metrics=["first_response"]).table.num_rows == 0
    with pytest.raises(InputError, match="no metric 'resoltion'"):
        exhaustion(store, run, metrics=["resoltion"])


@pytest.mark.parametrize(("form", "ending"), [("table", "txt"), ("markdown", "md"), ("csv", "csv"), ("json", "json")])
def test_it_reads_as_it_did(form: Format, ending: str, store: Store, golden: Golden) -> None:
    golden(f"reports/exhaustion.{ending}", render(shown(store), form))


def test_people_see_it_below_the_notices_and_programs_ask_for_it(store: Store, run: Run, golden: Golden) -> None:
    shown(store)
    path = store.path
    store.close()
    both = run("report", "escalations", "--store", path)
    alone = run("report", "escalations", "--exhausted", "--store", path, "--format", "csv")
    counted = run("report", "escalations", "--by", "level", "--store", path)

    golden("cli/report-escalations.txt", str(both).replace(str(path), "desk.duckdb"))
    assert alone.stdout.startswith("rule,metric,last_level,escalated,exhausted,open,uncertain,")
    assert "longest after" not in counted.stdout


def test_notices_and_clocks_are_two_answers(store: Store, run: Run) -> None:
    refused = run("report", "escalations", "--exhausted", "--by", "level", "--store", store.path)

    assert (refused.code, "--exhausted counts clocks" in refused.stderr) == (2, True)
