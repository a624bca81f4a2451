"""What a batch is planned from: the policy, the roster, the replay and the instant that the options name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..rosters import roster_of, strategy_of, with_schedule

if TYPE_CHECKING:
    from hindesk.policy.routing import Order, Routing
    from hindesk.policy.values import Policy
    from hindesk.reassign.planning import Basis
    from hindesk.replay.runs import KeptRun
    from hindesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Named:
    """What the options name."""

    people: Path | None
    policy: Path | None
    strategy: str | None
    schedule: str | None
    order: str | None
    run: str | None
    as_of: str | None

    def basis(self, store: Store) -> tuple[Basis, str]:
        """What to plan from, and the time zone in which people read it: the policy's, else the replay's, else UTC.

        Without `as_of`, now is the last instant that the store or the replay knows.

        Raises:
            PolicyError: the policy can't be read.
            InputError: the roster can't be read or none is named, or a word or the instant means nothing.
        """
        from hindesk.calendars.moments import read_moment
        from hindesk.reassign.planning import Basis

        policy = self._policy()
        run = _run(store, self.run)
        zone = policy.time_zone if policy else run.time_zone if run else "UTC"
        latest = max(store.latest_instant() or 0, run.as_of if run else 0)
        basis = Basis(
            roster=roster_of(self.people, policy),
            as_of=latest if self.as_of is None else read_moment(self.as_of, time_zone=zone, option="--as-of"),
            routing=self._routing(policy),
            run=run,
            statuses=policy.statuses if policy else {},
            schedules=policy.on_call if policy else {},
        )
        return basis, zone

    def _policy(self) -> Policy | None:
        from hindesk.policy.load import load_policy
        from hindesk.policy.ready import policy_path

        return load_policy(policy_path(self.policy)) if self.policy else None

    def _routing(self, policy: Policy | None) -> Routing:
        from hindesk.policy.routing import Routing

        routing = (policy.routing if policy else None) or Routing()
        if self.strategy is not None:
            routing = replace(routing, strategy=strategy_of(self.strategy))
        routing = with_schedule(routing, self.schedule, asks=routing.strategy == "on_call")
        return routing if self.order is None else replace(routing, order=_order(self.order))


def _run(store: Store, name: str | None) -> KeptRun | None:
    """The replay that is asked for, else the last one; None where there is none."""
    from hindesk.replay.runs import find_run, kept_runs

    return find_run(store, name) if name is not None or kept_runs(store) else None


def _order(word: str) -> Order:
    from typing import get_args

    from hindesk.errors import InputError
    from hindesk.policy import routing

    known: tuple[Order, ...] = get_args(routing.Order)
    found = next((name for name in known if name == word.strip().lower()), None)
    if found is None:
        raise InputError(f"there is no order {word!r}", f"`--order` takes {', '.join(known)}")
    return found
