"""Rules after events that set each other off without end, found before anything is replayed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hindesk.policy.automation import Automation, AutomationRule
from hindesk.policy.known_state import RAISED, Known, can_hold, together
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source

MOST: Final = 20_000
"""States that are looked at; what lies beyond is refused when it happens in a replay."""


@dataclass(frozen=True, slots=True)
class _State:
    """A rule has acted: what is known then, and which fields it may have changed."""

    rule: int
    known: Known
    changed: frozenset[str]


def loop_problems(automation: Automation, source: Source) -> list[Problem]:
    """Return a problem for each loop of `on_update`, at its first rule, with every rule's line and what it sets."""
    rules = [rule for rule in automation.rules if rule.moment == "update"]
    return [
        problem_at(source, ("automation", "on_update", loop[0]), _told([rules[number] for number in loop]))
        for loop in loops(rules)
    ]


def loops(rules: Sequence[AutomationRule]) -> list[tuple[int, ...]]:
    """Return the loops among rules after events: in each, every rule changes a field that the next one hears.

    A rule follows another if its condition can hold with what has been set since the loop began. Of loops among the
    same rules one is returned, beginning with the rule that stands first.
    """
    hearing = [number for number, rule in enumerate(rules) if _hears_rules(rule)]
    found: dict[frozenset[int], tuple[int, ...]] = {}
    done: set[_State] = set()
    for start in hearing:
        for loop in _from(_State(start, *_acted(rules[start], Known())), rules, hearing, done):
            first = loop.index(min(loop))
            found.setdefault(frozenset(loop), loop[first:] + loop[:first])
    return sorted(found.values())


def _from(
    start: _State, rules: Sequence[AutomationRule], hearing: list[int], done: set[_State]
) -> Iterator[tuple[int, ...]]:
    """Yield the loops that are reached from a state, depth first."""
    path = [start]
    waiting = [_following(start, rules, hearing)]
    while waiting and len(done) < MOST:
        state = next(waiting[-1], None)
        if state is None:
            done.add(path.pop())
            waiting.pop()
        elif state in path:
            loop = path[path.index(state) :]
            if together([rules[one.rule].when for one in loop], state.known):
                yield tuple(one.rule for one in loop)
        elif state not in done:
            path.append(state)
            waiting.append(_following(state, rules, hearing))


def _following(state: _State, rules: Sequence[AutomationRule], hearing: list[int]) -> Iterator[_State]:
    """Yield the states in which rules have acted that hear what was changed."""
    for number in hearing:
        rule = rules[number]
        heard = any(trigger.changed in state.changed for trigger in rule.on)
        if heard and can_hold(rule.when, state.known):
            known, changed = _acted(rule, state.known)
            if changed:
                yield _State(number, known, changed)


def _acted(rule: AutomationRule, known: Known) -> tuple[Known, frozenset[str]]:
    return known.after(rule.action), known.changed_by(rule.action)


def _hears_rules(rule: AutomationRule) -> bool:
    """Tell whether a rule hears what rules change."""
    return (not rule.by or "system" in rule.by) and any(trigger.changed for trigger in rule.on)


def _told(loop: Sequence[AutomationRule]) -> str:
    """Say how the rules go on."""
    steps = [f"{rule.name!r} (line {rule.line}) sets {_sets(rule)}" for rule in loop]
    again = f", whereupon {loop[0].name!r} acts again" if len(loop) > 1 else ", and hears that itself"
    return f"these rules never come to rest: {', then '.join(steps)}{again}"


def _sets(rule: AutomationRule) -> str:
    return " and ".join(f"{field} to {value!r}" for field, value in rule.action.sets if field != RAISED)
