"""Which tickets a selection means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.errors import InputError
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.facts import Facts, read_facts
from hindesk.reassign.selection import Selection, Staffed, select
from hindesk.reassign.values import Values
from hindesk.store.store import open_store
from tests.history_notation import instant
from tests.reassign.stories import judge, tell
from tests.standard_metrics import field

HOUR = 3_600_000_000

STORIES = {
    "A1": "2026-01-05 09:00 created team=desk assignee=kim priority=high tier=1",
    "A2": "2026-01-05 10:00 created team=network assignee=' Lee ' priority=low tier=2",
    "A3": "2026-01-05 11:00 created team=desk priority=high",
    "A4": "2026-01-05 12:00 created team=desk assignee=kim\n12:30 status=solved",
    "A5": "2026-01-05 13:00 created team=desk assignee=kim\n13:30 merged",
    "A6": "2026-01-05 14:00 created team=network assignee=park\n14:10 agent_reply",
    "A7": "2026-01-05 15:00 created assignee=kim priority=low",
}
"""As of 15:00, with four hours to the first reply, A1 and A2 are breached, A3 is due now, and A7 is at 19:00."""

POLICY = """\
hindesk: 1
name: Four hours
time_zone: UTC
sla: [{name: All, calendar: always, targets: {first_response: 4h}}]
"""
PEOPLE = {"kim": 0, " Lee ": 1}
NAMES = ("Kim Suji", "Lee Ana")


@dataclass(frozen=True)
class Desk:
    """A store's facts and values, and a roster: kim is away, lee has left and holds too much, park is unknown."""

    facts: Facts
    values: Values
    staffed: Staffed
    as_of: int

    def keys(self, selection: Selection) -> list[str]:
        """The ids of the tickets that are meant."""
        mask = select(self.facts, self.values, selection, as_of=self.as_of, staffed=self.staffed)
        return [str(key) for key, meant in zip(self.facts.key.to_pylist(), mask.tolist(), strict=True) if meant]


def staffed_of(facts: Facts, values: Values) -> Staffed:
    texts = values.texts("assignee").to_pylist()
    person = np.array([PEOPLE.get(texts[code] or "", NOBODY) for code in facts.assignee], np.int64)
    lee = (person == 1).astype(np.int64)
    return Staffed(person, left=lee, away=(person == 0).astype(np.int64), over=lee, names=NAMES)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_store(tmp_path_factory.mktemp("selection") / "desk.duckdb", create=True) as store:
        tell(store, STORIES)
        run = judge(store, POLICY, as_of=instant("2026-01-05 15:00"))
        values = Values(store)
        facts = read_facts(store, run=run, as_of=run.as_of, values=values)
        yield Desk(facts, values, staffed_of(facts, values), run.as_of)


@pytest.fixture(scope="module")
def unjudged(judged: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_store(tmp_path_factory.mktemp("selection") / "desk.duckdb", create=True) as store:
        tell(store, STORIES)
        values = Values(store)
        facts = read_facts(store, run=None, as_of=judged.as_of, values=values)
        yield Desk(facts, values, staffed_of(facts, values), judged.as_of)


CASES: dict[str, tuple[Selection, list[str]]] = {
    "everything open": (Selection(), ["A1", "A2", "A3", "A6", "A7"]),
    "closed ones too, but none that is gone": (Selection(closed_too=True), ["A1", "A2", "A3", "A4", "A6", "A7"]),
    "a condition": (Selection(where=field("priority", "high")), ["A1", "A3"]),
    "a holder by the store's word": (Selection(holders=("KIM ",)), ["A1", "A7"]),
    "a holder by the roster's name": (Selection(holders=("lee ana",)), ["A2"]),
    "several holders": (Selection(holders=("kim", "park")), ["A1", "A6", "A7"]),
    "a team": (Selection(teams=("Network",)), ["A2", "A6"]),
    "several teams": (Selection(teams=("desk", "network")), ["A1", "A2", "A3", "A6"]),
    "tiers": (Selection(tiers=(2, 3)), ["A2"]),
    "older than": (Selection(older_than=4 * HOUR), ["A1", "A2"]),
    "younger than": (Selection(younger_than=4 * HOUR), ["A6", "A7"]),
    "due within, overdue ones as well": (Selection(due_within=0), ["A1", "A2", "A3"]),
    "due within a span": (Selection(due_within=4 * HOUR), ["A1", "A2", "A3", "A7"]),
    "due within just less": (Selection(due_within=4 * HOUR - 1), ["A1", "A2", "A3"]),
    "breached": (Selection(breached=True), ["A1", "A2"]),
    "orphaned": (Selection(orphaned=True), ["A2", "A6"]),
    "unassigned": (Selection(unassigned=True), ["A3"]),
    "away": (Selection(away=True), ["A1", "A7"]),
    "overloaded": (Selection(overloaded=True), ["A2"]),
    "ids": (Selection(keys=("A7", "A4", "A1")), ["A1", "A7"]),
    "no ids at all": (Selection(keys=()), []),
    "ids and a team": (Selection(keys=("A7", "A1"), teams=("desk",)), ["A1"]),
    "orphaned and unassigned": (Selection(orphaned=True, unassigned=True), []),
}


@pytest.mark.parametrize(("selection", "keys"), CASES.values(), ids=CASES)
def test_a_selection_means(selection: Selection, keys: list[str], judged: Desk) -> None:
    assert judged.keys(selection) == keys


ASKED = {
    "holders": st.sampled_from([(), ("kim",), ("park", "Lee Ana")]),
    "teams": st.sampled_from([(), ("desk",), ("network",)]),
    "tiers": st.sampled_from([(), (1,), (-1, 2)]),
    "older_than": st.sampled_from([None, 0, 2 * HOUR]),
    "younger_than": st.sampled_from([None, 3 * HOUR]),
    "due_within": st.sampled_from([None, 0, 5 * HOUR]),
    "where": st.sampled_from([None, field("priority", "low")]),
    "keys": st.sampled_from([None, (), ("A1", "A2", "A3")]),
    "sources": st.sampled_from([(), ("Desk",)]),
    **{name: st.booleans() for name in ("breached", "orphaned", "unassigned", "away", "overloaded")},
}


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=st.fixed_dictionaries({}, optional=ASKED), closed_too=st.booleans())
def test_all_criteria_must_hold(asked: dict[str, Any], closed_too: bool, judged: Desk) -> None:
    alone = [set(judged.keys(Selection(**{name: asked[name]}, closed_too=closed_too))) for name in asked]
    everything = set(judged.keys(Selection(closed_too=closed_too)))

    assert set(judged.keys(Selection(**asked, closed_too=closed_too))) == everything.intersection(*alone)


def test_every_criterion_is_tried_with_others() -> None:
    assert {one.name for one in fields(Selection)} == {*ASKED, "closed_too"}


@pytest.mark.parametrize(
    ("selection", "flag"), [(Selection(due_within=1), "--due-within"), (Selection(breached=True), "--breached")]
)
def test_what_clocks_decide_needs_a_replay(selection: Selection, flag: str, unjudged: Desk) -> None:
    with pytest.raises(InputError) as problem:
        unjudged.keys(selection)

    assert flag in problem.value.message
    assert "hindesk replay POLICY" in str(problem.value.hint)


def test_without_a_replay_all_else_can_be_asked(unjudged: Desk) -> None:
    assert unjudged.keys(Selection(teams=("desk",), older_than=4 * HOUR)) == ["A1"]


@pytest.mark.parametrize(
    ("selection", "said", "hint"),
    [
        (Selection(holders=("kin",)), "no holder 'kin'", "did you mean kim?"),
        (Selection(holders=("kim", "Lee Anna")), "no holder 'Lee Anna'", "did you mean Lee Ana?"),
        (Selection(teams=("netwrok",)), "no team 'netwrok'", "did you mean network?"),
        (Selection(teams=("",)), "no team ''", "the store knows 2 by name"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_known_one(
    selection: Selection, said: str, hint: str, judged: Desk
) -> None:
    with pytest.raises(InputError) as problem:
        judged.keys(selection)

    assert said in problem.value.message
    assert problem.value.hint == hint


def test_unknown_ids_are_counted_and_the_first_five_are_named(judged: Desk) -> None:
    with pytest.raises(InputError) as problem:
        judged.keys(Selection(keys=("A1", *(f"B{number}" for number in range(7)))))

    assert problem.value.message == "7 of 8 tickets are not in the store: B0, B1, B2, B3, B4 and 2 more"
    assert "hindesk import FILE" in str(problem.value.hint)


def test_an_id_that_two_help_desks_have_means_both_tickets(tmp_path: Path) -> None:
    with open_store(tmp_path / "two.duckdb", create=True) as store:
        tell(store, {"1": "09:00 created", "2": "09:00 created"}, source="zendesk")
        tell(store, {"1": "09:00 created"}, source="freshdesk")
        values = Values(store)
        facts = read_facts(store, run=None, as_of=0, values=values)
        desk = Desk(facts, values, staffed_of(facts, values), 0)

        assert desk.keys(Selection(keys=("1",))) == ["1", "1"]


def test_tickets_of_a_source_are_meant(tmp_path: Path) -> None:
    with open_store(tmp_path / "two.duckdb", create=True) as store:
        tell(store, {"1": "09:00 created", "2": "09:00 created"}, source="zendesk")
        tell(store, {"1": "09:00 created"}, source="freshdesk")
        values = Values(store)
        facts = read_facts(store, run=None, as_of=0, values=values)
        desk = Desk(facts, values, staffed_of(facts, values), 0)

    assert desk.keys(Selection(sources=("Zendesk ",))) == ["1", "2"]
    assert desk.keys(Selection(sources=("freshdesk", "zendesk"))) == ["1", "2", "1"]
    with pytest.raises(InputError, match="there is no source 'zendsk'") as refused:
        desk.keys(Selection(sources=("zendsk",)))
    assert refused.value.hint == "did you mean zendesk?"
