"""`report escalations` says the same of the metrics that it is asked for in its title, its rows and below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.reports.escalations import escalations
from hindesk.store.store import open_store
from tests.history_notation import instant
from tests.reassign.stories import judge, tell

POLICY = """\
hindesk: 1
name: Desk
time_zone: UTC
sla:
  - name: All
    calendar: always
    targets: {first_response: 1h, resolution: 2h}
    escalate:
      first_response: [{level: 1, after: 0m, to: [team]}]
      resolution: [{level: 1, after: 0m, to: [assignee]}]
"""
STORIES = {"held": "09:00 created team=A assignee=kim", "new": "09:00 created team=A", "no team": "09:00 created"}


@pytest.mark.parametrize(
    ("metrics", "title", "nobody"),
    [
        ([], "6 notices about 3 tickets", "assignee (2 times), team (1 time)"),
        (["resolution"], "3 notices about 3 tickets", "assignee (2 times)"),
        (["first_response"], "3 notices about 3 tickets", "team (1 time)"),
    ],
)
def test_only_the_metrics_asked_for_are_counted(tmp_path: Path, metrics: list[str], title: str, nobody: str) -> None:
    with open_store(tmp_path / "desk.duckdb", create=True) as store:
        tell(store, STORIES)
        run = judge(store, POLICY, as_of=instant("2026-01-05 21:00"))
        found = escalations(store, run, metrics=metrics)
    assert found.title == f"{run.name}: {title}"
    assert found.notes[0] == f"Nobody was there to be told: {nobody}"
