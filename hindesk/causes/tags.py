"""The tags: what each one means, when a clock has it, the time it accounts for, and the evidence that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.events import Knows

FLOOR: Final = 0.25
"""The share of a clock's counted time that a tag must account for to be its primary tag."""

UNEXPLAINED: Final = "unexplained"
"""What stands for the primary tag of a clock without one."""

ALL_BUCKETS: Final = Knows.ASSIGNEES | Knows.STATUSES | Knows.TEAMS | Knows.MESSAGES
"""What a history must tell for all seven buckets to be right."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. A clock has it if its fact is at least the threshold.

    Args:
        name: its name for programs.
        title: what it says, in one line.
        fact: the column of `facts.sql` that is looked at; where it is null, the tag can't be tested.
        at_least: the threshold: a share from 0 to 1 where the fact's name ends with `_part`, else a count.
        needs: the parts of its life that a ticket's history must tell, or else the tag is not tested.
        time: the column of `facts.sql` with the counted time that the tag accounts for; empty: it can't be primary.
        evidence: words with columns of `facts.sql` in braces: amounts of time, or counts whose names end with `_count`.
    """

    name: str
    title: str
    fact: str
    at_least: float
    needs: Knows
    time: str
    evidence: str


TAGS: Final = (
    Tag(
        "priority_raised_late",
        "the priority was raised when half of the time to the due instant was gone",
        "raised_part",
        0.5,
        Knows.NOTHING,
        "raised_time",
        "priority raised {raised_after} after the start, due after {due_after}",
    ),
    Tag(
        "reopened",
        "solved in time, then reopened before the breach",
        "reopened_count",
        1,
        Knows.STATUSES,
        "reopened_time",
        "reopened {reopened_count}×, then {over} over the target of {target}",
    ),
    Tag(
        "waiting_on_customer_unpaused",
        "the clock ran while the customer was asked",
        "waiting_on_customer_part",
        0.2,
        Knows.ASSIGNEES | Knows.STATUSES,
        "waiting_on_customer",
        "waiting on the customer, not paused, {waiting_on_customer} of {elapsed}",
    ),
    Tag(
        "waiting_inside",
        "the clock ran while the ticket was on hold",
        "waiting_inside_part",
        0.2,
        Knows.ASSIGNEES | Knows.STATUSES,
        "waiting_inside",
        "on hold, not paused, {waiting_inside} of {elapsed}",
    ),
    Tag(
        "ping_pong",
        "a team gave the ticket away and got it back",
        "return_count",
        1,
        Knows.TEAMS,
        "handed_over_told",
        "came back to a former team {return_count}×, idle after hand-overs {handed_over} of {elapsed}",
    ),
    Tag(
        "multi_hop",
        "the ticket went from team to team three times or more",
        "hop_count",
        3,
        Knows.TEAMS,
        "handed_over_told",
        "{hop_count} changes of team, idle after hand-overs {handed_over} of {elapsed}",
    ),
    Tag(
        "handoff_idle",
        "nobody acted after a hand-over",
        "handed_over_part",
        0.25,
        ALL_BUCKETS,
        "handed_over",
        "idle after hand-overs {handed_over} of {elapsed}",
    ),
    Tag(
        "queue_unassigned",
        "nobody had the ticket",
        "unassigned_part",
        0.25,
        Knows.ASSIGNEES,
        "unassigned",
        "unassigned {unassigned} of {elapsed}",
    ),
    Tag(
        "ack_delay",
        "the first holder had not touched the ticket",
        "untouched_part",
        0.25,
        ALL_BUCKETS,
        "untouched",
        "assigned but untouched {untouched} of {elapsed}",
    ),
    Tag(
        "touched_idle",
        "more than an hour passed between two acts",
        "idle_part",
        0.25,
        ALL_BUCKETS,
        "idle",
        "idle between acts {idle} of {elapsed}",
    ),
    Tag(
        "slow_work",
        "the work itself took most of the time: the target may be too short for it",
        "worked_part",
        0.5,
        ALL_BUCKETS,
        "worked",
        "worked on {worked} of {elapsed}, the target is {target}",
    ),
    Tag(
        "late_escalation",
        "first handed to a higher tier after three quarters of the time to the due instant",
        "escalated_part",
        0.75,
        Knows.NOTHING,
        "",
        "to a higher tier {escalated_after} after the start, due after {due_after}",
    ),
    Tag(
        "wrong_tier_first",
        "the tier that had the ticket first gave it to a higher one",
        "first_rise_count",
        1,
        Knows.NOTHING,
        "",
        "the first tier gave it to a higher one",
    ),
    Tag(
        "data_incomplete",
        "the history lacks statuses, assignees, teams or messages",
        "missing_count",
        1,
        Knows.NOTHING,
        "",
        "the history lacks {missing_count} of 4 parts",
    ),
)
"""All tags, in the order that settles which is primary where two account for the same time."""
