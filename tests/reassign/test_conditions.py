"""Conditions over the latest values hold where a replay would find that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.policy import values as said
from hindesk.reassign.conditions import matching
from hindesk.reassign.values import Values
from hindesk.store.landing import land
from hindesk.store.store import Store, open_store
from tests.histories import ANCHORS, histories
from tests.policies_at_random import conditions, policies
from tests.reassign.stories import tell
from tests.replay.test_store_oracle import ORIGIN, drawn, stage
from tests.slow.conditions import holds
from tests.slow.history import History
from tests.slow.life import State, categories_of, state_after
from tests.standard_metrics import field, is_set

STATUSES: tuple[dict[str, str], ...] = ({}, {"Parked": "on_hold", "pending": "solved"})


def state_of(history: History, statuses: dict[str, str]) -> State:
    """The state of a ticket after all of its events, without any policy."""
    policy = said.Policy("none", "UTC", "none", "close", {}, (), (), statuses=statuses)
    state = State(categories=categories_of(history, policy))
    for event in history.events:
        state = state_after(state, event, history, policy)
    return state


@pytest.fixture(scope="module")
def tickets() -> list[History]:
    return drawn(histories(drawn(policies(), 3)[2], ANCHORS[2], most=8), 60)


@pytest.fixture(scope="module")
def random_store(tickets: list[History], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("random") / "random.duckdb", create=True) as opened:
        stage(opened, tickets)
        land(opened, ORIGIN)
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "conditions.duckdb", create=True) as opened:
        yield opened


def matched(store: Store, condition: said.Condition) -> list[bool]:
    found: list[bool] = matching(condition, Values(store)).tolist()
    return found


@pytest.mark.parametrize("statuses", STATUSES)
def test_random_conditions_hold_where_the_slow_replay_says_so(
    statuses: dict[str, str], random_store: Store, tickets: list[History]
) -> None:
    values = Values(random_store, statuses=statuses)
    order = random_store.connection.execute("select key from tickets order by ticket").fetchall()
    states = [state_of(tickets[int(key)], statuses) for (key,) in order]
    seen = set()

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.recursive(conditions(), lambda inner: st.builds(said.Not, inner), max_leaves=2))
    def agrees(condition: said.Condition) -> None:
        expected = [holds(condition, state.texts) for state in states]
        assert matching(condition, values).tolist() == expected
        seen.update(expected)

    agrees()
    assert seen == {True, False}


def test_a_condition_without_parts_always_or_never_holds(store: Store) -> None:
    tell(store, {"T1": "09:00 created", "T2": "09:00 created"})

    assert matched(store, said.All()) == [True, True]
    assert matched(store, said.Any()) == [False, False]


def test_a_status_matches_by_its_name_and_by_its_category(store: Store) -> None:
    tell(store, {"T1": "09:00 created status=Parked", "T2": "09:00 created status=on_hold"})

    assert matched(store, field("status", "parked")) == [True, False]
    assert matched(store, field("status", "open")) == [True, False]
    assert matched(store, field("status", "ON_HOLD")) == [False, True]


def test_a_field_that_the_store_lacks_is_empty(store: Store) -> None:
    tell(store, {"T1": "09:00 created"})

    assert matched(store, field("shoe size", "44")) == [False]
    assert matched(store, is_set("shoe size")) == [False]
    assert matched(store, field("shoe size", "44", operator="not")) == [True]


def test_an_agent_who_answered_handles_the_ticket_for_good(store: Store) -> None:
    stories = {
        "T1": "09:00 created\n09:10 customer_message\n09:20 automatic_reply",
        "T2": "09:00 created\n09:10 bot_reply",
        "T3": "09:00 created\n09:10 agent_note\n09:20 bot_reply",
    }
    tell(store, stories)

    for number, handler in enumerate(("nobody", "bot", "agent")):
        assert matched(store, field("handled_by", handler)) == [place == number for place in range(3)]


def test_the_text_is_what_the_ticket_said_at_its_creation(store: Store) -> None:
    tell(store, {"T1": '09:00 created text="it is broken"\n09:10 agent_reply'})

    assert matched(store, field("text", "broken", operator="contains")) == [True]


def test_a_value_that_no_ticket_has_any_more_still_compares(store: Store) -> None:
    tell(store, {"T1": "09:00 created team=desk\n10:00 team=network"})

    assert matched(store, field("team", "desk")) == [False]
    assert matched(store, field("team", "network")) == [True]
