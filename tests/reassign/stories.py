"""Stores of tickets that are told as stories (`tests.history_notation`), landed as an import lands them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hindesk.events import CATEGORY_NAMES
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import KeptRun, find_run
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging, drop_staging
from hindesk.store.store import Store
from tests.history_notation import read_story

_EVENTS = 'insert into staged_events (key, "at", seq, kind, actor, flags, field, value) values (?, ?, ?, ?, ?, ?, ?, ?)'


def tell(store: Store, stories: Mapping[str, str], *, source: str = "desk") -> None:
    """Land tickets, each told by its story, in a store; again with another story, a ticket is a newer export."""
    connection = store.connection
    create_staging(connection)
    for key, story in stories.items():
        history = read_story(story).history
        rows = [
            [key, one.at_us, seq, int(one.kind), int(one.actor), int(one.flags), one.field, one.value]
            for seq, one in enumerate(history.events)
        ]
        connection.executemany(_EVENTS, rows)
        connection.execute("insert into staged_tickets values (?, 2, ?)", [key, int(history.knows)])
        openings = [[key, *item] for item in history.openings.items()]
        connection.executemany("insert into staged_openings values (?, ?, ?)", openings)
    categories = [[name, int(category)] for name, category in CATEGORY_NAMES.items()]
    connection.executemany("insert into staged_statuses values (?, ?)", categories)
    land(
        store, Origin(source=source, format="test", file="stories", sha256=repr(sorted(stories.items())), options="{}")
    )
    drop_staging(connection)


def judge(store: Store, policy: str, *, as_of: int | None = None) -> KeptRun:
    """Replay a store under a policy, whose YAML is written beside it, and give the run."""
    file: Path = store.path.with_name("policy.yaml")
    file.write_text(policy, encoding="utf-8")
    replay(store, load_policy(file), name="judged", as_of=as_of)
    return find_run(store)
