"""The permissions of a policy, held against its roster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hindesk.people.person import Roster
from hindesk.people.values import folded
from hindesk.policy.findings import unknown
from hindesk.policy.may_hold import may_hold
from hindesk.policy.permissions import Holder, HolderSort, Permission
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.yaml_source import Path

_ASKED: Final[Mapping[HolderSort, str]] = {
    "team": "is in a team",
    "skill": "has a skill",
    "tier": "is of which tier",
    "own_tier": "is of which tier",
}
"""What only a roster tells of people, by the sort of holder that asks for it."""


def unrostered(policy: Policy, source: Source) -> Iterator[Problem]:
    """Yield a problem for each holder that only a roster could tell, of a policy that names none."""
    if policy.people:
        return
    for path, one in _holders(policy, source):
        if one.sort in _ASKED:
            message = f"only a roster says who {_ASKED[one.sort]}; name its file under 'people'"
            yield problem_at(source, path, message)


def permission_problems(policy: Policy, roster: Roster, source: Source) -> Iterator[Problem]:
    """Yield the teams and skills that a roster lacks, and the permissions that nobody of it meets.

    Args:
        policy: a policy whose people are called as the roster calls them.
        roster: the roster that it names.
        source: the policy's text.
    """
    lacks = list(_unknown(policy, roster, source))
    yield from (problem_at(source, path, message) for path, message in lacks)
    told = {path[1] for path, _ in lacks}
    for number, rule in enumerate(policy.permissions):
        if number not in told and not _anybody(rule, policy, roster):
            message = f"nobody of the roster {roster.file} may hold it"
            yield problem_at(source, ("permissions", number, "hold"), message)


def _unknown(policy: Policy, roster: Roster, source: Source) -> Iterator[tuple[Path, str]]:
    """Yield the teams and skills that nobody has: where they are named, and what is wrong."""
    known = {
        "team": tuple(team.name for team in roster.teams.values()),
        "skill": tuple(dict.fromkeys(skill for person in roster.people for skill in person.skills)),
    }
    for path, one in _holders(policy, source):
        names = known.get(one.sort, (one.name,))
        if folded(one.name) not in map(folded, names):
            advice = f"the roster {roster.file} has no {one.sort} of that name"
            yield path, unknown(one.sort, one.name, names, advice=advice)


def _anybody(rule: Permission, policy: Policy, roster: Roster) -> bool:
    """Tell whether somebody may hold a ticket for which a permission counts; also where it names a stranger."""
    known = {person.name for person in roster.people}
    strangers = any(one.sort == "person" and one.name not in known for one in rule.holders)
    return strangers or any(
        may_hold(person, rule.holders, roles=policy.roles, tier=rule.tier) for person in roster.people
    )


def _holders(policy: Policy, source: Source) -> Iterator[tuple[Path, Holder]]:
    """Yield every holder of every permission with its place in the policy."""
    for number, rule in enumerate(policy.permissions):
        for place, one in enumerate(rule.holders):
            yield _place(("permissions", number, "hold"), place, one, source), one


def _place(hold: Path, number: int, one: Holder, source: Source) -> Path:
    """Return the path to what a holder names, which may stand alone or in a list, by itself or under its sort."""
    item: Path = (*hold, number) if (*hold, number) in source.document.values else hold
    named: Path = (*item, "tier" if one.sort == "own_tier" else one.sort)
    return named if named in source.document.values else item
