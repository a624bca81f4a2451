"""The refusal of a policy whose own changes to a ticket come to no end."""

from __future__ import annotations

from collections.abc import Sequence

from hindesk.errors import PolicyError
from hindesk.policy.automation import AutomationRule
from hindesk.replay.codes import CHANGES_AN_EVENT, MOST_ROUNDS
from hindesk.replay.compile import Compiled
from hindesk.replay.out_codes import LAST_RULES, O_ACTED, O_LAST_RULES
from hindesk.replay.vocabulary import Codes


def endless(compiled: Compiled, out: Codes) -> PolicyError:
    """The error for such a policy, with the cycle of rules that acted last; `out` is the walk's output."""
    rules = [compiled.policy.automation.rules[number] for number in cycle_in(_last(out))]
    told = f"; rules acted in this cycle: {' → '.join(map(_named, [*rules, *rules[:1]]))}" if rules else ""
    return PolicyError(
        f"the policy's own changes to a ticket come to no end: it changed it more than {MOST_ROUNDS} times, "
        f"and {CHANGES_AN_EVENT} more with each of its events{told}",
        "look at what rules and the levels of `escalate` set: one must not undo, or bring about again, the other",
    )


def cycle_in(numbers: Sequence[int]) -> list[int]:
    """The shortest cycle in which a sequence ends, from its lowest number on; where there is none, the whole end.

    >>> cycle_in([5, 2, 1, 3, 2, 1, 3])
    [1, 3, 2]
    """
    length = next((size for size in range(1, len(numbers) // 2 + 1) if _repeats(numbers, size)), len(numbers))
    cycle = list(numbers[len(numbers) - length :])
    first = cycle.index(min(cycle)) if cycle else 0
    return cycle[first:] + cycle[:first]


def _repeats(numbers: Sequence[int], size: int) -> bool:
    end = len(numbers)
    return numbers[end - size :] == numbers[end - 2 * size : end - size]


def _last(out: Codes) -> list[int]:
    """The numbers of the rules that acted last, in their order."""
    acted = int(out[O_ACTED])
    return [int(out[O_LAST_RULES + place % LAST_RULES]) for place in range(max(acted - LAST_RULES, 0), acted)]


def _named(rule: AutomationRule) -> str:
    return f"{rule.name!r} (line {rule.line})" if rule.line else repr(rule.name)
