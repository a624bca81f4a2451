"""Whom the notices of a run tell: each person once a notice, and nobody where a schedule has a gap."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hindesk.store.store import open_store
from tests.reassign.stories import judge, tell

STORIES: Final = {
    "day": "2026-01-05 09:00 created assignee=kim team=Desk\n2026-01-05 20:00 now",
    "night": "2026-01-05 21:00 created team=Desk\n2026-01-06 03:00 now",
}
POLICY: Final = """\
hindesk: 1
name: Desk
time_zone: UTC
calendars: {shop: {week: {mon-sun: "09:00-18:00"}}}
on_call:
  desk:
    layers: [{rotate: daily, start: 2026-01-05T00:00, who: [kim, lee], hours: shop}]
roles: {leads: [kim, park]}
sla:
  - name: All
    calendar: always
    targets: {resolution: 1h}
    escalate:
      resolution:
        - {level: 1, after: 0m, to: [assignee, {role: leads}, {on_call: desk}, {person: lee}]}
        - {level: 2, after: 1h, to: [team]}
"""
ASK: Final = "select key, level, wanted, reached from told join tickets using (ticket) order by all"


def test_each_person_is_told_once_and_a_gap_reaches_nobody(tmp_path: Path) -> None:
    with open_store(tmp_path / "told.duckdb", create=True) as store:
        tell(store, STORIES)
        judge(store, POLICY, as_of=1_767_668_400_000_000)
        told = store.cursor().execute(ASK).fetchall()

    assert told == [
        ("day", 1, "assignee", "kim"),
        ("day", 1, "lee", "lee"),
        ("day", 1, "role leads", "park"),
        ("day", 2, "team", "Desk"),
        ("night", 1, "assignee", None),
        ("night", 1, "lee", "lee"),
        ("night", 1, "on call: desk", None),
        ("night", 1, "role leads", "kim"),
        ("night", 1, "role leads", "park"),
        ("night", 2, "team", "Desk"),
    ]
