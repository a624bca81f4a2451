"""The policy of a run, read again from the text that the run was kept with."""

from __future__ import annotations

from hindesk.errors import PolicyError
from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun


def policy_of(run: KeptRun) -> Policy:
    """The policy of a run, without its roster.

    Raises:
        PolicyError: this version can't read it.
    """
    check = check_text(run.policy_text, file=run.name)
    if check.policy is None:
        problems = "\n".join(map(str, check.problems))
        raise PolicyError(
            f"the policy of the replay {run.name!r} can't be read by this version:\n{problems}",
            "replay the policy again with `hindesk replay`",
        )
    return check.policy
