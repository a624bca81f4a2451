"""By what a ticket is judged: the policy that a run was kept with, or another one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hindesk.errors import PolicyError
from hindesk.explain.ticket import Found
from hindesk.policy.load import check_text
from hindesk.policy.permissions import Holder
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store

_ANYBODY: Final = (Holder("own_tier"),)
"""Whoever holds a ticket may hold it, where nobody is known."""

_SEEN: Final = "select count(*) from outcomes where run = $run and ticket = $ticket"
_UNJUDGED: Final = (
    "Who may hold it can't be judged: a replay keeps its policy without the roster; name the policy with --policy"
)


@dataclass(frozen=True, slots=True)
class Judge:
    """A policy, the instant that it judges as of (UTC microseconds; None: the store's last), and the run of both."""

    policy: Policy
    as_of: int | None = None
    run: KeptRun | None = None

    def notes_on(self, store: Store, found: Found) -> tuple[str, ...]:
        """What must be said where the run has not seen the ticket as it is now."""
        if self.run is None:
            return ()
        ((seen,),) = store.cursor().execute(_SEEN, {"run": self.run.run, "ticket": found.ticket}).fetchall()
        if seen:
            return ()
        unseen = f"The replay {self.run.name} has not seen this ticket as it is now; this is what another would say"
        return (unseen, _UNJUDGED) if lacks_roster(self.policy) else (unseen,)


def lacks_roster(policy: Policy) -> bool:
    """Tell whether a policy with permissions names a roster that it was read without."""
    return bool(policy.permissions and policy.people) and policy.roster is None


def unjudged(policy: Policy) -> Policy:
    """Return the policy with permissions that nobody can go against."""
    return replace(policy, permissions=tuple(replace(rule, holders=_ANYBODY) for rule in policy.permissions))


def judge_of_policy(policy: Policy) -> Judge:
    """Judge by a loaded policy, as of the last instant in the store."""
    return Judge(policy)


def judge_of_run(run: KeptRun) -> Judge:
    """Judge by the policy text that a run was kept with, as of the run's instant.

    Raises:
        PolicyError: this version can't read that text any more.
    """
    check = check_text(run.policy_text, file=run.name)
    if check.policy is None:
        problems = "\n".join(str(problem) for problem in check.problems)
        raise PolicyError(
            f"the policy kept with {run.name} can't be used any more:\n{problems}", "name one with --policy"
        )
    return Judge(check.policy, run.as_of, run)
