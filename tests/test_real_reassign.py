"""A plan for real incidents: the export as it would have been on one Friday evening, with a roster derived from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.people.derive import derive_roster
from hindesk.people.person import Away, Roster
from hindesk.people.roster import load_roster
from hindesk.policy.load import load_policy
from hindesk.policy.routing import Routing, StrategyName
from hindesk.reassign.build import Setting, Wish
from hindesk.reassign.limits import broken_limits
from hindesk.reassign.plan import Plan
from hindesk.reassign.planning import Basis, plan_batch, setting_of
from hindesk.reassign.selection import Selection
from hindesk.reassign.strategies import STRATEGIES
from hindesk.reassign.write.folder import write_folder
from hindesk.reassign.write.handovers import handovers
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.reports.report import Report
from hindesk.reports.rows import as_csv
from hindesk.store.store import Store, open_store
from tests.shared_folder import SHARED, needs_shared

pytestmark = needs_shared

ZONE: Final = "America/Sao_Paulo"
EVENING: Final = datetime(2016, 3, 18, 18)  # noqa: DTZ001 - as the export writes it
LEFT: Final = frozenset({"Resolver 17", "Resolver 200", "Resolver 139"})
"""The three who held the most that evening."""

LEAST: Final = 5
"""How many tickets everybody may hold at least: the sample holds too few to tell."""

POLICY: Final = Path(__file__).parent / "policies" / "uci-made-sla.yaml"


@dataclass(frozen=True, slots=True)
class Desk:
    """That evening's store, and its people."""

    store: Store
    roster: Roster

    def setting(self, strategy: StrategyName = "least_loaded") -> Setting:
        """What to plan from."""
        run = find_run(self.store)
        return setting_of(self.store, Basis(self.roster, run.as_of, Routing(strategy), run))


def evening(folder: Path) -> Path:
    """The rows that were written by then, without the instants at which incidents were solved and closed later."""
    file = folder / "evening.csv"
    with (SHARED / "data" / "uci_dev_1000.csv").open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        rows = [_as_then(row) for row in reader if _at(row["sys_updated_at"]) <= EVENING]
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(reader.fieldnames or ()))
        writer.writeheader()
        writer.writerows(rows)
    return file


def _as_then(row: dict[str, str]) -> dict[str, str]:
    later = [name for name in ("resolved_at", "closed_at") if row[name][:1].isdigit() and _at(row[name]) > EVENING]
    return row | dict.fromkeys(later, "")


def _at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - as the export writes it


def derived(store: Store, folder: Path) -> Roster:
    """The roster that the store tells of, with three people gone and nobody's capacity below `LEAST`."""
    file = folder / "people.csv"
    file.write_text(as_csv(Report("people", "", derive_roster(store))), encoding="utf-8", newline="")
    roster = load_roster(file)
    gone = (Away(find_run(store).as_of),)
    people = tuple(
        replace(
            one,
            away=gone if one.name in LEFT else (),
            capacity=None if one.capacity is None else max(one.capacity, LEAST),
        )
        for one in roster.people
    )
    return replace(roster, people=people)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The store of that evening, replayed, with its roster."""
    folder = tmp_path_factory.mktemp("evening")
    with open_store(folder / "real.duckdb", create=True) as store:
        import_file(store, evening(folder), options=ImportOptions(time_zone=ZONE))
        replay(store, load_policy(POLICY), name="made-sla")
        yield Desk(store, derived(store, folder))


def rows(plan: Plan) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plan.table.to_pylist()
    return found


def test_seventy_eight_incidents_are_open_that_evening(desk: Desk) -> None:
    assert int(desk.setting().facts.is_open.sum()) == 78


def test_everything_that_the_three_held_goes_to_their_own_groups(desk: Desk) -> None:
    plan = plan_batch(desk.setting(), Selection(orphaned=True), Wish())
    teams = {person.name: person.teams for person in desk.roster.people}

    assert (plan.moved, plan.left, plan.table.num_rows) == (20, 0, 20)
    assert {row["from"] for row in rows(plan)} == LEFT
    for row in rows(plan):
        assert row["to_team"] == (row["from_team"] or teams[row["from"]][0])
        assert row["to_team"] in teams[row["to"]]


@pytest.mark.parametrize("name", [name for name in STRATEGIES if name != "on_call"])
def test_no_limit_breaks_and_no_incident_is_lost(name: StrategyName, desk: Desk) -> None:
    plan = plan_batch(desk.setting(name), Selection(), Wish())

    assert len({row["ticket"] for row in rows(plan)}) == plan.table.num_rows == 78
    assert not np.any(broken_limits(plan.desk, plan.placed.to))
    assert LEFT.isdisjoint(row["to"] for row in rows(plan))


@pytest.mark.parametrize("name", [name for name in STRATEGIES if name != "on_call"])
def test_the_load_is_fairer_than_before_and_less_is_at_risk(name: StrategyName, desk: Desk) -> None:
    plan = plan_batch(desk.setting(name), Selection(), Wish())
    done = plan.balance()

    assert plan.fairness(done.after.load).index > plan.fairness(done.before.load).index
    assert done.after.due_at_risk == 0 < done.before.due_at_risk


def test_the_undo_gives_every_incident_back(desk: Desk, tmp_path: Path) -> None:
    plan = plan_batch(desk.setting(), Selection(), Wish())
    moves = handovers(plan.table, desk.roster, None)
    written = write_folder(tmp_path / "handover", b"", moves, as_of=plan.setting.staff.as_of).manifest
    held = {row["ticket"]: (row["from"], row["from_team"]) for row in rows(plan)}
    given = {row["ticket"]: (row["to"], row["to_team"]) for row in rows(plan)}

    back = {one.ticket: (one.assignee, one.group) for file in written.undo for one in file.tickets}
    there = {one.ticket: (one.assignee, one.group) for file in written.upload for one in file.tickets}
    assert set(there) == {ticket for ticket in given if given[ticket] != held[ticket]}
    assert there == {ticket: given[ticket] for ticket in there}
    assert back == {ticket: held[ticket] for ticket in there}
