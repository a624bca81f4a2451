"""Rules after events that set each other off without end, found before anything is replayed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hindesk.policy.automation import Automation, AutomationRule
from hindesk.policy.known_state import RAISED, Known, can_hold, nothing_known, together
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source

MOST: Final = 500
"""States that are looked at; what lies beyond is refused when it happens in a replay."""


@dataclass(frozen=True, slots=True)
class _State:
    """A rule has acted: what is known then, and which fields it may have changed."""

    rule: int
    known: Known
    changed: frozenset[str]


_Graph = dict[_State, tuple[_State, ...]]
"""States and what may follow them."""


def loop_problems(automation: Automation, statuses: Mapping[str, str], source: Source) -> list[Problem]:
    """Return a problem for each loop of `on_update`, at its first rule, with every rule's line and what it sets.

    `statuses` are the categories that the policy gives to statuses.
    """
    rules = [rule for rule in automation.rules if rule.moment == "update"]
    return [
        problem_at(source, ("automation", "on_update", loop[0]), _told([rules[number] for number in loop]))
        for loop in loops(rules, nothing_known(statuses))
    ]


def loops(rules: Sequence[AutomationRule], known: Known) -> list[tuple[int, ...]]:
    """Return the loops among rules after events: in each, every rule changes a field that the next one hears.

    A rule follows another if its condition can hold with what has been set since the loop began, and with what is
    `known` of any ticket. Of the loops through a rule a shortest one is returned, and each loop once, beginning with
    the rule that stands first.
    """
    following = _endless(_reachable(rules, known))
    found: dict[frozenset[int], tuple[int, ...]] = {}
    looping: set[int] = set()
    for state in following:
        loop = () if state.rule in looping else _back_to(state, following)
        if loop and together([rules[number].when for number in loop], state.known):
            looping.update(loop)
            first = loop.index(min(loop))
            found.setdefault(frozenset(loop), loop[first:] + loop[:first])
    return sorted(found.values())


def _reachable(rules: Sequence[AutomationRule], known: Known) -> _Graph:
    """Return the states that rules lead to, from each rule on with no more known before, and what follows each."""
    hearing = [number for number, rule in enumerate(rules) if _hears_rules(rule)]
    waiting = deque(_State(number, *_acted(rules[number], known)) for number in hearing)
    graph: _Graph = {}
    while waiting and len(graph) < MOST:
        state = waiting.popleft()
        if state not in graph:
            graph[state] = tuple(_following(state, rules, hearing))
            waiting.extend(graph[state])
    return graph


def _endless(graph: _Graph) -> _Graph:
    """Return the part of a graph without what leads to an end."""
    left = graph
    while True:
        kept = {state: tuple(one for one in after if one in left) for state, after in left.items()}
        kept = {state: after for state, after in kept.items() if after}
        if len(kept) == len(left):
            return kept
        left = kept


def _back_to(start: _State, graph: _Graph) -> tuple[int, ...]:
    """Return the rules of a shortest way from a state back to it, its own first; empty without one."""
    before: dict[_State, _State] = {}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for after in graph[state]:
            if after == start:
                return _way(start, state, before)
            if after not in before:
                before[after] = state
                waiting.append(after)
    return ()


def _way(start: _State, last: _State, before: dict[_State, _State]) -> tuple[int, ...]:
    way = [last.rule]
    while last != start:
        last = before[last]
        way.append(last.rule)
    return tuple(reversed(way))


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
