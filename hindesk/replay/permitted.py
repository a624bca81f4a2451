"""Permissions and sensitive matters as the walk reads them: the conditions of lapses, over the words of one store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hindesk.people.identity import EVERY_DESK, folded, people_of
from hindesk.policy.may_hold import may_hold
from hindesk.policy.permissions import Holder, Permission
from hindesk.policy.values import All, Any, Condition, Policy, Test
from hindesk.replay.codes import P_LAPSE_COUNT, P_LAPSES
from hindesk.replay.lapse_codes import OUTSIDE, SENSITIVE, UNKNOWN_HOLDER
from hindesk.replay.programs import Programs

_TIERS: Final = (None, 0, 1, 2, 3)
_NEVER: Final = Any()
_BY_NAME: Final = frozenset({"role", "person"})


def write_lapses(policy: Policy, programs: Programs) -> None:
    """Write the rules that tickets may lapse from."""
    words = [str(text) for text in programs.words.texts["assignee"].to_pylist() if text]
    blocks = [
        block for number in range(len(policy.permissions)) for block in _permission(policy, number, words, programs)
    ]
    for number, one in enumerate(policy.sensitive):
        program = programs.program(All((one.when, one.public)))
        blocks.append([SENSITIVE, number, *[program] * len(_TIERS), programs.program(one.public), 0])
    programs.p[P_LAPSES] = programs.add([value for block in blocks for value in block])
    programs.p[P_LAPSE_COUNT] = len(blocks)


def lapsing(policy: Policy, rule: Permission, word: str, tier: int | None) -> int | None:
    """Tell whether a permission would lapse if somebody of this name held a ticket of a tier (None: of none).

    Returns:
        None where they may hold it, else OUTSIDE or UNKNOWN_HOLDER.
    """
    if word in _outside(policy, rule, [word])[_TIERS.index(tier)]:
        return OUTSIDE
    return UNKNOWN_HOLDER if _unknown(policy, [word]) else None


def _permission(policy: Policy, number: int, words: Sequence[str], programs: Programs) -> Iterator[list[int]]:
    """Yield the blocks of one permission: of holders outside it, and of those whom the roster does not know."""
    rule = policy.permissions[number]
    always = programs.program(All())
    for section, held in (
        (OUTSIDE, _outside(policy, rule, words)),
        (UNKNOWN_HOLDER, [_unknown(policy, words)] * len(_TIERS)),
    ):
        programs_by_tier = [programs.program(_lapse(rule, tier, held[place])) for place, tier in enumerate(_TIERS)]
        yield [section, number, *programs_by_tier, always, 1]


def _lapse(rule: Permission, tier: int | None, words: Sequence[str]) -> Condition:
    """The condition of a lapse from a rule in a tier (None: in none), where these words name its holders."""
    counts = rule.tier is None or (tier is not None and tier >= rule.tier)
    return All((rule.when, Test("assignee", "in", tuple(words)))) if counts and words else _NEVER


def _outside(policy: Policy, rule: Permission, words: Sequence[str]) -> list[list[str]]:
    """By tier, the words that name only people who may not hold what the rule is about."""
    if policy.roster is None:
        return [_strangers(policy, rule, words)] * len(_TIERS)
    meant = people_of(policy.roster, EVERY_DESK).numbers
    people = policy.roster.people
    found = []
    for tier in _TIERS:
        allowed = {
            number
            for number, person in enumerate(people)
            if may_hold(person, rule.holders, roles=policy.roles, tier=tier)
        }
        known = ((word, meant.get(folded(word), ())) for word in words)
        found.append([word for word, numbers in known if numbers and allowed.isdisjoint(numbers)])
    return found


def _strangers(policy: Policy, rule: Permission, words: Sequence[str]) -> list[str]:
    """Without a roster, the words that the rule and its roles do not have; none where it asks for more than names."""
    if any(holder.sort not in _BY_NAME for holder in rule.holders):
        return []
    allowed = {folded(name) for holder in rule.holders for name in _names(policy, holder)}
    return [word for word in words if folded(word) not in allowed]


def _unknown(policy: Policy, words: Sequence[str]) -> list[str]:
    """The words that name nobody of the roster; without a roster, none."""
    if policy.roster is None:
        return []
    meant = people_of(policy.roster, EVERY_DESK).numbers
    return [word for word in words if not meant.get(folded(word))]


def _names(policy: Policy, holder: Holder) -> tuple[str, ...]:
    return policy.roles.get(holder.name, ()) if holder.sort == "role" else (holder.name,)
