"""Why clocks change their verdict, on the small desk, where every clock was judged by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from hindesk.errors import InputError, PolicyError
from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.simulate.comparison import Simulation, Wish
from hindesk.simulate.comparison import simulate as compare
from hindesk.store.store import Store, open_store
from tests.small_desk import POLICY, import_small_desk

UNUSED = "priority: [{when: {company: Nobody}, set: urgent}]\n"
"""A section that matches no ticket, so that the policies differ in more than one aspect."""

OFFICE = 'calendars: {office: {week: {mon-sun: "10:00-11:15"}}}\n'
TARGETS = "targets: {first_response: 1h, resolution: 4h}"
PAUSE = "    pause: {resolution: [waiting_on_customer]}\n"
LOWER = "    escalate: {resolution: [{level: 1, before: 3h, to: [team], set: {priority: low}}]}\n"
LOWERED = "{name: Lower, when: {priority: high}, do: [{set: {priority: low}}]}"
TASK = """\
tasks: {Check: {team: 상담팀, target: 1h, calendar: always, done: agent_reply}}
automation: {on_create: [{name: Begin, do: [{task: Check}]}]}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small desk, open for reading."""
    with open_store(import_small_desk(tmp_path_factory.mktemp("reasons")), read_only=True) as held:
        yield held


def policy(*changes: tuple[str, str], more: str = "") -> Policy:
    """The small desk's policy with some texts replaced and some sections added."""
    text = POLICY
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    found = check_text(text + more)
    assert found.problems == ()
    assert found.policy is not None
    return found.policy


def simulate(store: Store, new: Policy, *, old: Policy | None = None, wish: Wish | None = None) -> Simulation:
    """A policy in place of the small desk's own."""
    return compare(store, new, old or policy(), progress=lambda _what, _share: None, wish=wish)


def changes(found: Simulation) -> list[str]:
    """The changed clocks, each as a line."""
    return [
        f"{row['ticket']} {row['metric']} {row['old_verdict']} → {row['new_verdict']}: {row['why']}"
        for row in found.changed.to_pylist()
    ]


def targets(text: str) -> tuple[str, str]:
    """Other targets for high priority."""
    return TARGETS, f"targets: {{{text}}}"


def in_office(text: str) -> tuple[str, str]:
    """Other targets for high priority, in the hours of the office."""
    return f"calendar: always\n    {TARGETS}", f"calendar: office\n    targets: {{{text}}}"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(
            policy(targets("first_response: 20m, resolution: 4h"), more=UNUSED),
            ["T1 first_response met → breached: target", "1 first_response met → breached: target"],
            id="target",
        ),
        pytest.param(
            policy(in_office("first_response: 1h, resolution: 4h"), more=OFFICE + UNUSED),
            [
                "T2 resolution breached → met: calendar",
                "2 first_response breached → met: calendar",
                "2 resolution unknown → met: calendar",
            ],
            id="calendar",
        ),
        pytest.param(policy((PAUSE, ""), more=UNUSED), ["T3 resolution paused → breached: pause"], id="pause"),
        pytest.param(
            policy(("when: {priority: high}", "when: {subject: 배송 문의}"), more=UNUSED),
            [
                "T2 first_response breached → met: condition",
                "T2 resolution breached → met: condition",
                "T3 first_response met → breached: condition",
                "2 first_response breached → met: condition",
                "2 resolution unknown → met: condition",
            ],
            id="condition",
        ),
        pytest.param(
            policy(("24h", "25h"), more="priority: [{when: {subject: 배송 문의}, set: high}]\n"),
            ["T3 first_response met → breached: priority"],
            id="priority",
        ),
        pytest.param(
            policy((PAUSE + "  - name: E", PAUSE + LOWER + "  - name: E"), more=UNUSED),
            [
                "T2 first_response breached → met: escalation",
                "T2 resolution breached → met: escalation",
                "2 first_response breached → met: escalation",
                "2 resolution unknown → met: escalation",
            ],
            id="escalation",
        ),
        pytest.param(
            policy(more=f"automation: {{on_create: [{LOWERED}]}}\n" + UNUSED),
            [
                "T2 first_response breached → met: automation",
                "T2 resolution breached → met: automation",
                "2 first_response breached → met: automation",
                "2 resolution unknown → met: automation",
            ],
            id="automation",
        ),
        pytest.param(
            policy(more="statuses: {Pending: open}\n" + UNUSED),
            ["T3 resolution paused → breached: status"],
            id="status",
        ),
        pytest.param(
            policy(more="metrics: {first_response: {start: created, stop: {status: solved}}}\n" + UNUSED),
            [f"{key} first_response met → breached: metric" for key in ("T1", "T3", "1")],
            id="metric",
        ),
    ],
)
def test_the_aspect_that_alone_gives_the_new_verdict_is_the_reason(
    new: Policy, expected: list[str], store: Store
) -> None:
    assert changes(simulate(store, new)) == expected


def test_where_no_aspect_alone_gives_the_new_verdict_the_reason_is_several_together(store: Store) -> None:
    new = policy(in_office("first_response: 90m, resolution: 4h"), more=OFFICE)

    assert "T2 first_response breached → met: several together" in changes(simulate(store, new))


def test_where_each_of_two_aspects_gives_the_new_verdict_both_are_reasons(store: Store) -> None:
    new = policy(in_office("first_response: 3h, resolution: 4h"), more=OFFICE)

    assert "2 first_response breached → met: target or calendar" in changes(simulate(store, new))


def test_a_rule_that_was_renamed_corresponds_by_its_condition(store: Store) -> None:
    new = policy(("긴급 (high)", "Urgent"), targets("first_response: 20m, resolution: 4h"), more=UNUSED)

    assert "T1 first_response met → breached: target" in changes(simulate(store, new))


def test_where_only_one_aspect_differs_it_is_the_reason_of_every_change(store: Store) -> None:
    new = policy(targets("first_response: 20m, resolution: 4h"))

    assert simulate(store, new).changed["why"].unique().to_pylist() == ["target"]


def test_a_rule_without_a_target_measures_its_tickets_no_longer(store: Store) -> None:
    found = simulate(store, policy(targets("first_response: 1h"), more=UNUSED))

    assert "T2 resolution breached → not measured: target" in changes(found)
    assert found.reasons.select(["metric", "why", "clocks", "no_longer_measured"]).to_pylist() == [
        {"metric": "resolution", "why": "target", "clocks": 4, "no_longer_measured": 4}
    ]


def test_a_metric_that_one_policy_alone_measures_has_no_changed_clocks(store: Store) -> None:
    new = policy(targets("first_response: 1h, resolution: 4h, assignment: 5m"))

    found, back = simulate(store, new), simulate(store, policy(), old=new)

    assert (found.only_new, found.only_old, changes(found)) == (("assignment",), (), [])
    assert (back.only_new, back.only_old, changes(back)) == ((), ("assignment",), [])
    assert [row["old_attainment_share"] for row in found.overall.to_pylist() if row["metric"] == "assignment"] == [None]


def test_only_the_metrics_that_are_asked_for_are_compared(store: Store) -> None:
    new = policy(targets("first_response: 20m, resolution: 1h"))
    found = simulate(store, new, wish=Wish(metrics=("resolution",)))

    assert {line.split()[1] for line in changes(found)} == {"resolution"}
    assert found.overall["metric"].to_pylist() == ["resolution"]


def test_an_unknown_metric_is_told_with_the_nearest(store: Store) -> None:
    with pytest.raises(InputError, match="neither policy measures 'resolutoin'") as told:
        simulate(store, policy(), wish=Wish(metrics=("resolutoin",)))

    assert str(told.value.hint) == "did you mean resolution? the policies measure first_response, resolution"


def test_an_unknown_dimension_is_told_with_the_nearest(store: Store) -> None:
    with pytest.raises(InputError, match="clocks can't be counted by 'chanel'") as told:
        simulate(store, policy(), wish=Wish(by=("chanel",)))

    assert str(told.value.hint).startswith("did you mean channel? --by takes rule, priority, team, agent, tier, week, ")


def test_a_clock_counts_in_one_segment_on_both_sides_that_of_the_new_policy(store: Store) -> None:
    new = policy(more="priority: [{when: {subject: 배송 문의}, set: high}]\n")
    rows = simulate(store, new, wish=Wish(by=("priority",), metrics=("first_response",))).segments.to_pylist()

    assert [(row["priority"], row["old_judged"], row["new_judged"]) for row in rows] == [("high", 5, 5), ("low", 0, 0)]


def test_clocks_split_by_several_dimensions(store: Store) -> None:
    found = simulate(store, policy(), wish=Wish(by=("channel", "week"), metrics=("resolution",)))

    assert [(row["channel"], row["week"], row["new_judged"]) for row in found.segments.to_pylist()] == [
        ("chat", "2026-W02", 1),
        ("email", "2026-W02", 1),
        ("email", "2026-W03", 0),
        (None, "2026-W02", 1),
    ]


def test_the_metric_is_always_a_dimension_and_none_counts_twice(store: Store) -> None:
    found = simulate(store, policy(), wish=Wish(by=("metric", "team", "team")))

    assert found.segments.column_names[:3] == ["metric", "team", "old_attainment_share"]


def test_nothing_after_the_instant_that_is_asked_for_counts(store: Store) -> None:
    noon = 1_767_582_000_000_000  # 2026-01-05 12:00 in Seoul
    found = simulate(store, policy(targets("first_response: 20m, resolution: 4h")), wish=Wish(as_of=noon))

    assert [row["ticket"] for row in found.changed.to_pylist()] == ["T1", "1"]
    assert found.as_of == noon


def test_a_simulation_before_the_first_ticket_finds_nothing(store: Store) -> None:
    found = simulate(store, policy(), wish=Wish(as_of=0))

    assert found.overall.num_rows == found.changed.num_rows == found.endings.num_rows == 0


def test_an_empty_store_is_an_error_with_the_way_out(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.duckdb", create=True) as empty, pytest.raises(InputError) as told:
        simulate(empty, policy())

    assert "hindesk import" in str(told.value.hint)


def test_a_task_is_compared_like_any_clock(store: Store) -> None:
    old, new = policy(more=TASK), policy(more=TASK.replace("1h", "20m") + UNUSED)

    assert changes(simulate(store, new, old=old)) == [
        "T1 task: Check met → breached: automation",
        "T4 task: Check running → breached: automation",
        "T5 task: Check cancelled → breached: automation",
    ]


def test_tasks_of_one_side_alone_leave_the_reasons_of_other_clocks(store: Store) -> None:
    shorter = targets("first_response: 20m, resolution: 4h")
    with_task = simulate(store, policy(shorter, more=TASK))
    without = simulate(store, policy(shorter), old=policy(more=TASK))

    assert (
        changes(with_task)
        == changes(without)
        == ["T1 first_response met → breached: target", "1 first_response met → breached: target"]
    )
    assert (with_task.only_new, without.only_old) == (("task: Check",), ("task: Check",))


def test_an_aspect_that_alone_makes_no_policy_gives_no_reason(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PolicyError("the policy's own changes come to no end", "change it")

    monkeypatch.setattr("hindesk.simulate.reasons.replay_clocks", refuse)
    found = simulate(store, policy(targets("first_response: 20m, resolution: 4h"), more=UNUSED))

    assert set(found.changed["why"].to_pylist()) == {"several together"}
