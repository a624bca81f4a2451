"""What a replay takes longer for all that a policy does by itself: its reminders, its ladders and its automation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from benchmarks.figures import Figure, Goal, rate
from benchmarks.replay_speed import measure_first, replay_into
from hindesk.policy.automation import Automation
from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from hindesk.store.store import open_store

POLICY: Final = Path(__file__).parent / "acting.yaml"
SIDES: Final = (False, True)
"""Whether the policy acts."""

COUNTS: Final = "select (select count(*) from notices), (select count(*) from told), (select count(*) from matches)"


@dataclass(frozen=True, slots=True)
class Acted:
    """One replay with its results written, from opening the store to closing it; `peak` is in bytes.

    Args:
        notices: how many were sent.
        told: to how many recipients, all notices together.
        matches: how often a rule acted, of `automation` or of `priority`.
    """

    cost: Cost
    peak: int
    notices: int
    told: int
    matches: int


def silent(policy: Policy) -> Policy:
    """The policy without its reminders, ladders and automation."""
    return replace(policy, sla=tuple(replace(rule, notices={}) for rule in policy.sla), automation=Automation())


def measure_acting(path: Path, small: Path, *, acts: bool) -> Acted:
    """Replay into a copy of the store, after a warm-up on a small one, with all that the policy does or without it."""
    measure_first(small, POLICY)
    rules = load_policy(POLICY) if acts else silent(load_policy(POLICY))
    with TemporaryDirectory(dir=small.parent) as folder:
        copy = Path(shutil.copy(path, folder))
        cost, _ = cost_of(lambda: replay_into(copy, rules))
        peak = peak_memory()
        with open_store(copy, read_only=True) as store:
            ((notices, told, matches),) = store.connection.execute(COUNTS).fetchall()
    return Acted(cost, peak, notices, told, matches)


def acting_figures(path: Path, small: Path, tickets: int, *, rounds: int) -> Iterator[Figure]:
    """The replay without and with them, in turn and each time in a process of its own, and what they add."""
    taken = [[apart(measure_acting, path, small, acts=acts) for acts in SIDES] for _ in range(rounds)]
    without, acting = ([one[side] for one in taken] for side in SIDES)
    before, after = (middle(one.cost for one in some) for some in (without, acting))
    yield _figure("replay of what people did, written", without, before, tickets)
    yield _figure("replay with notices and rules, written", acting, after, tickets)
    more = 100 * (after.wall / before.wall - 1)
    yield Figure("- what they add", ratio=f"{more:+.0f} %", goal=Goal(more, 60, 30, "% more"))
    yield Figure("- what they add in CPU", ratio=f"{100 * (after.cpu / before.cpu - 1):+.0f} %")
    yield Figure("- notices", ratio=f"{acting[0].notices:,}, to {acting[0].told:,} recipients")
    yield Figure("- matches of rules", ratio=f"{acting[0].matches:,}, of {without[0].matches:,} without automation")


def _figure(name: str, some: list[Acted], cost: Cost, tickets: int) -> Figure:
    return Figure(name, cost, max(one.peak for one in some), rate(tickets, cost.wall, "tickets"))
