"""The engine's walk agrees with the slow replay, an independent reading of docs/concepts/clocks.md."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from hindesk.events import Knows
from hindesk.replay.codes import BUCKETS, VERDICTS
from hindesk.replay.compile import Compiled
from hindesk.replay.rows import Rows
from tests.histories import Desk, desks
from tests.replay.desks import Dictionary, replay_desk
from tests.slow.history import ClockRow, Judgement
from tests.slow_replay import replay_slowly

Clock = dict[str, object]


def fast_clocks(compiled: Compiled, dictionary: Dictionary, rows: Rows, ticket: int) -> list[Clock]:
    """The engine's clock rows of one ticket, in the words of the slow replay."""
    shares = {(row["ticket"], row["metric"], row["cycle"]): row for row in rows.shares.to_pylist()}
    texts = {name: ["", *codes] for name, codes in dictionary.codes.items()}
    found = []
    for row in rows.clocks.to_pylist():
        if row["ticket"] != ticket:
            continue
        share = shares.get((ticket, row["metric"], row["cycle"]), {})
        clock = {name: row[name] for name in ("cycle", "started", "due", "due_recorded", "stopped")}
        clock |= {name: row[name] for name in ("elapsed", "paused", "target", "tier")}
        clock["metric"] = compiled.policy.metrics[row["metric"]].name
        clock["rule"] = None if row["rule"] is None else compiled.policy.sla[row["rule"]].name
        clock["calendar"] = None if row["calendar"] is None else compiled.calendars[row["calendar"]]
        clock["verdict"] = VERDICTS[row["verdict"]]
        clock["missing"] = {part.name.lower() for part in Knows(row["missing"]) if part.name}
        clock["buckets"] = {name: share.get(name, 0) for name in BUCKETS}
        for name in ("priority", "team", "assignee"):
            clock[name] = texts.get(name, [""])[row[name]]
        found.append(clock)
    return sorted(found, key=clock_order)


def slow_clock(row: ClockRow) -> Clock:
    """A row of the slow replay as a record."""
    clock: Clock = {name: getattr(row, name) for name in ClockRow.__slots__}
    clock["missing"] = set(row.missing)
    return clock


def clock_order(clock: Clock) -> tuple[str, str]:
    """Metric, then cycle."""
    return str(clock["metric"]), f"{clock['cycle']:5}"


def compare(desk: Desk, *, machine_code: bool) -> None:
    """Assert that both replays say the same of every ticket of a desk."""
    compiled, dictionary, rows = replay_desk(desk.tickets, desk.policy, desk.as_of, machine_code=machine_code)
    visits = rows.visits.to_pylist()
    outcomes = {row["ticket"]: row for row in rows.outcomes.to_pylist()}
    for ticket, history in enumerate(desk.tickets):
        judgement: Judgement = replay_slowly(history, desk.policy, desk.as_of)
        expected = sorted((slow_clock(row) for row in judgement.clocks), key=clock_order)
        assert fast_clocks(compiled, dictionary, rows, ticket) == expected
        went = [(row["tier"], row["entered"], row["departed"]) for row in visits if row["ticket"] == ticket]
        assert [visit for visit in went if visit[0] is not None] == [
            (visit.tier, visit.since, visit.until) for visit in judgement.visits
        ]
        outcome = outcomes.get(ticket, {})
        assert (outcome.get("highest_tier"), outcome.get("resolving_tier")) == (
            judgement.highest_tier,
            judgement.resolving_tier,
        )


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(desks())
def test_fast_and_slow_replay_agree_on_random_desks(desk: Desk) -> None:
    compare(desk, machine_code=False)
