"""The layout of the rows that come out of the walk: the header of `out`, and the columns of its tables."""

from __future__ import annotations

from typing import Final

from hindesk.replay.codes import BUCKETS

# Header of out.
O_ROWS: Final = 0
O_VISITS: Final = 1
O_OUTCOMES: Final = 2
O_ROW_ROOM: Final = 3
O_VISIT_ROOM: Final = 4
O_OUTCOME_ROOM: Final = 5
O_NOTICES: Final = 6
"""How many notices were sent; beyond the room they are counted but not written."""
O_NOTICE_ROOM: Final = 7
O_ENDLESS: Final = 8
"""1 + the ticket on which the policy's own changes came to no end; 0 where there is none."""
O_MATCHES: Final = 9
O_MATCH_ROOM: Final = 10
O_LAPSES: Final = 11
O_LAPSE_ROOM: Final = 12
O_ACTED: Final = 13
"""How often automation rules have acted on the present ticket."""
O_LAST_RULES: Final = 14
"""Which they were: the place of the n-th is n modulo `LAST_RULES`."""
LAST_RULES: Final = 16
O_HEADER: Final = O_LAST_RULES + LAST_RULES

# Columns of its tables, in the order in which they lie there.
ROW_COLUMNS: Final = (
    "ticket",
    "metric",
    "cycle",
    "rule",
    "calendar",
    "started",
    "due",
    "due_recorded",
    "stopped",
    "elapsed",
    "paused",
    "target",
    "verdict",
    "missing",
    "priority",
    "team",
    "assignee",
    "tier",
    *BUCKETS,
)
VISIT_COLUMNS: Final = ("ticket", "tier", "entered", "departed")
NOTICE_COLUMNS: Final = (
    "ticket",
    "metric",
    "cycle",
    "rule",
    "notice",
    "level",
    "point",
    "sent",
    "due",
    "missing",
    "priority",
    "team",
    "assignee",
    "tier",
)
OUTCOME_COLUMNS: Final = ("ticket", "highest_tier", "resolving_tier", "solved", "reopened", "handovers")
MATCH_COLUMNS: Final = ("ticket", "section", "rule", "happened")
LAPSE_COLUMNS: Final = (
    "ticket",
    "section",
    "rule",
    "entered",
    "departed",
    "ended",
    "assignee",
    "team",
    "priority",
    "tier",
)
