"""Every problem of rules, tasks, scenarios and thanks is told once, at its place."""

from __future__ import annotations

from typing import Final

import pytest

from tests.policy.test_problems import marked
from tests.policy.texts import HEAD, OFFICE, SLA, problems

SHAPES: Final = {
    "automation": "automation: PIECE\n",
    "on_create": "automation: {on_create: [PIECE]}\n",
    "on_update": "automation: {on_update: [PIECE]}\n",
    "on_time": "automation: {on_time: [PIECE]}\n",
    "do": "automation: {on_create: [{name: A, do: PIECE}]}\n",
    "scenario": "scenarios: {s: {tag: x}, other: PIECE}\n",
    "task": "tasks: {Pay: PIECE}\n",
    "thanks": "thanks: PIECE\n",
}
"""Where the pieces stand in a policy."""

DAY: Final = "'1d' is not clear: a day means 24 hours"

BAD: Final = [
    ("automation", "§[]", "automation: expected a mapping, found a list"),
    ("automation", "{match: §al}", "automation > match: expected 'first' or 'all', found the text 'al'; did you mean"),
    ("automation", "{§on_creat: []}", "automation: unknown key 'on_creat'; did you mean 'on_create'?"),
    (
        "automation",
        "{on_create: [{name: A, do: {tag: x}}], on_time: [{name: §A, after: 1h, do: {tag: x}}]}",
        "automation > on_time > A > name: rule 1 of on_create has the name 'A' already",
    ),
    ("on_create", "§{do: {tag: x}}", "automation > on_create > no. 1: 'name' is missing"),
    ("on_create", "§{name: A}", "automation > on_create > A: 'do' is missing"),
    ("on_create", "{name: A, §on: created, do: {tag: x}}", "automation > on_create > A: unknown key 'on'"),
    ("on_create", "{name: A, when: {§tpye: x}, do: {tag: x}}", "unknown field 'tpye'; did you mean 'type'?"),
    ("on_update", "{name: A, by: §custmer, do: {tag: x}}", "unknown actor 'custmer'; did you mean 'customer'?"),
    ("on_update", "{name: A, by: [agent, §robot], do: {tag: x}}", "unknown actor 'robot'; known here: customer, agent"),
    ("on_update", "{name: A, by: §[], do: {tag: x}}", "the list is empty; for anybody's events, leave it out"),
    (
        "on_update",
        "{name: A, by: §{a: b}, do: {tag: x}}",
        "expected customer, agent, system or a list of them, found a",
    ),
    ("on_update", "{name: A, on: §agent_repyl, do: {tag: x}}", "signal 'agent_repyl'; did you mean 'agent_reply'?"),
    ("on_update", "{name: A, on: {changed: §taem}, do: {tag: x}}", "unknown field 'taem'; did you mean 'team'?"),
    ("on_update", "{name: A, on: §{status: open}, do: {tag: x}}", "a condition stands in 'when'"),
    ("on_update", "{name: A, on: [agent_reply, §created], do: {tag: x}}", "the rule belongs into 'on_create'"),
    ("on_update", "{name: A, on: §merged, do: {tag: x}}", "on_update > A > on: no rule hears 'merged'"),
    ("on_update", "{name: A, on: [agent_reply, §deleted], do: {tag: x}}", "on > no. 2: no rule hears 'deleted'"),
    ("on_time", "§{name: A, do: {tag: x}}", "automation > on_time > A: 'after' is missing"),
    (
        "on_time",
        "{name: A, after: §4, do: {tag: x}}",
        "automation > on_time > A > after: '4' has no unit; write 4m or 4h",
    ),
    ("on_time", "{name: A, after: §[4h], do: {tag: x}}", "expected a time such as 4h, found a list"),
    ("on_time", "{name: A, after: §1d, do: {tag: x}}", DAY),
    ("on_time", "{name: A, after: §1bd, do: {tag: x}}", "'1bd' counts in a calendar; name one, or write hours"),
    ("on_time", "{name: A, after: 4h, calendar: §offise, do: {tag: x}}", "calendar 'offise'; did you mean 'office'?"),
    ("on_time", "{name: A, after: 4h, since: §unasigned, do: {tag: x}}", "did you mean 'unassigned'?"),
    ("do", "§refund", "automation > on_create > A > do: expected a mapping, found the text 'refund'"),
    ("do", "§[]", "nothing is done; write set, tag, notify, task or scenario"),
    ("do", "§{}", "nothing is done; write set, tag, notify, task or scenario"),
    ("do", "[{tag: x}, §{}]", "automation > on_create > A > do > no. 2: nothing is done"),
    ("do", "{§tags: x}", "automation > on_create > A > do: unknown key 'tags'; did you mean 'tag'?"),
    ("do", "{set: {§prioritee: high}}", "unknown field 'prioritee'; did you mean 'priority'?"),
    ("do", "{set: {§stauts: open}}", "unknown field 'stauts'; did you mean 'status'?"),
    (
        "do",
        "{set: {§channel: email}}",
        "unknown field 'channel'; known here: priority, status, team, assignee, type, tier",
    ),
    (
        "do",
        "{set: {status: §[open]}}",
        "automation > on_create > A > do > set > status: expected a single value, found",
    ),
    ("do", "{set: {assignee: §''}}", "expected a single value, found the text ''"),
    (
        "do",
        "[{set: {status: open}}, {set: {status: §solved}}]",
        "'status' is set to 'open' already, and here to 'solved'",
    ),
    ("do", "{set: {priority: §hgih}}", "unknown priority 'hgih'; did you mean 'high'?"),
    ("do", "{set: {tier: §4}}", "expected a tier, 0 to 3, found the number 4"),
    ("do", "[{set: {type: a}}, {set: {type: §b}}]", "'type' is set to 'a' already, and here to 'b'"),
    ("do", "{task: §Pya}", "unknown task 'Pya'; did you mean 'Pay'?"),
    ("do", "{task: [Pay, §Ship]}", "unknown task 'Ship'; known here: Pay"),
    ("do", "{scenario: §refnd}", "unknown scenario 'refnd'; did you mean 'refund'?"),
    ("do", "[{set: {type: b}}, {scenario: §refund}]", "and here to 'billing' by the scenario 'refund'"),
    ("do", "{notify: §[]}", "nobody is told"),
    ("do", "{notify: [team, {role: §leeds}]}", "unknown role 'leeds'; did you mean 'leads'?"),
    ("do", "{notify: {on_call: §nights}}", "unknown on-call schedule 'nights'"),
    ("do", "{notify: {§manger_of: team}}", "unknown recipient 'manger_of'; did you mean 'manager_of'?"),
    ("do", "{notify: {§team: Finance}}", "'team' takes no name: it is whoever has the ticket; write assignee, team,"),
    ("scenario", "{§scenario: s}", "scenarios > other: a scenario names no other one; write what it does"),
    ("scenario", "{task: §Ship}", "scenarios > other > task: unknown task 'Ship'"),
    ("task", "§{team: F, target: 1h}", "tasks > Pay: 'calendar' is missing"),
    ("task", "{team: F, calendar: §offise, target: 1h}", "tasks > Pay > calendar: unknown calendar 'offise'"),
    ("task", "{team: F, calendar: office, target: §1x}", "unknown unit 'x'"),
    (
        "task",
        "{team: F, calendar: mixed, target: §1bd}",
        "'1bd' has no length: the weekdays of calendar 'mixed' differ",
    ),
    ("task", "{team: F, calendar: office, target: 1h, done: §solved}", "unknown signal 'solved'"),
    ("thanks", "§yes please", "thanks: expected true, false or a mapping with phrases and vetoes, found the text"),
    ("thanks", "§{shipped: false}", "no message says thanks; write thanks: false"),
    ("thanks", "{phrases: [cheers, §'(?=a)']}", "thanks > phrases > no. 2: '(?=a)' is not a regular expression"),
    ("thanks", "{§phrase: cheers}", "thanks: unknown key 'phrase'; did you mean 'phrases'?"),
]
MIXED: Final = 'mixed: {week: {mon-fri: "09:00-18:00", sat: "10:00-13:00"}}'


@pytest.mark.parametrize(("part", "piece", "message"), BAD)
def test_a_bad_piece_has_one_problem_at_the_mark(part: str, piece: str, message: str) -> None:
    calendars = OFFICE.replace("}}}\n", f"}}}}, {MIXED}}}\n")
    tasks = "" if part == "task" else "tasks: {Pay: {team: F, target: 1h, calendar: office}}\n"
    scenarios = "" if part == "scenario" else "scenarios: {refund: {set: {type: billing}}}\n"
    known = f"{HEAD}{calendars}{SLA}roles: {{leads: [Han Bora]}}\n{tasks}{scenarios}"
    text, place = marked(known + SHAPES[part].replace("PIECE", piece))
    (problem,) = problems(text)
    assert problem.startswith(f"{place}: ")
    assert message in problem


def test_what_a_bad_scenario_does_is_told_once_where_it_stands() -> None:
    text = HEAD + SLA + "scenarios: {s: {tsk: x}}\nautomation: {on_create: [{name: A, do: {scenario: s}}]}\n"
    assert problems(text) == ["5:17: scenarios > s: unknown key 'tsk'; did you mean 'task'?"]


def test_a_task_may_not_be_called_like_a_metric() -> None:
    metric = "metrics: {'task: Pay': {start: created, stop: agent_reply}}\n"
    text = HEAD + OFFICE + SLA + metric + "tasks: {Pay: {team: F, target: 1h, calendar: office}}\n"
    assert problems(text) == ["7:9: tasks: the clock of this task and a metric are both called 'task: Pay'"]


def test_a_policy_has_forty_tasks_at_most() -> None:
    listed = ", ".join(f"T{number}: {{team: F, target: 1h, calendar: office}}" for number in range(41))
    (problem,) = problems(f"{HEAD}{OFFICE}{SLA}tasks: {{{listed}}}\n")
    assert problem == "6:8: tasks: a policy has 40 tasks at most, and these are 41"
