"""A thousand real incidents: the policy that agrees best with the verdicts that the export itself carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.hours import parse_week
from hindesk.calendars.instants import Flags
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.reports.agreement import agreement, disagreements
from hindesk.store.store import Store, open_store
from tests.shared_folder import SHARED, needs_shared

pytestmark = needs_shared

ZONE: Final = "America/Sao_Paulo"
POLICIES: Final = Path(__file__).parent / "policies"
BEST: Final = POLICIES / "uci-made-sla.yaml"
READINGS: Final = {
    "last-closing": 998,
    "public-holidays": 998,
    "whole-weekdays": 998,
    "office-hours": 995,
    "reached-is-in-time": 986,
    "round-the-clock": 976,
    "waiting-stands-still": 932,
    "until-resolved": 926,
}
"""How many of the 1,000 verdicts each other reading agrees with."""

HOUR: Final = 3_600_000_000
DAY_LENGTH: Final = 8 * HOUR
OPENINGS: Final = range(0, 24 * 60, 30)
DAYS: Final = np.arange(1, 21)

_INCIDENTS = """
select t.key, t.opened_at, min(e."at"), any_value(p.text), any_value(r.verdict = 'breached')
from tickets as t
join events as e on e.ticket = t.ticket and e.field = (select field from fields where name = 'status')
join words as s on s.field = e.field and s.code = e.value and s.category = 6
join ticket_fields as f on f.ticket = t.ticket and f.field = (select field from fields where name = 'priority')
join words as p on p.field = f.field and p.code = f.latest
join recorded as r on r.ticket = t.ticket
where p.text in ('normal', 'low')
group by t.key, t.opened_at
order by t.key
"""


@dataclass(frozen=True, slots=True)
class Incidents:
    """Moderate and low incidents: opened and first closed (UTC microseconds), and whether the export says breached."""

    odd: Flags
    opened: npt.NDArray[np.int64]
    closed: npt.NDArray[np.int64]
    low: Flags
    breached: Flags


@dataclass(frozen=True, slots=True)
class Fit:
    """When a day of eight hours opens (minutes), and how many days moderate and low incidents have."""

    opening: int
    normal: int
    low: int


def imported(folder: Path, name: str) -> Path:
    """A store that holds one file of the shared folder."""
    with open_store(folder / "real.duckdb", create=True) as store:
        import_file(store, SHARED / "data" / name, options=ImportOptions(time_zone=ZONE))
    return folder / "real.duckdb"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The thousand incidents."""
    with open_store(imported(tmp_path_factory.mktemp("log"), "uci_dev_1000.csv")) as store:
        yield store


def agreed(store: Store, policy: Path) -> tuple[int, int]:
    """How many verdicts of the export there are, and how many of them a policy's replay agrees with."""
    replay(store, load_policy(policy), name=policy.stem)
    (row,) = agreement(store, find_run(store, policy.stem)).table.to_pylist()
    return row["recorded"], row["both_met"] + row["both_breached"]


def test_the_best_policy_agrees_with_999_of_1000_verdicts(log: Store) -> None:
    assert agreed(log, BEST) == (1000, 999)


def test_only_an_incident_whose_history_skips_versions_disagrees(log: Store) -> None:
    replay(log, load_policy(BEST), name="best")

    (row,) = disagreements(log, find_run(log, "best")).table.to_pylist()

    assert (row["ticket"], row["recorded"], row["replayed"]) == ("INC0025444", "met", "breached")


def test_the_incidents_that_another_program_saved_again_all_agree(tmp_path: Path) -> None:
    with open_store(imported(tmp_path, "uci_variant_dashdate_TRUE_40inc.csv")) as store:
        assert agreed(store, BEST) == (40, 40)


@pytest.mark.parametrize("name", READINGS)
def test_no_other_reading_agrees_better(log: Store, name: str) -> None:
    count = agreed(log, POLICIES / "uci-readings" / f"{name}.yaml")

    assert count == (1000, READINGS[name])
    assert READINGS[name] < 999


def test_every_other_reading_is_measured() -> None:
    assert {path.stem for path in (POLICIES / "uci-readings").glob("*.yaml")} == set(READINGS)


@pytest.mark.parametrize("learnt_from", ["odd", "even"])
def test_what_one_half_of_the_incidents_teaches_holds_for_the_other(log: Store, learnt_from: str) -> None:
    found = incidents(log)
    half = found.odd if learnt_from == "odd" else ~found.odd

    fitted = fit(found, half)

    assert fitted.normal == 7
    assert 1 - mistakes(found, ~half, fitted) / int((~half).sum()) >= 0.99


def incidents(store: Store) -> Incidents:
    """The incidents whose target the log can tell: those of high priority were all closed too late for any."""
    columns = list(zip(*store.cursor().execute(_INCIDENTS).fetchall(), strict=True))
    odd = np.array([int(key[3:]) % 2 == 1 for key in columns[0]])
    low = np.array([priority == "low" for priority in columns[3]])
    return Incidents(odd, np.array(columns[1]), np.array(columns[2]), low, np.array(columns[4]))


def spent(found: Incidents, opening: int) -> npt.NDArray[np.int64]:
    """Open time between opened and closed, Monday to Friday, eight hours from an opening on."""
    opens, closes = (f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in (opening, opening + 480))
    calendar = Calendar("desk", ZONE, parse_week({"mon-fri": f"{opens}-{closes}"}))
    range_of = BusinessTime(calendar, int(found.opened.min()) - 2 * 24 * HOUR, int(found.closed.max()) + 2 * 24 * HOUR)
    return range_of.elapsed(found.opened, found.closed)


def fit(found: Incidents, half: Flags) -> Fit:
    """The days and the opening with the fewest mistakes on a half; of several, the middle one."""
    scored = []
    for opening in OPENINGS:
        over = spent(found, opening)[:, None] >= DAYS * DAY_LENGTH
        wrong = over != found.breached[:, None]
        normal, low = (wrong[half & which].sum(axis=0) for which in (~found.low, found.low))
        total = normal[:, None] + low[None, :]
        scored += [(int(total[i, j]), opening, int(DAYS[i]), int(DAYS[j])) for i, j in np.ndindex(total.shape)]
    fewest = min(scored)[0]
    best = [Fit(*rest) for mistaken, *rest in scored if mistaken == fewest]
    return best[len(best) // 2]


def mistakes(found: Incidents, half: Flags, fitted: Fit) -> int:
    """How many verdicts of a half a fit gets wrong; a target that is reached is breached."""
    days = np.where(found.low, fitted.low, fitted.normal)
    return int(((spent(found, fitted.opening) >= days * DAY_LENGTH) != found.breached)[half].sum())
