"""What is known of tickets: their latest values, and what a run says of their clocks and tiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hindesk.events import Category
from hindesk.policy.values import Policy
from hindesk.reassign.desk import BOUNDLESS
from hindesk.reassign.facts import FIELDS, NO_TIER, Facts, read_facts
from hindesk.reassign.values import Values
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.store.landing import land
from hindesk.store.store import Store, open_store
from tests.histories import ANCHORS, histories
from tests.history_notation import instant
from tests.policies_at_random import policies
from tests.reassign.stories import judge, tell
from tests.replay.test_store_oracle import ORIGIN, drawn, stage
from tests.slow.history import History
from tests.slow_replay import replay_slowly
from tests.small_desk import replay_small_desk

HOURS = """\
hindesk: 1
name: Hours
time_zone: UTC
tiers:
  - {tier: 2, when: {team: network}}
  - {tier: 1, when: {team: desk}}
sla:
  - name: All
    calendar: always
    targets: {first_response: 2h, resolution: 8h}
    pause: {resolution: [waiting_on_customer]}
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "facts.duckdb", create=True) as opened:
        yield opened


def now(store: Store) -> int:
    return store.latest_instant() or 0


def told(store: Store, story: str, *, as_of: str | None = None) -> Facts:
    """The facts of one ticket that is judged at its end."""
    tell(store, {"T1": story})
    run = judge(store, HOURS)
    return read_facts(store, run=run, as_of=run.as_of if as_of is None else instant(as_of))


def words(values: Values, field: str) -> list[str | None]:
    texts = values.texts(field).to_pylist()
    return [texts[code] for code in values.codes(field)]


def test_the_small_desk_is_known_as_its_table_says(tmp_path: Path) -> None:
    with open_store(replay_small_desk(tmp_path)) as store:
        run = find_run(store)
        facts = read_facts(store, run=run, as_of=run.as_of)

    assert facts.key.to_pylist() == ["T1", "T2", "T3", "T4", "T5", "1", "2"]
    assert facts.source.to_pylist() == ["desk"] * 5 + ["freshdesk"] * 2
    assert facts.is_open.tolist() == [False, False, True, True, False, False, False]
    assert facts.gone.tolist() == [0, 0, 0, 0, 1, 0, 0]
    assert facts.breached.tolist() == [0, 1, 0, 0, 0, 0, 1]
    assert facts.paused.tolist() == [0, 0, 1, 0, 0, 0, 0]
    assert facts.tier.tolist() == [1, 2, 1, 1, 1, 1, 1]
    due = [BOUNDLESS] * 7
    due[2], due[3] = run.as_of + 21 * 3_600_000_000, instant("2026-01-12 04:00")
    assert facts.due.tolist() == due


def test_every_column_is_int64_and_has_a_place_for_each_ticket(tmp_path: Path) -> None:
    with open_store(replay_small_desk(tmp_path)) as store:
        for run in (None, find_run(store)):
            facts = read_facts(store, run=run, as_of=now(store))
            numbers = [getattr(facts, name) for name in ("ticket", "opened_at", "latest_at", "category", *FIELDS)]
            numbers += [facts.tier, facts.due, facts.breached, facts.paused, facts.gone]
            assert {(column.dtype, len(column)) for column in numbers} == {(np.dtype(np.int64), 7)}


def test_an_empty_store_has_no_facts(store: Store) -> None:
    facts = read_facts(store, run=None, as_of=0)

    assert len(facts.ticket) == len(facts.key) == len(facts.due) == len(facts.is_open) == 0


def test_without_a_run_nothing_is_due_breached_or_paused(tmp_path: Path) -> None:
    with open_store(replay_small_desk(tmp_path)) as store:
        facts = read_facts(store, run=None, as_of=now(store))

    assert not facts.has_run
    assert set(facts.due.tolist()) == {BOUNDLESS}
    assert not facts.breached.any()
    assert not facts.paused.any()
    assert set(facts.tier.tolist()) == {NO_TIER}


def test_values_are_the_latest_of_the_export(store: Store) -> None:
    tell(store, {"T1": "09:00 created team=desk assignee=kim\n10:00 team=network assignee=lee\n11:00 assignee=''"})
    values = Values(store)

    assert words(values, "team") == ["network"]
    assert words(values, "assignee") == [None]
    assert words(values, "shoe size") == [None]
    assert read_facts(store, run=None, as_of=now(store)).latest_at.tolist() == [instant("2026-01-05 11:00")]


def test_a_newer_export_moves_a_ticket_to_the_end_and_keeps_every_column_in_step(store: Store) -> None:
    tell(store, {"T1": "09:00 created team=desk", "T2": "09:10 created team=network", "T3": "09:20 created team=desk"})
    tell(store, {"T1": "09:00 created team=desk\n10:00 team=network status=solved"})
    run = judge(store, HOURS)
    facts = read_facts(store, run=run, as_of=run.as_of)

    assert facts.key.to_pylist() == ["T2", "T3", "T1"]
    assert facts.ticket.tolist() == [1, 2, 3]
    assert words(Values(store), "team") == ["network", "desk", "network"]
    assert facts.is_open.tolist() == [True, True, False]
    assert facts.tier.tolist() == [2, 1, 2]
    assert facts.due.tolist() == [instant("2026-01-05 11:10"), instant("2026-01-05 11:20"), BOUNDLESS]


def test_the_earliest_due_instant_of_the_open_clocks_counts(store: Store) -> None:
    assert told(store, "09:00 created").due.tolist() == [instant("2026-01-05 11:00")]


def test_a_clock_that_has_stopped_is_due_no_more(store: Store) -> None:
    assert told(store, "09:00 created\n09:30 agent_reply").due.tolist() == [instant("2026-01-05 17:00")]


def test_a_breached_clock_that_still_runs_is_due_when_it_was(store: Store) -> None:
    facts = told(store, "09:00 created\n15:00 agent_note")

    assert facts.breached.tolist() == [1]
    assert facts.due.tolist() == [instant("2026-01-05 11:00")]


def test_a_breached_clock_that_stopped_leaves_its_mark_and_no_due_instant(store: Store) -> None:
    facts = told(store, "09:00 created\n15:00 agent_reply\n15:10 status=solved")

    assert facts.breached.tolist() == [1]
    assert facts.due.tolist() == [BOUNDLESS]


@pytest.mark.parametrize(("as_of", "breached"), [("2026-01-05 11:00", 0), ("2026-01-05 11:00:00.000001", 1)])
def test_a_clock_that_ran_at_the_end_of_the_run_is_breached_once_it_is_past_due(
    as_of: str, breached: int, store: Store
) -> None:
    assert told(store, "09:00 created", as_of=as_of).breached.tolist() == [breached]


def test_a_clock_that_is_due_at_closing_is_in_time_until_the_next_opening(store: Store) -> None:
    office = HOURS.replace("time_zone: UTC", 'time_zone: UTC\ncalendars: {office: {week: {mon-fri: "09:00-18:00"}}}')
    tell(store, {"T1": "16:00 created\n20:00 agent_note"})
    run = judge(store, office.replace("calendar: always", "calendar: office"))
    facts = read_facts(store, run=run, as_of=run.as_of)

    assert facts.due.tolist() == [instant("2026-01-05 18:00")]
    assert facts.breached.tolist() == [0]


def test_a_paused_clock_is_never_breached_by_time_that_passes_after_the_run(store: Store) -> None:
    facts = told(store, "09:00 created\n09:10 agent_reply\n09:20 status=waiting_on_customer", as_of="2026-02-01 00:00")

    assert facts.paused.tolist() == [1]
    assert facts.breached.tolist() == [0]


def test_the_last_visit_gives_the_tier_also_where_it_took_no_time(store: Store) -> None:
    assert told(store, "09:00 created team=desk\n10:00 team=network status=solved").tier.tolist() == [2]


def test_of_visits_that_took_no_time_the_last_gives_the_tier(store: Store) -> None:
    story = "09:00 created team=network\n10:00 team=desk\n10:00 team=network status=solved"

    assert told(store, story).tier.tolist() == [2]


@pytest.mark.parametrize(("tier", "number"), [("3", 3), ("L3", NO_TIER), ("2.5", NO_TIER), ("''", NO_TIER)])
def test_where_no_rule_gives_a_tier_the_exports_counts_if_it_is_a_whole_number(
    tier: str, number: int, store: Store
) -> None:
    facts = told(store, f"09:00 created team=desk tier={tier}\n10:00 team=billing")

    assert facts.tier.tolist() == [number]


def test_a_status_without_a_category_is_open(store: Store) -> None:
    facts = told(store, "09:00 created status=parked")

    assert facts.category.tolist() == [Category.OPEN]
    assert facts.is_open.tolist() == [True]


def test_the_categories_of_a_policy_count_before_those_of_the_reader(store: Store) -> None:
    tell(store, {"T1": "09:00 created status=Parked", "T2": "09:00 created status=solved"})
    values = Values(store, statuses={"parked": "closed", "Solved": "on_hold"})
    facts = read_facts(store, run=None, as_of=now(store), values=values)

    assert facts.category.tolist() == [Category.CLOSED, Category.ON_HOLD]
    assert facts.is_open.tolist() == [False, True]


@pytest.mark.parametrize("end", ["merged", "deleted"])
def test_what_was_merged_or_deleted_is_gone_and_not_open(end: str, store: Store) -> None:
    facts = told(store, f"09:00 created\n10:00 {end}")

    assert facts.gone.tolist() == [1]
    assert facts.is_open.tolist() == [False]


def judged_slowly(ticket: History, *, as_of: int, policy: Policy) -> tuple[int, int, int, int]:
    """Due, breached, paused and the present tier of one ticket."""
    judgement = replay_slowly(ticket, policy, as_of)
    rows = judgement.clocks
    running = [row for row in rows if row.verdict in ("running", "paused", "breached") and row.stopped is None]
    due = min((row.due for row in running if row.due is not None), default=BOUNDLESS)
    verdicts = {row.verdict for row in rows}
    tier = NO_TIER if judgement.final_tier is None else judgement.final_tier
    return due, int("breached" in verdicts), int("paused" in verdicts), tier


@pytest.mark.parametrize("number", [2, 5])
def test_random_tickets_are_judged_as_the_slow_replay_judges_them(number: int, tmp_path: Path) -> None:
    policy = drawn(policies(), 12)[number]
    tickets = drawn(histories(policy, ANCHORS[1], most=6), 40)
    as_of = max(history.events[-1].at_us for history in tickets)
    with open_store(tmp_path / "random.duckdb", create=True) as store:
        stage(store, tickets)
        land(store, ORIGIN)
        replay(store, replace(policy, text="random", sha256="0"), name="random", as_of=as_of)
        facts = read_facts(store, run=find_run(store), as_of=as_of, values=Values(store, statuses=policy.statuses))
    columns = (facts.due, facts.breached, facts.paused, facts.tier)
    found = np.array(columns)[:, facts.is_open].T.tolist()
    standing = np.array(facts.key)[facts.is_open].tolist()

    assert found == [list(judged_slowly(tickets[int(key)], policy=policy, as_of=as_of)) for key in standing]
    assert len(set(map(tuple, found))) > 5
