"""A policy with the roster that it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hindesk.policy.people import read_people
from hindesk.policy.people_check import people_problems
from hindesk.policy.people_names import with_names
from hindesk.policy.permission_check import permission_problems
from hindesk.policy.problems import Problem
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy


def with_roster(policy: Policy, folder: Path, source: Source) -> tuple[Policy, list[Problem]]:
    """Return the policy with the roster that it names, and what is wrong with that or with whom the policy names.

    Args:
        policy: a policy without other problems.
        folder: its folder, from which the roster's path goes.
        source: its text.
    """
    read, problems = read_people(policy, folder, source)
    if read.roster is None:
        return policy, problems
    notes = tuple(map(str, read.notes))
    named = with_names(replace(policy, roster=read.roster, roster_notes=notes), read.roster)
    lacks = people_problems(source, read.roster) + list(permission_problems(named, read.roster, source))
    return named, problems + lacks
