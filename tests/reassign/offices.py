"""Small stores with a roster against them: tickets in words, people in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from hindesk.events import CATEGORY_NAMES
from hindesk.people.on_call import Schedule
from hindesk.people.person import Person, Roster
from hindesk.policy.load import check_text
from hindesk.policy.routing import Routing
from hindesk.reassign.build import Pool, Setting, Wish, build_desk
from hindesk.reassign.desk import Desk
from hindesk.reassign.planning import Basis, setting_of
from hindesk.reassign.staff import Staff
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging
from hindesk.store.store import Store, open_store
from tests.history_notation import EVERYTHING, instant, read_story

NOW = instant("2026-01-09 12:00")
"""A Friday noon."""

EVENT = 'insert into staged_events (key, "at", seq, kind, actor, flags, field, value) values (?, ?, ?, ?, ?, ?, ?, ?)'


@dataclass(frozen=True, slots=True)
class Office:
    """A store of told tickets, and what a batch is planned from."""

    store: Store
    roster: Roster
    routing: Routing = field(default_factory=Routing)
    run: KeptRun | None = None
    schedules: Mapping[str, Schedule] = field(default_factory=dict)

    def setting(self, *, as_of: int = NOW) -> Setting:
        """What a batch is planned from at an instant."""
        return setting_of(self.store, Basis(self.roster, as_of, self.routing, self.run, schedules=self.schedules))

    def staff(self, *, as_of: int = NOW) -> Staff:
        """The roster against the store."""
        return self.setting(as_of=as_of).staff

    def desk(self, *keys: str, wish: Wish | None = None, as_of: int = NOW) -> tuple[Desk, Pool]:
        """The desk of the tickets with these keys, or of all tickets."""
        setting = self.setting(as_of=as_of)
        mask = np.array([not keys or key in keys for key in setting.facts.key.to_pylist()], np.bool_)
        return build_desk(setting, mask, wish)

    def routed(self, routing: Routing) -> Office:
        """The same office with another routing."""
        return replace(self, routing=routing)


@contextmanager
def office(
    folder: Path,
    stories: Mapping[str, str],
    people: Sequence[Person],
    *,
    routing: Routing | None = None,
    policy: str | None = None,
    schedules: Mapping[str, Schedule] | None = None,
) -> Iterator[Office]:
    """Land tickets and hold people against them.

    Args:
        folder: where the store is put.
        stories: histories by key; a key such as `zendesk/1` names the help desk, else it is `desk`.
        people: the roster.
        routing: how tickets are given; by default the usual one.
        policy: the text of a policy, by which the tickets are replayed.
        schedules: who is on call when, by the schedule's name.
    """
    with open_store(folder / "office.duckdb", create=True) as store:
        for source in dict.fromkeys(_source(key) for key in stories):
            _land(store, source, {key.split("/")[-1]: text for key, text in stories.items() if _source(key) == source})
        run = None if policy is None else _replayed(store, policy)
        yield Office(store, Roster(tuple(people)), routing or Routing(), run, schedules or {})


def _source(key: str) -> str:
    return key.split("/", maxsplit=1)[0] if "/" in key else "desk"


def _land(store: Store, source: str, stories: Mapping[str, str]) -> None:
    create_staging(store.connection)
    for key, text in stories.items():
        history = read_story(text).history
        store.connection.execute("insert into staged_tickets values (?, ?, ?)", [key, 2, int(EVERYTHING)])
        for name, value in history.openings.items():
            store.connection.execute("insert into staged_openings values (?, ?, ?)", [key, name, value])
        for seq, event in enumerate(history.events):
            sort = int(event.kind), int(event.actor), int(event.flags)
            store.connection.execute(EVENT, [key, event.at_us, seq, *sort, event.field, event.value])
    statuses = [[name, int(category)] for name, category in CATEGORY_NAMES.items()]
    store.connection.executemany("insert into staged_statuses values (?, ?)", statuses)
    land(store, Origin(source=source, format="test", file=f"{source}.csv", sha256=source, options="{}"))


def _replayed(store: Store, policy: str) -> KeptRun:
    found = check_text(policy)
    assert found.policy is not None, found.problems
    replay(store, found.policy, name="office")
    return find_run(store)
