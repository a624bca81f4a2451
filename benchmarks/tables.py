"""The tables of a run: measures each part in turn and holds it against its goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import acting_speed, whole_process
from benchmarks.cost import apart
from benchmarks.figures import MIB, Figure, Goal, rate
from benchmarks.per_ticket import Comparison, compare
from benchmarks.replay_speed import Parts, Written, measure_first, measure_parts, written

FOLDER: Final = Path(__file__).parent
POLICY: Final = FOLDER / "policy.yaml"
COMPARED: Final = FOLDER / "per_ticket.yaml"
THREE: Final = ("first_response", "next_response", "resolution")

PUBLIC_SQL: Final = 7_200
"""Tickets a second of dbt_zendesk on DuckDB, the upper end of what was measured elsewhere on two cores."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure: a store of so many tickets and a small one, how often, and on how many tickets plain Python."""

    store: Path
    small: Path
    tickets: int
    rounds: int
    sample: int


def replay_figures(plan: Plan) -> Iterator[Figure]:
    """A bare scan, the replay and its parts with nothing written, and the replay with its results written."""
    parts = apart(measure_parts, plan.store, POLICY, rounds=plan.rounds)
    yield from _dry(parts, plan.tickets)
    six = written(plan.store, plan.small, POLICY, metrics=(), rounds=plan.rounds)
    yield _written("replay, six metrics, written", six, plan.tickets, Goal(six.cost.wall, 2.0, 1.0, "s"))
    ratio = plan.tickets / six.cost.wall / PUBLIC_SQL
    yield Figure("- against public SQL, as quoted", ratio=f"{ratio:,.0f} ×", goal=Goal(ratio, 50, 100, "×"))
    three = written(plan.store, plan.small, POLICY, metrics=THREE, rounds=plan.rounds)
    yield _written("replay, three metrics, written", three, plan.tickets)


def acting_figures(plan: Plan) -> Iterator[Figure]:
    """What a replay takes longer for notices and automation."""
    return acting_speed.acting_figures(plan.store, plan.small, plan.tickets, rounds=plan.rounds)


def large_figures(plan: Plan, usual: Plan) -> Iterator[Figure]:
    """The replay of a larger store with its results written, and what a ticket costs there, against the usual store."""
    large = written(plan.store, plan.small, POLICY, metrics=(), rounds=1)
    yield _written("replay, six metrics, written", large, plan.tickets, Goal(large.cost.wall, 20, 10, "s"))
    yield Figure("- memory", peak=large.peak, goal=Goal(large.peak / MIB, 1536, 819, "MiB"))
    six = written(usual.store, usual.small, POLICY, metrics=(), rounds=usual.rounds)
    more = 100 * ((large.cost.cpu / plan.tickets) / (six.cost.cpu / usual.tickets) - 1)
    name = f"- CPU of a ticket, against {usual.tickets:,}"
    yield Figure(name, ratio=f"{more:+.0f} %", goal=Goal(more, 15, 5, "% more"))


def machine_code_figures(plan: Plan) -> Iterator[Figure]:
    """The first replay of a process by machine code; the environment's cache of it is still empty."""
    yield Figure("compiling it, once on a machine", apart(measure_first, plan.small, POLICY))
    yield Figure("loading it, once in a process", apart(measure_first, plan.small, POLICY))


def plain_figures(plan: Plan) -> Iterator[Figure]:
    """The replay against plain Python, on the same clocks.

    Raises:
        ValueError: they don't agree on what has elapsed and what is due.
    """
    compared = apart(compare, plan.store, COMPARED, sample=plan.sample, rounds=plan.rounds)
    if compared.differing:
        ours, theirs = compared.differing[0]
        raise ValueError(f"{len(compared.differing)} clocks differ from plain Python's, the first: {ours}, {theirs}")
    wall, cpu = (_ratio(compared, kind) for kind in ("wall", "cpu"))
    speed = rate(compared.tickets, compared.ours.wall, "tickets")
    yield Figure("replay, two clocks a ticket, nothing written", compared.ours, rate=speed)
    speed = rate(compared.sampled, compared.plain.wall, "tickets")
    yield Figure(f"plain Python, {compared.sampled:,} of these tickets", compared.plain, rate=speed)
    yield Figure("- ratio of tickets a second", ratio=f"{wall:,.0f} ×", goal=Goal(wall, 1_000, 5_000, "×"))
    yield Figure("- ratio of CPU a ticket", ratio=f"{cpu:,.0f} ×")
    yield Figure("- elapsed and due that differ", ratio=f"0 of {4 * compared.sampled:,}")


def process_figures(plan: Plan) -> Iterator[Figure]:
    """Whole processes on the small store, which is replayed without machine code."""
    shown = whole_process.help_shown(rounds=plan.rounds)
    yield Figure("hindesk --help", shown, goal=Goal(shown.wall, 0.4, 0.15, "s"))
    both = whole_process.replayed_and_reported(plan.small, POLICY, rounds=plan.rounds)
    yield Figure("hindesk replay + hindesk report breaches", both, goal=Goal(both.wall, 1.5, 0.8, "s"))


def _dry(parts: Parts, tickets: int) -> Iterator[Figure]:
    ratio = parts.dry.cpu / parts.scan.cpu
    speed = rate(parts.events, parts.scan.wall, "events")
    yield Figure("bare scan of the events' columns", parts.scan, rate=speed)
    yield Figure("bare scan of all columns that are read", parts.wide, ratio=f"{parts.dry.cpu / parts.wide.cpu:.1f} ×")
    yield Figure(
        "replay, six metrics, nothing written",
        parts.dry,
        rate=rate(tickets, parts.dry.wall, "tickets"),
        ratio=f"{ratio:.1f} × the scan's CPU",
        goal=Goal(ratio, 10, 5, "×"),
    )
    each = 1e9 * parts.walk.cpu / parts.walked
    name = f"- the walk alone, {parts.walked / 1e6:.1f} M events in memory"
    yield Figure(name, parts.walk, rate=f"{each:,.0f} ns CPU/event")
    yield Figure("- policy and calendars to tables", parts.tables)


def _written(name: str, one: Written, tickets: int, goal: Goal | None = None) -> Figure:
    clocks = f"{one.clocks / tickets:.1f} clocks a ticket"
    return Figure(name, one.cost, one.peak, rate(tickets, one.cost.wall, "tickets"), clocks, goal)


def _ratio(compared: Comparison, kind: str) -> float:
    ours, plain = (getattr(cost, kind) for cost in (compared.ours, compared.plain))
    return float(compared.tickets / ours) / float(compared.sampled / plain)
