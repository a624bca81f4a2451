"""The layout of the walk's memory: every small integer and every place that the compiled functions share.

The walk works on five flat arrays of integers, so that each of its functions takes few parameters, compiles fast and
also runs uncompiled on plain lists:

- `p`, the compiled policy: a header, then blocks for metrics, rules and tables (`hindesk.replay.compile` writes it);
- `truth`, one 0 or 1 for each leaf of a condition and each code of its field;
- `c`, the calendars' tables of business time: a header, then the tables;
- `k`, scratch: what the walk knows of the ticket that it stands on, and a block for each metric's clock;
- `out`, the rows that come out, column after column.

A block is named by the place of its first integer: `k[m + ELAPSED]` is the elapsed time of the clock whose block
begins at `m`.
"""

from __future__ import annotations

from typing import Final

NONE: Final = -(2**63)
"""An instant or an amount that does not exist."""
HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR

# States of a clock.
IDLE: Final = 0
RUNNING: Final = 1
PAUSED: Final = 2
STOPPED: Final = 3
OVER: Final = 4
BLIND: Final = 5
"""The ticket's history does not tell what moves this clock."""

VERDICTS: Final = ("unknown", "met", "breached", "running", "paused", "cancelled")
UNKNOWN: Final = 0
MET: Final = 1
BREACHED: Final = 2
STILL_RUNNING: Final = 3
STILL_PAUSED: Final = 4
CANCELLED: Final = 5

BUCKETS: Final = ("unassigned", "waiting_inside", "waiting_on_customer", "handed_over", "untouched", "worked", "idle")
UNASSIGNED: Final = 0
WAITING_INSIDE: Final = 1
WAITING_ON_CUSTOMER: Final = 2
HANDED_OVER: Final = 3
UNTOUCHED: Final = 4
WORKED: Final = 5
UNWORKED: Final = 6
BETWEEN: Final = 7
"""The bucket of a stretch between two acts whose length is not known yet: it becomes WORKED or UNWORKED."""
PAUSE: Final = 8
"""The bucket of a stretch in which the clock was paused."""

SIGNALS: Final = {
    "created": 1,
    "customer_message": 2,
    "agent_reply": 4,
    "agent_note": 8,
    "automatic_reply": 16,
    "merged": 32,
    "deleted": 64,
}
CREATED_SIGNAL: Final = 1
CUSTOMER_MESSAGE: Final = 2
AGENT_REPLY: Final = 4
AGENT_NOTE: Final = 8
AUTOMATIC_REPLY: Final = 16
MERGED_SIGNAL: Final = 32
DELETED_SIGNAL: Final = 64
ENDING: Final = MERGED_SIGNAL | DELETED_SIGNAL

REPEATS: Final = {"once": 0, "resume": 1, "each": 2}
RESUME: Final = 1
EACH: Final = 2
ON_CHANGES: Final = {"carry": 0, "restart": 1, "backdate": 2}
RESTART: Final = 1
BACKDATE: Final = 2
UNITS: Final = {"microsecond": 0, "business_day": 1, "same_time": 2, "end_of_day": 3}
MICROSECOND: Final = 0
BUSINESS_DAY: Final = 1
END_OF_DAY: Final = 3

# Steps of a condition's program: the place of a leaf's block, or one of these.
BOTH: Final = -1
EITHER: Final = -2
OPPOSITE: Final = -3
ALWAYS: Final = -4
NEVER: Final = -5
LEAF_SLOT: Final = 0
LEAF_TRUTH: Final = 1

# Slots: the fields that are part of the state. These come first, in every policy.
STATUS: Final = 0
PRIORITY: Final = 1
TEAM: Final = 2
ASSIGNEE: Final = 3
HANDLED_BY: Final = 4
FIXED_SLOTS: Final = ("status", "priority", "team", "assignee", "handled_by")
HANDLERS: Final = ("nobody", "bot", "agent")
BY_BOT: Final = 1
BY_AGENT: Final = 2

# Header of p.
P_METRICS: Final = 0
P_METRIC_COUNT: Final = 1
P_RULES: Final = 2
P_RULE_COUNT: Final = 3
P_RULE_WIDTH: Final = 4
P_TIERS: Final = 5
P_TIER_COUNT: Final = 6
P_PRIORITIES: Final = 7
P_PRIORITY_COUNT: Final = 8
P_SLOT_OF_FIELD: Final = 9
P_STATUS_CLASS: Final = 10
P_SLOTS: Final = 11
P_NO_RULE: Final = 12
"""The place of a rule block that holds the pauses of tickets without a rule."""
P_WATCHED: Final = 13
"""The programs of the conditions that metrics and pauses name; a condition's number counts from 1, 0 is never true."""
P_WATCHED_COUNT: Final = 14
P_EVERY: Final = 15
"""Microseconds from one look at the clocks to the next; 0 where notices are sent at once."""
P_NOTICES: Final = 16
"""1 where a rule has notices, or the automation has time rules."""
P_AUTOMATION: Final = 17
P_AUTOMATION_COUNT: Final = 18
P_FIRST_ONLY: Final = 19
P_THANKS: Final = 20
"""The place in truth of which texts only say thanks, by code; -1 where the policy does not ask."""
P_TRAITS: Final = 21
P_TRAIT_COUNT: Final = 22
P_LAPSES: Final = 23
P_LAPSE_COUNT: Final = 24
P_HEADER: Final = 25

# Block of a metric in p. A trigger is three integers: a mask of signals, a mask of changed slots, and a
# watched condition's number.
METRIC_START: Final = 0
METRIC_STOP: Final = 3
METRIC_CANCEL: Final = 6
METRIC_RESTART: Final = 9
METRIC_AFTER: Final = 12
METRIC_REPEAT: Final = 13
METRIC_NEEDS: Final = 14
METRIC_REOPEN_NEEDS: Final = 15
METRIC_HEARS: Final = 16
"""The signals that may move a clock of this metric."""
METRIC_CALENDAR: Final = 17
"""A task's own calendar, or -1: that of the rule in force."""
METRIC_TARGET: Final = 18
"""The place of a task's own target."""
METRIC_WIDTH: Final = 19
BY_SIGNAL: Final = 0
BY_CHANGE: Final = 1
BY_CONDITION: Final = 2

# Block of an SLA rule in p: its head, then one cell for each metric.
RULE_WHEN: Final = 0
RULE_CHANGE: Final = 1
RULE_CALENDAR_SLOT: Final = 2
RULE_CALENDARS: Final = 3
RULE_NUMBER: Final = 4
RULE_CELLS: Final = 5
CELL_SLOT: Final = 0
CELL_TARGETS: Final = 1
"""The place of a table of (amount, unit) pairs by the slot's code, or -1."""
CELL_PAUSE: Final = 2
CELL_PAUSE_NEEDS: Final = 3
CELL_NOTICES: Final = 4
"""The place of the metric's notices under the rule."""
CELL_NOTICE_COUNT: Final = 5
CELL_WIDTH: Final = 6

# Block of a notice in p.
NOTICE_LEVEL: Final = 0
NOTICE_MEASURE: Final = 1
NOTICE_OFFSET: Final = 2
NOTICE_SETS: Final = 3
"""The place of the (slot, code) pairs that it sets; TIER_SLOT in place of a slot raises the tier."""
NOTICE_SET_COUNT: Final = 4
NOTICE_WHEN: Final = 5
"""The place of the program of its condition."""
NOTICE_WIDTH: Final = 6
TIER_SLOT: Final = -1
MEASURES: Final = {"open": 0, "percent": 1, "business_day": 2, "wall": 3}
PERCENT: Final = 1
DAYS: Final = 2
WALL: Final = 3
MOST_NOTICES: Final = 60
"""How many notices one metric of one rule may have: each is one bit of what a clock has told."""
MOST_ROUNDS: Final = 200
"""How often the policy may change one ticket before its changes are taken to come to no end."""
CHANGES_AN_EVENT: Final = 4
"""How much more often with each event after the creation."""

# Block of a rule of `tiers` or `priority` in p.
PAIR_WHEN: Final = 0
PAIR_GIVES: Final = 1
PAIR_WIDTH: Final = 2

# Header of c.
C_ORIGIN: Final = 0
C_DAYS: Final = 1
C_BASE: Final = 2
C_FIRST: Final = 3
C_LO: Final = 4
C_HI: Final = 5
C_DAY_LENGTH: Final = 6
C_MIDNIGHT: Final = 7
C_WORKDAYS: Final = 8
C_CLOSE: Final = 9
C_ZONE_FIRST: Final = 10
C_ZONE_START: Final = 11
C_ZONE_SHIFT: Final = 12
C_PAST: Final = 13
"""1 where a target used up at closing time is due at the next opening."""
C_HEADER: Final = 14

# Head of k: the ticket that the walk stands on.
TICKET: Final = 0
AT: Final = 1
SIGNAL: Final = 2
CHANGED: Final = 3
SEEN: Final = 4
KNOWN: Final = 5
OPENED: Final = 6
RULE: Final = 7
TIER: Final = 8
TIER_SINCE: Final = 9
HIGHEST: Final = 10
RESOLVING: Final = 11
SOLVED_AT: Final = 12
REOPENED: Final = 13
HANDOVERS: Final = 14
BUCKET: Final = 15
STRETCH_SINCE: Final = 16
PHASE: Final = 17
PHASE_AT: Final = 18
WAS_HELD: Final = 19
AWAITS_CUSTOMER: Final = 20
OWN: Final = 21
"""The slots, as a mask, whose value is the policy's doing."""
DIRTY: Final = 22
ACTED: Final = 23
HANDS: Final = 2
"""What k[ACTED] is where the ticket changed hands: that ends a stretch, but is no act of the new holder."""
DONE: Final = 24
"""1 once the ticket is merged or deleted: nothing after that counts."""
AS_OF: Final = 25
EVENT_COUNT: Final = 26
"""How many events the set has."""
K_CLOCKS: Final = 27
K_STACK: Final = 28
K_MEMO: Final = 29
K_HOLDS: Final = 30
"""The place of what each watched condition is in the present state, by number."""
CALENDAR_NOW: Final = 31
"""The calendar that the rule in force gives in the present state, or -1."""
BEFORE: Final = 32
"""Priority, team, assignee and tier as they were before the present event."""
ROUNDS: Final = 36
"""How often the policy has changed the ticket."""
SENT_AT: Final = 37
"""The notice that is sent next: when, the instant that it is for, and its place in the list of its rule."""
POINT_AT: Final = 38
NOTICE_NOW: Final = 39
RAISED: Final = 40
"""The tier that the policy raised the ticket to, or NO_TIER."""
UNTIL: Final = 41
"""The instant up to which notices are looked for."""
LAST: Final = 42
"""The instants from which time rules count (`rule_codes.SINCES`)."""
K_FIRED: Final = 48
"""The place of the instant from which each rule counted when it last acted."""
KEPT: Final = 49
"""1 where the ticket is kept solved since a customer only said thanks."""
PAIR_NOW: Final = 50
"""The place of the rule that `first_pair` found last."""
K_LAPSES: Final = 51
SLOTS: Final = 52
"""The codes of the state's slots follow from here."""

# Block of a clock in k. The first eighteen are the columns of its row, in their order;
# what is shown of rule, calendar and target is the last that had a target.
ROW_TICKET: Final = 0
NUMBER: Final = 1
CYCLE: Final = 2
RULE_SHOWN: Final = 3
CALENDAR_SHOWN: Final = 4
STARTED: Final = 5
DUE: Final = 6
RECORDED: Final = 7
STOPPED_AT: Final = 8
ELAPSED: Final = 9
WAITED: Final = 10
TARGET_SHOWN: Final = 11
VERDICT: Final = 12
MISSING: Final = 13
AT_PRIORITY: Final = 14
AT_TEAM: Final = 15
AT_ASSIGNEE: Final = 16
AT_TIER: Final = 17
FIRST_SHARE: Final = 18
METRIC: Final = 18
STATE: Final = 19
SINCE: Final = 20
RULE_IN_FORCE: Final = 21
TARGET: Final = 22
CALENDAR: Final = 23
GIVEN: Final = 24
BROKEN: Final = 25
JUDGED: Final = 26
"""1 once a target was in force."""
PAUSE_MISSING: Final = 27
"""What the history lacks to tell the clock's pauses."""
STRETCHES: Final = 28
STRETCH_COUNT: Final = 29
OPEN_SINCE: Final = 30
"""B(k[m + SINCE]) in the clock's calendar."""
OWED: Final = 31
"""1 where a start signal came while the ticket was solved: the clock starts when it is reopened."""
TOLD: Final = 32
"""The notices of the rule in force that were sent, as a mask."""
TOLD_LEVEL: Final = 33
"""The highest level that was told of this clock."""
CLOCK_WIDTH: Final = 34

# A stretch of a clock in k.
FROM: Final = 0
TO: Final = 1
AMOUNT: Final = 2
SORT: Final = 3
ZONE: Final = 4
STRETCH_WIDTH: Final = 5

NO_TIER: Final = -1
FRESH: Final = -2
"""The rule in force of a clock that just started."""
NO_RULE: Final = -1
