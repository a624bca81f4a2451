"""`hindesk simulate --routing`: what the rules of routing would have done with past tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hindesk.reports.format_names import Format

from .. import narration, rosters, streams

if TYPE_CHECKING:
    from hindesk.policy.routing import Routing
    from hindesk.policy.values import Policy
    from hindesk.reassign.arrivals_ends import Question
    from hindesk.reports.routing import Split
    from hindesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask of a simulation of the routing."""

    policy: Path
    people: Path | None
    strategies: tuple[str, ...]
    schedule: str | None
    by: tuple[str, ...]
    as_of: str | None
    any_team: bool
    at_work: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """How the answer is shown."""

    limit: int | None
    form: Format | None
    output: Path | None


def refuse_mixed(*, routing: bool, clocks: Mapping[str, object], giving: Mapping[str, object]) -> None:
    """Refuse options of the other simulation.

    Args:
        routing: whether `--routing` was given.
        clocks: the options that compare clocks, with what they were given.
        giving: the options that give tickets to people, likewise.

    Raises:
        HindeskError: one of the other simulation was given, or neither `--routing` nor `--against` was.
    """
    from hindesk.errors import HindeskError

    alien = next((name for name, given in (clocks if routing else giving).items() if given), None)
    if routing and alien:
        raise HindeskError(f"{alien} compares clocks, and --routing says who gets tickets", "ask for one at a time")
    if alien:
        raise HindeskError(f"{alien} goes with --routing", "add it, or leave this out")
    if not routing and not clocks["--against"]:
        raise HindeskError(
            "nothing says what the policy is compared with",
            "name the other policy with --against, or ask with --routing who would have got past tickets",
        )


def show_routing(asked: Asked, *, store: Path, shown: Shown) -> None:
    """Simulate the routing of a policy and show what is asked."""
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.policy.routing import Routing
    from hindesk.reassign.arrivals_simulation import simulate_routing
    from hindesk.reassign.strategies import STRATEGIES
    from hindesk.reports.routing import routing_report
    from hindesk.store.store import open_store

    by = _split(asked.by)
    named = tuple(dict.fromkeys(rosters.strategy_of(word) for word in asked.strategies))
    policy = load_policy(policy_path(asked.policy))
    asks = not named or "on_call" in named
    routing = rosters.with_schedule(policy.routing or Routing(), asked.schedule, asks=asks)
    names = named or tuple(name for name in STRATEGIES if name != "on_call" or routing.on_call)
    with open_store(store, read_only=True) as held, narration.progress() as step:
        step("giving tickets out", None)
        question = _question(asked, policy, store=held, routing=routing)
        found = simulate_routing(held, question, names)
        report = routing_report(found, by, time_zone=policy.time_zone, limit=shown.limit)
    streams.emit(report, form=shown.form, output=shown.output, time_zone=policy.time_zone)


def _question(asked: Asked, policy: Policy, *, store: Store, routing: Routing) -> Question:
    from hindesk.calendars.moments import read_moment
    from hindesk.reassign.arrivals_ends import Question

    until = read_moment(asked.as_of, time_zone=policy.time_zone, option="--as-of") if asked.as_of else None
    return Question(
        roster=rosters.roster_of(asked.people, policy),
        routing=routing,
        until=(store.latest_instant() or 0) if until is None else until,
        any_team=asked.any_team,
        at_work=asked.at_work,
        statuses=policy.statuses,
        schedules=policy.on_call,
    )


def _split(words: tuple[str, ...]) -> Split | None:
    from typing import get_args

    from hindesk.errors import HindeskError
    from hindesk.reports.routing import Split

    if not words:
        return None
    known: tuple[Split, ...] = get_args(Split)
    found = [name for word in words for name in known if name == word.lower()]
    if len(found) != 1 or len(words) != 1:
        raise HindeskError(
            f"with --routing, figures are not split by {' and '.join(words)}", f"--by takes one of {', '.join(known)}"
        )
    return found[0]
