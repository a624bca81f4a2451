"""The roster, the strategy and the schedule that options name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import narration

if TYPE_CHECKING:
    from hindesk.people.person import Roster
    from hindesk.policy.routing import Routing, StrategyName
    from hindesk.policy.values import Policy


def roster_of(people: Path | None, policy: Policy | None) -> Roster:
    """The roster that `--people` names, else the one that the policy has; its notes are told.

    Args:
        people: what the option says.
        policy: the policy, whose calendars and time zone count.

    Raises:
        InputError: the roster can't be read, has problems, or none is named.
    """
    from hindesk.errors import InputError

    roster, notes = _read(people, policy) if people else _named_by(policy)
    if roster is None:
        hint = "name a roster with --people; `hindesk people init` derives one from the tickets"
        raise InputError("nothing says who may get the tickets", hint)
    for note in notes:
        narration.say(note)
    return roster


def strategy_of(word: str) -> StrategyName:
    """The strategy that `--strategy` names: `least-loaded` or `least_loaded`.

    Raises:
        InputError: there is none of that name; the hint lists all.
    """
    from hindesk.calendars.nearest import did_you_mean
    from hindesk.errors import InputError
    from hindesk.reassign.strategies import STRATEGIES

    found = next((name for name in STRATEGIES if name == word.strip().lower().replace("-", "_")), None)
    if found is None:
        known = [name.replace("_", "-") for name in STRATEGIES]
        near, listed = did_you_mean(word, known), f"`--strategy` takes {', '.join(known)}"
        raise InputError(f"there is no strategy {word!r}", f"{near} {listed}" if near else listed)
    return found


def with_schedule(routing: Routing, schedule: str | None, *, asks: bool) -> Routing:
    """The routing with the on-call schedule that `--schedule` names, if it names one.

    Args:
        routing: the rules without it.
        schedule: what the option says.
        asks: whether a strategy asks who is on call.

    Raises:
        HindeskError: a schedule is named and no strategy looks at it.
    """
    from hindesk.errors import HindeskError
    from hindesk.policy.values import Choice

    if schedule is None:
        return routing
    if not asks:
        raise HindeskError("--schedule says who is on call, which no strategy here asks", "add --strategy on-call")
    return replace(routing, on_call=Choice(schedule))


def _read(file: Path, policy: Policy | None) -> tuple[Roster, tuple[str, ...]]:
    """The roster in a file, and its notes."""
    from hindesk.people.roster import read_roster, refusal

    zone = policy.time_zone if policy else "UTC"
    found = read_roster(file, calendars=policy.calendars if policy else None, time_zone=zone)
    if found.roster is None:
        raise refusal(found, file)
    return found.roster, tuple(map(str, found.notes))


def _named_by(policy: Policy | None) -> tuple[Roster | None, tuple[str, ...]]:
    """The roster that a policy names, and its notes."""
    return (policy.roster, policy.roster_notes) if policy else (None, ())
