"""Random histories that went through a real store are judged as the slow replay judges them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hindesk.events import CATEGORY_NAMES, Knows
from hindesk.replay.codes import BUCKETS, VERDICTS
from hindesk.replay.run import replay
from hindesk.reports.status import uncategorised
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging
from hindesk.store.store import Store, open_store
from tests.histories import ANCHORS, DAY, histories
from tests.history_notation import read_story
from tests.policies_at_random import CATEGORIES, policies
from tests.replay.acting import acting, does, upon
from tests.replay.records import Clock, clock_order, slow_clock
from tests.slow.history import History
from tests.slow.policies import policy, rule
from tests.slow_replay import replay_slowly
from tests.standard_metrics import on

T = TypeVar("T")

ORIGIN: Final = Origin(source="desk", format="test", file="random.csv", sha256="0", options="{}")
CLOCKS: Final = f"""
select
    t.key, m.name as metric, c.cycle, r.name as rule, h.name as calendar,
    c.started, c.due, c.due_recorded, c.stopped, c.elapsed, c.paused, c.target, c.verdict, c.missing,
    coalesce(p.text, '') as priority, coalesce(g.text, '') as team, coalesce(a.text, '') as assignee, c.tier,
    {", ".join(f"coalesce(s.{bucket}, 0) as {bucket}" for bucket in BUCKETS)}
from clocks as c
join tickets as t using (ticket)
join run_names as m on m.run = c.run and m.kind = 'metric' and m.number = c.metric
left join run_names as r on r.run = c.run and r.kind = 'rule' and r.number = c.rule
left join run_names as h on h.run = c.run and h.kind = 'calendar' and h.number = c.calendar
left join shares as s on s.run = c.run and s.ticket = c.ticket and s.metric = c.metric and s.cycle = c.cycle
left join words as p on p.field = (select field from fields where name = 'priority') and p.code = c.priority
left join words as g on g.field = (select field from fields where name = 'team') and g.code = c.team
left join words as a on a.field = (select field from fields where name = 'assignee') and a.code = c.assignee
"""  # noqa: S608 - the names of the buckets are constants


def drawn(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """The same random values every time."""
    found: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(value: T) -> None:
        found.append(value)

    keep()
    return found


def stage(store: Store, tickets: list[History]) -> None:
    """Put histories into the staging tables, as a reader does; a ticket's key is its place in the list."""
    create_staging(store.connection)
    events = [
        [str(key), event.at_us, seq, int(event.kind), int(event.actor), int(event.flags), event.field, event.value]
        for key, history in enumerate(tickets)
        for seq, event in enumerate(history.events)
    ]
    openings = [[str(key), *item] for key, history in enumerate(tickets) for item in history.openings.items()]
    known = [[str(key), 2, int(history.knows)] for key, history in enumerate(tickets)]
    statuses = [[status, int(CATEGORY_NAMES[category])] for status, category in CATEGORIES.items()]
    columns = '(key, "at", seq, kind, actor, flags, field, value)'
    store.connection.executemany(f"insert into staged_events {columns} values (?, ?, ?, ?, ?, ?, ?, ?)", events)  # noqa: S608
    store.connection.executemany("insert into staged_openings values (?, ?, ?)", openings)
    store.connection.executemany("insert into staged_tickets values (?, ?, ?)", known)
    store.connection.executemany("insert into staged_statuses values (?, ?)", statuses)


def kept_clocks(store: Store) -> dict[str, list[Clock]]:
    """The clocks of the store's only run by ticket, in the words of the slow replay."""
    found: dict[str, list[Clock]] = {}
    for clock in store.connection.sql(CLOCKS).to_arrow_table().to_pylist():
        clock["verdict"] = VERDICTS[clock["verdict"]]
        clock["missing"] = {part.name.lower() for part in Knows(clock["missing"]) if part.name}
        clock["buckets"] = {bucket: clock.pop(bucket) for bucket in BUCKETS}
        found.setdefault(clock.pop("key"), []).append(clock)
    return {key: sorted(map(caseless, clocks), key=clock_order) for key, clocks in found.items()}


def caseless(clock: Clock) -> Clock:
    """A clock with its priority in small letters: a store keeps one of several spellings for a policy to set."""
    return clock | {"priority": str(clock["priority"]).lower()}


@pytest.mark.parametrize(("number", "tells"), [(9, False), (10, False), (11, False), (9, True), (11, True)])
def test_tickets_that_went_through_a_store_are_judged_as_the_slow_replay_judges_them(
    number: int, tells: bool, tmp_path: Path
) -> None:
    policy = drawn(policies(tells=tells), 12)[number]
    tickets = drawn(histories(policy, ANCHORS[2]), 40)
    as_of = max(history.events[-1].at_us for history in tickets) + DAY
    with open_store(tmp_path / "random.duckdb", create=True) as store:
        stage(store, tickets)
        land(store, ORIGIN)
        replay(store, replace(policy, text="random", sha256="0"), name="random", as_of=as_of)
        found = kept_clocks(store)
    slow = [[slow_clock(row) for row in replay_slowly(history, policy, as_of).clocks] for history in tickets]
    expected = {str(key): sorted(map(caseless, rows), key=clock_order) for key, rows in enumerate(slow) if rows}
    assert found == expected
    assert len(found) > len(tickets) // 4


@pytest.mark.parametrize(
    ("status", "verdict"), [("PENDING", "paused"), ("waiting_on_customer", "paused"), ("SOLVED", "met")]
)
def test_a_status_that_only_a_policy_sets_has_its_category_also_in_a_store(
    status: str, verdict: str, tmp_path: Path
) -> None:
    story = read_story("09:00 created\n10:00 agent_reply\n12:00 now")
    other = read_story("09:00 created status=pending", categories=CATEGORIES)
    setting = acting(policy(rule(8)), upon("answered", does(status=status), on("agent_reply")))
    with open_store(tmp_path / "set.duckdb", create=True) as store:
        stage(store, [story.history, other.history])
        land(store, ORIGIN)
        replay(store, replace(setting, text="set", sha256="0"), name="set", as_of=story.now)
        (clock,) = kept_clocks(store)["0"]
        assert uncategorised(store) == []
    (row,) = replay_slowly(replace(story.history, categories=CATEGORIES), setting, story.now).clocks
    assert clock["verdict"] == row.verdict == verdict
