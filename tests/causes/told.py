"""Told histories in a store, replayed, so that their causes can be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hindesk.causes.tagging import Counts, count_tags, tagged_clocks
from hindesk.events import CATEGORY_NAMES, Knows
from hindesk.policy.load import check_text
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging
from hindesk.store.store import Store, open_store
from tests.history_notation import EVERYTHING, read_story

POLICY = """
hindesk: 1
name: Causes
time_zone: UTC
tiers: [{tier: 2, when: {team: back}}, {tier: 1}]
sla: [{name: All, calendar: always, targets: {resolution: {urgent: 2h, else: 4h}}}]
"""
"""Every hour counts, nothing pauses: the target is four hours, two for what is urgent."""

ORIGIN = Origin(source="told", format="test", file="told.csv", sha256="0", options="{}")
EVENT = 'insert into staged_events (key, "at", seq, kind, actor, flags, field, value) values (?, ?, ?, ?, ?, ?, ?, ?)'


@dataclass(frozen=True, slots=True)
class Told:
    """A store of told histories with its run."""

    store: Store
    run: KeptRun

    def rows(self) -> dict[str, dict[str, object]]:
        """The rows of the breached clocks by the keys of their tickets."""
        return {row["ticket"]: row for row in tagged_clocks(self.store, self.run, range(9), most=1000).to_pylist()}

    def tags(self, key: str) -> list[str]:
        """The tags of a ticket's breached clock."""
        return [tag for tag in str(self.rows()[key]["tags"]).split(", ") if tag]

    def counts(self) -> Counts:
        """The tags, counted."""
        return count_tags(self.store, self.run, range(9))

    def counted(self, tag: str) -> dict[str, int]:
        """The counts of one tag."""
        found = {row["tag"]: row for row in self.counts().tags.to_pylist()}[tag]
        return {name: count for name, count in found.items() if name != "tag"}


@contextmanager
def told(
    folder: Path, stories: Mapping[str, str], *, policy: str = POLICY, knows: Knows = EVERYTHING, fidelity: int = 2
) -> Iterator[Told]:
    """Land histories, each under its key, and replay them; all that they have of statuses are the categories."""
    found = check_text(policy)
    assert found.policy is not None, found.problems
    with open_store(folder / "told.duckdb", create=True) as store:
        create_staging(store.connection)
        for key, text in stories.items():
            _stage(store, key, text, (fidelity, int(knows)))
        statuses = [[name, int(category)] for name, category in CATEGORY_NAMES.items()]
        store.connection.executemany("insert into staged_statuses values (?, ?)", statuses)
        land(store, ORIGIN)
        replay(store, found.policy, name="told")
        yield Told(store, find_run(store))


def _stage(store: Store, key: str, text: str, carried: tuple[int, int]) -> None:
    history = read_story(text).history
    store.connection.execute("insert into staged_tickets values (?, ?, ?)", [key, *carried])
    for name, value in history.openings.items():
        store.connection.execute("insert into staged_openings values (?, ?, ?)", [key, name, value])
    for seq, event in enumerate(history.events):
        sort = int(event.kind), int(event.actor), int(event.flags)
        store.connection.execute(EVENT, [key, event.at_us, seq, *sort, event.field, event.value])
