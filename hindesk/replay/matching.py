"""Matching inside the walk: conditions over the state's codes, and what the first matching rule gives."""

from __future__ import annotations

from hindesk.replay.business import Ints
from hindesk.replay.codes import (
    ALWAYS,
    BOTH,
    CALENDAR_NOW,
    CELL_SLOT,
    CELL_TARGETS,
    CELL_WIDTH,
    EITHER,
    K_HOLDS,
    K_STACK,
    LEAF_SLOT,
    LEAF_TRUTH,
    NO_RULE,
    NUMBER,
    OPPOSITE,
    P_NO_RULE,
    P_RULE_COUNT,
    P_RULE_WIDTH,
    P_RULES,
    P_WATCHED,
    P_WATCHED_COUNT,
    PAIR_GIVES,
    PAIR_NOW,
    PAIR_WHEN,
    PAIR_WIDTH,
    RULE,
    RULE_CALENDAR_SLOT,
    RULE_CALENDARS,
    RULE_CELLS,
    RULE_WHEN,
    SLOTS,
)


def holds(p: Ints, truth: Ints, k: Ints, program: int) -> int:
    """Return 1 where a condition's program (its length, then its steps) is true of the present state."""
    top = k[K_STACK] - 1
    for step in range(program + 1, program + 1 + p[program]):
        op = p[step]
        if op >= 0:
            top += 1
            k[top] = truth[p[op + LEAF_TRUTH] + k[SLOTS + p[op + LEAF_SLOT]]]
        elif op == OPPOSITE:
            k[top] = 1 - k[top]
        elif op == BOTH:
            top -= 1
            k[top] = k[top] & k[top + 1]
        elif op == EITHER:
            top -= 1
            k[top] = k[top] | k[top + 1]
        else:
            top += 1
            k[top] = 1 if op == ALWAYS else 0
    return k[k[K_STACK]]


def first_pair(p: Ints, truth: Ints, k: Ints, pairs: int, count: int) -> int:
    """Return what the first matching rule of `tiers` or `priority` gives, or -1; its place is kept in `k`."""
    for pair in range(pairs, pairs + count * PAIR_WIDTH, PAIR_WIDTH):
        if holds(p, truth, k, p[pair + PAIR_WHEN]):
            k[PAIR_NOW] = pair
            return p[pair + PAIR_GIVES]
    return -1


def match_rule(p: Ints, truth: Ints, k: Ints) -> None:
    """Find the SLA rule in force, and what each watched condition is in the present state."""
    k[RULE] = NO_RULE
    width = p[P_RULE_WIDTH]
    for rule in range(p[P_RULES], p[P_RULES] + p[P_RULE_COUNT] * width, width):
        if holds(p, truth, k, p[rule + RULE_WHEN]):
            k[RULE] = rule
            break
    k[CALENDAR_NOW] = calendar_of(p, k)
    for number in range(p[P_WATCHED_COUNT]):
        k[k[K_HOLDS] + 1 + number] = holds(p, truth, k, p[p[P_WATCHED] + number])


def cell_of(p: Ints, k: Ints, m: int, rule: int) -> int:
    """Return the place of what a rule, or the lack of one, says of a clock's metric."""
    block = rule if rule != NO_RULE else p[P_NO_RULE]
    return block + RULE_CELLS + k[m + NUMBER] * CELL_WIDTH


def calendar_of(p: Ints, k: Ints) -> int:
    """Return the calendar that the rule in force gives in the present state, or -1."""
    if k[RULE] == NO_RULE:
        return -1
    slot = p[k[RULE] + RULE_CALENDAR_SLOT]
    place = p[k[RULE] + RULE_CALENDARS]
    return p[place] if slot < 0 else p[place + k[SLOTS + slot]]


def target_place(p: Ints, k: Ints, m: int) -> int:
    """Return the place of the (amount, unit) that the rule in force gives a clock in the present state, or -1."""
    if k[RULE] == NO_RULE:
        return -1
    cell = cell_of(p, k, m, k[RULE])
    if p[cell + CELL_TARGETS] < 0:
        return -1
    slot = p[cell + CELL_SLOT]
    place = p[cell + CELL_TARGETS]
    if slot >= 0:
        place += 2 * k[SLOTS + slot]
    return place if p[place] >= 0 else -1
