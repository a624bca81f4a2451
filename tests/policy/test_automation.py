"""The sections `automation`, `scenarios` and `tasks`: what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hindesk.policy.automation import Action, Automation, AutomationRule, Task
from hindesk.policy.escalation import Recipient
from hindesk.policy.load import check_policy
from hindesk.policy.values import All, Any, Duration, Metric, Not, Test, Trigger
from tests.policy.texts import HEAD, OFFICE, SLA, notes, policy

HOUR: Final = 3_600_000_000

WHOLE: Final = """\
calendars: {office: {week: {mon-fri: "09:00-18:00"}}}
fields: [plan]
automation:
  match: all
  on_create:
    - name: Refunds
      when: {subject: {contains: [환불, refund]}}
      do: [{set: {type: billing, team: Billing, plan: gold}}, {tag: refund}, {scenario: refund}]
  on_update:
    - name: Reopened by the customer
      by: customer
      on: [customer_message, {changed: status}]
      when: {status: open}
      do: {set: {priority: high}}
    - {name: Watch, do: {tag: [seen, read], notify: Han Bora}}
  on_time:
    - name: Nobody took it
      after: 4h
      since: unassigned
      calendar: office
      when: {status: [new, open]}
      do: [{notify: [{manager_of: team}]}, {set: {tier: 2}}]
scenarios:
  refund: [{tag: [refund, money]}, {task: Check the payment}, {task: Send a label}, {notify: [team]}]
tasks:
  Check the payment: {team: Finance, target: 4h, calendar: office}
  Send a label: {team: Logistics, target: 1bd, calendar: office, done: [{tags: {contains: label-sent}}]}
"""


def rule(text: str) -> AutomationRule:
    """The rule of a policy that has one."""
    (only,) = policy(OFFICE + text).automation.rules
    return only


def do(text: str) -> Action:
    """What a rule with these actions does."""
    return rule(f"automation: {{on_create: [{{name: A, do: {text}}}]}}\n").action


def test_a_rule_at_creation_does_its_own_actions_and_those_of_its_scenarios() -> None:
    assert policy(WHOLE).automation.rules[0] == AutomationRule(
        "Refunds",
        "create",
        Test("subject", "contains", ("환불", "refund")),
        Action(
            sets=(("type", "billing"), ("team", "Billing"), ("plan", "gold")),
            tags=("refund", "money"),
            notify=(Recipient("team"),),
            tasks=("Check the payment", "Send a label"),
        ),
        line=9,
    )


def test_a_rule_after_events_says_whose_and_which_it_hears() -> None:
    assert policy(WHOLE).automation.rules[1] == AutomationRule(
        "Reopened by the customer",
        "update",
        Test("status", "is", ("open",)),
        Action(sets=(("priority", "high"),)),
        by=("customer",),
        on=(Trigger(signal="customer_message"), Trigger(changed="status")),
        line=13,
    )


def test_a_rule_without_conditions_matches_every_ticket_after_every_event() -> None:
    found = policy(WHOLE).automation.rules[2]
    assert (found.when, found.by, found.on) == (All(), (), ())
    assert found.action == Action(tags=("seen", "read"), notify=(Recipient("person", "Han Bora"),))


def test_a_rule_in_time_counts_in_its_calendar() -> None:
    assert policy(WHOLE).automation.rules[3] == AutomationRule(
        "Nobody took it",
        "time",
        Test("status", "in", ("new", "open")),
        Action(sets=(("tier", "2"),), notify=(Recipient("manager_of", "team"),)),
        since="unassigned",
        after=4 * HOUR,
        calendar="office",
        line=20,
    )


def test_business_days_of_a_rule_are_those_of_its_calendar() -> None:
    assert rule("automation: {on_time: [{name: A, after: 2bd, calendar: office, do: {tag: x}}]}\n").after == 18 * HOUR


def test_without_a_calendar_the_wall_clock_counts_from_the_creation() -> None:
    found = rule("automation: {on_time: [{name: A, after: 30m, do: {tag: x}}]}\n")
    assert (found.after, found.since, found.calendar) == (HOUR // 2, "created", "")


def test_at_creation_the_first_match_counts_unless_all_do() -> None:
    text = "automation: {match: %s, on_create: [{name: A, do: {tag: x}}]}\n"
    assert policy(text % "first").automation.first_at_creation
    assert not policy(text % "all").automation.first_at_creation


def test_a_policy_need_not_act() -> None:
    read = policy("")
    assert (read.automation, read.tasks, read.scenarios, read.thanks) == (Automation(), (), {}, None)


def test_several_actions_may_stand_in_one_mapping() -> None:
    both = "{set: {priority: high}, tag: [a, b]}"
    assert (
        do(both) == do("[{set: {priority: high}}, {tag: a}, {tag: b}]") == Action((("priority", "high"),), ("a", "b"))
    )


def test_a_tag_that_is_given_twice_is_given_once() -> None:
    assert do("[{tag: a}, {tag: [b, a]}]").tags == ("a", "b")


def test_tasks_keep_their_order_and_lines() -> None:
    labelled = Trigger(condition=Test("tags", "contains", ("label-sent",)))
    assert policy(WHOLE).tasks == (
        Task("Check the payment", "Finance", Duration(4 * HOUR), "office", line=29),
        Task("Send a label", "Logistics", Duration(1, "business_day"), "office", (labelled,), line=30),
    )


def test_each_task_is_a_metric_with_its_own_target() -> None:
    read = policy(WHOLE)
    elsewhere = Any((Not(Test("team", "is", ("Finance",))), Test("status", "in", ("solved", "closed"))))
    assert read.metrics[-2] == Metric(
        "task: Check the payment",
        start=(Trigger(signal="task:Check the payment"),),
        stop=(Trigger(condition=elsewhere),),
        repeat="each",
        title="Check the payment",
        own=(Duration(4 * HOUR), "office"),
    )
    assert read.metrics[-1].stop == read.tasks[1].done
    assert read.metrics[:-2] == policy("").metrics


def test_tasks_and_rules_use_their_calendars() -> None:
    sla = "sla: [{name: A, calendar: always, targets: {resolution: 4h}}]\n"
    task = "tasks: {Pay: {team: F, target: 1h, calendar: office}}\n"
    late = "automation: {on_time: [{name: A, after: 1h, calendar: office, do: {tag: x}}]}\n"
    unused = "no rule uses this calendar"
    assert [note for note in notes(OFFICE + sla) if unused in note]
    assert not [note for note in notes(OFFICE + sla + task) if unused in note]
    assert not [note for note in notes(OFFICE + sla + late) if unused in note]


def test_what_no_rule_begins_or_names_is_noted() -> None:
    text = f"{OFFICE}{SLA}tasks: {{Pay: {{team: F, target: 1h, calendar: office}}}}\nscenarios: {{s: {{tag: x}}}}\n"
    assert "6:14: tasks > Pay: no rule begins this task" in notes(text)
    assert "7:16: scenarios > s: no rule names this scenario" in notes(text)
    used = text + "automation: {on_create: [{name: A, do: [{task: Pay}, {scenario: [s]}]}]}\n"
    assert not [note for note in notes(used) if "no rule begins" in note or "no rule names" in note]


def test_a_rule_that_no_new_ticket_reaches_is_noted() -> None:
    rules = "[{name: A, do: {tag: x}}, {name: B, when: {type: y}, do: {tag: z}}]"
    text = f"{SLA}automation: {{on_create: {rules}}}\n"
    told = "this rule is never reached: rule 1 on line 5 matches every ticket"
    assert [note for note in notes(text) if note.endswith(f"automation > on_create > B: {told}")]
    assert not [note for note in notes(text.replace("{on_", "{match: all, on_")) if told in note]


def test_the_roster_gives_the_names_of_those_whom_rules_tell(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,email\nKim Suji,suji@example.com\n", encoding="utf-8")
    path = tmp_path / "policy.yaml"
    text = HEAD + SLA + "people: people.csv\nautomation: {on_create: [{name: A, do: {notify: [team, %s]}}]}\n"
    path.write_text(text % "suji@example.com", encoding="utf-8")
    read = check_policy(path).policy
    assert read is not None
    assert read.automation.rules[0].action.notify == (Recipient("team"), Recipient("person", "Kim Suji"))
    path.write_text(text % "Kim Suzi", encoding="utf-8")
    (problem,) = check_policy(path).problems
    assert problem.message == "unknown person 'Kim Suzi'; did you mean 'Kim Suji'?"
    assert problem.where == "automation > on_create > A > do > notify > no. 2"
