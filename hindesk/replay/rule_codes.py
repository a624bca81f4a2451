"""The layout of automation rules in the walk's memory; `codes` has the rest."""

from __future__ import annotations

from typing import Final

# Block of a rule in p.
A_MOMENT: Final = 0
A_WHEN: Final = 1
A_BY: Final = 2
"""A mask of `events.Actor`; 0: anybody."""
A_SIGNALS: Final = 3
A_CHANGES: Final = 4
A_SINCE: Final = 5
A_AFTER: Final = 6
A_CALENDAR: Final = 7
"""The calendar in which the time counts, or -1: the wall clock."""
A_PAIRS: Final = 8
A_PAIR_COUNT: Final = 9
A_TASKS: Final = 10
"""The signals of the tasks that begin."""
A_NOTIFIES: Final = 11
A_EVERY: Final = 12
"""Microseconds from one look at the rule to the next; 0: it acts at once."""
A_SECTION: Final = 13
"""Which section it is of, and its place there: what its matches are written under."""
A_NUMBER: Final = 14
A_WIDTH: Final = 15

EVENT_SIGNAL: Final = 1 << 60
"""What every event raises for rules that name no signal and no change."""

MOMENTS: Final = {"create": 0, "update": 1, "time": 2}
ON_CREATE: Final = 0
ON_UPDATE: Final = 1
ON_TIME: Final = 2

SINCES: Final = {
    "created": 0,
    "customer_message": 1,
    "agent_reply": 2,
    "unassigned": 3,
    "waiting_on_customer": 4,
    "due": 5,
}
SINCE_CREATED: Final = 0
SINCE_CUSTOMER: Final = 1
SINCE_AGENT: Final = 2
SINCE_UNASSIGNED: Final = 3
SINCE_WAITING: Final = 4
SINCE_DUE: Final = 5
"""The earliest due of the ticket's running clocks; the others are instants in k, from LAST on."""

FIRST_TASK_SIGNAL: Final = 128
"""The signal of the first task; each further one has the next bit."""

PRIORITY_SECTION: Final = 0
AUTOMATION_SECTION: Final = 1
APPROVAL_ASKED: Final = 2
APPROVAL_MISSING: Final = 3
TRAIT_SECTION: Final = 4
NO_METRIC: Final = -1
"""In place of a metric: the notice is an automation rule's."""
