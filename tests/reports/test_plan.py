"""The reports on a plan: who gets what, and what that does to people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from wcwidth import wcswidth

from hindesk.people.person import Away, Person
from hindesk.policy.routing import Routing, SkillRule
from hindesk.policy.values import Test
from hindesk.reassign.build import Wish
from hindesk.reassign.plan import COLUMNS, Plan
from hindesk.reassign.planning import plan_batch
from hindesk.reassign.selection import Selection
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.plan import loads_report, plan_report
from hindesk.reports.report import Report
from tests.conftest import Golden
from tests.history_notation import instant
from tests.reassign.batches import edited, read_back, written
from tests.reassign.offices import office

ZONE = "Asia/Seoul"
POLICY = """\
hindesk: 1
name: 이틀
time_zone: Asia/Seoul
sla:
- {name: All, calendar: always, targets: {resolution: {high: 24h, else: 96h}}}
"""
RULE = SkillRule("결제", Test("type", "is", ("billing",)), ({"billing": 2}, {}))
PEOPLE = [
    Person("김수지", teams=("상담팀",), capacity=2, languages=("ko",)),
    Person("박준수", teams=("상담팀", "기술팀"), skills={"billing": 3}),
    Person("이아나", teams=("기술팀",), away=(Away(instant("2026-01-05 00:00")),)),
]
STORIES = {
    "T1": "2026-01-08 09:00 created assignee=이아나 team=기술팀 priority=high subject='=결제가 작동하지 않음'",
    "T2": "2026-01-09 09:00 created assignee=퇴사자 team=상담팀 priority=high type=billing subject='Where is it?'",
    "T3": "2026-01-09 10:00 created priority=low assignee=김수지",
    "T4": "2026-01-09 11:00 created priority=low team=물류팀 subject='배송이 일주일째 멈춰 있습니다'",
}
ENDINGS: dict[Format, str] = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json"}


def plan(folder: Path, *, selection: Selection | None = None, run: bool = True) -> Plan:
    """The plan of an office in Seoul by skills."""
    routing = Routing("skills", skills=(RULE,))
    with office(folder, STORIES, PEOPLE, routing=routing, policy=POLICY if run else None) as told:
        return plan_batch(told.setting(), selection or Selection(), Wish())


@pytest.mark.parametrize("form", ENDINGS)
def test_a_plan_reads_as_it_did(form: Format, tmp_path: Path, golden: Golden) -> None:
    shown = plan_report(plan(tmp_path), all_columns=form in {"csv", "json"})

    golden(f"reports/plan.{ENDINGS[form]}", render(shown, form, time_zone=ZONE))


@pytest.mark.parametrize("form", ENDINGS)
def test_the_loads_read_as_they_did(form: Format, tmp_path: Path, golden: Golden) -> None:
    golden(f"reports/loads.{ENDINGS[form]}", render(loads_report(plan(tmp_path), time_zone=ZONE), form, time_zone=ZONE))


@pytest.mark.parametrize(
    "report",
    [lambda made: plan_report(made, all_columns=False), lambda made: loads_report(made, time_zone=ZONE)],
    ids=["plan", "loads"],
)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_tables_fit_the_terminal(report: Callable[[Plan], Report], width: int, tmp_path: Path) -> None:
    table = render(report(plan(tmp_path)), "table", time_zone=ZONE, width=width).decode().split("\n\n")[1]

    assert max(map(wcswidth, table.splitlines())) <= width


def test_programs_get_every_column(tmp_path: Path) -> None:
    assert tuple(plan_report(plan(tmp_path), all_columns=True).table.column_names) == COLUMNS


def test_what_all_tickets_share_is_said_once(tmp_path: Path) -> None:
    shown = plan_report(plan(tmp_path, selection=Selection(keys=("T3", "T4"))), all_columns=False)

    assert shown.table.column_names == ["ticket", "from", "to", "team", "due", "reason"]
    assert shown.notes[:2] == ("Priority of all of them: low", "Rule of all of them: skills")


def test_one_ticket_is_shown_whole(tmp_path: Path) -> None:
    shown = plan_report(plan(tmp_path, selection=Selection(keys=("T1",))), all_columns=False)

    assert {"team", "priority", "rule"} <= set(shown.table.column_names)


def test_without_a_replay_there_is_no_word_of_due_times(tmp_path: Path) -> None:
    made = plan(tmp_path, run=False)

    assert "due" not in plan_report(made, all_columns=False).table.column_names
    assert [note for note in loads_report(made, time_zone=ZONE).notes if "risk" in note] == []
    assert loads_report(made, time_zone=ZONE).notes[-1].endswith("; without a replay nothing is due")


def test_a_limit_says_how_many_rows_there_are(tmp_path: Path) -> None:
    shown = plan_report(plan(tmp_path), all_columns=False, limit=1)

    assert shown.table.num_rows == 1
    assert shown.notes[0] == "Only the first 1 of 4 rows are shown (`--limit`)"


def test_tickets_that_nobody_may_take_are_counted_by_their_reasons(tmp_path: Path) -> None:
    shown = plan_report(plan(tmp_path), all_columns=False)

    assert "1 ticket left: none of the people to choose from works in its team" in shown.notes


def test_tickets_that_changed_after_the_replay_are_counted(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, policy=POLICY) as told:
        made = plan_batch(told.setting(), Selection(), Wish())
        older = replace(told.run, as_of=instant("2026-01-09 09:30")) if told.run else None
        late = plan_batch(replace(told, run=older).setting(), Selection(), Wish())

    notes = [note for note in plan_report(late, all_columns=False).notes if "after the replay" in note]
    assert notes == ["2 tickets changed after the replay; `hindesk replay` brings due times up to date"]
    assert not any("after the replay" in note for note in plan_report(made, all_columns=False).notes)


def test_an_edited_plan_says_that_it_was_read_back(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE, policy=POLICY) as told:
        file = written(plan_batch(told.setting(), Selection(keys=("T2",)), Wish(to_people=("박준수",))), tmp_path)
        made = read_back(told.setting(), edited(file, ("T2,퇴사자,박준수", "T2,퇴사자,김수지")))

    assert "As plan.csv has it; no limit is broken" in loads_report(made, time_zone=ZONE).notes
