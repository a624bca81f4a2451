"""The roster that a policy names."""

from __future__ import annotations

from pathlib import Path

from hindesk.errors import InputError
from hindesk.people.roster import RosterCheck, read_roster
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy


def read_people(policy: Policy, folder: Path, source: Source) -> tuple[RosterCheck, list[Problem]]:
    """Read the roster that a policy names, and return it with its notes, and what is wrong where the policy names it.

    Args:
        policy: the policy without its roster.
        folder: the policy's folder, from which the roster's path goes.
        source: the policy's text.
    """
    try:
        check = read_roster(folder / policy.people, calendars=policy.calendars, time_zone=policy.time_zone)
    except InputError as error:
        return RosterCheck(None), [problem_at(source, ("people",), error.message)]
    return check, [problem_at(source, ("people",), str(problem)) for problem in check.problems]
