"""ServiceNow's words: its columns, its states and its priorities."""

from __future__ import annotations

from typing import Final

from hindesk.events import Category

KEY: Final = ("number",)
UPDATED: Final = ("sys_updated_on", "sys_updated_at", "updated")
OPENED: Final = ("opened_at", "sys_created_on", "sys_created_at", "opened")
RESOLVED: Final = ("resolved_at", "resolved")
CLOSED: Final = ("closed_at", "closed")
STATE: Final = ("incident_state", "state")
MODIFIED: Final = ("sys_mod_count", "updates")
"""Names of the columns that place a row, the first that a file has counting. Exports of one ServiceNow differ."""

FIELDS: Final = {
    "incident_state": "status",
    "state": "status",
    "priority": "priority",
    "assignment_group": "team",
    "assigned_to": "assignee",
    "contact_type": "channel",
    "caller_id": "customer",
    "company": "company",
    "short_description": "subject",
    "description": "text",
    "business_service": "product",
    "u_language": "language",
}
"""Columns that are standard fields; other columns are fields under their own names."""

LEFT_OUT: Final = frozenset(
    {
        *KEY, *UPDATED, *OPENED, *RESOLVED, *CLOSED, *MODIFIED,
        "sys_id", "sys_created_by", "sys_updated_by", "sys_class_name", "sys_domain", "sys_domain_path", "sys_tags",
        "active", "reassignment_count", "reopen_count", "reopened_by", "reopened_time", "escalation",
        "made_sla", "sla_due", "due_date", "activity_due", "follow_up", "expected_start", "work_start", "work_end",
        "business_duration", "calendar_duration", "business_stc", "calendar_stc", "time_worked",
        "closed_by", "closed_code", "close_code", "close_notes", "resolved_by",
        "comments", "work_notes", "comments_and_work_notes", "work_notes_list", "watch_list",
    }
)  # fmt: skip
"""Columns that are no states of a row: keys, counters, and values that are final on every row."""

CATEGORIES: Final = {
    "New": Category.NEW,
    "Active": Category.OPEN,
    "Assigned": Category.OPEN,
    "In Progress": Category.OPEN,
    "Work in Progress": Category.OPEN,
    "On Hold": Category.ON_HOLD,
    "Awaiting User Info": Category.WAITING_ON_CUSTOMER,
    "Awaiting Caller": Category.WAITING_ON_CUSTOMER,
    "Awaiting Problem": Category.ON_HOLD,
    "Awaiting Vendor": Category.ON_HOLD,
    "Awaiting Evidence": Category.ON_HOLD,
    "Awaiting Change": Category.ON_HOLD,
    "Resolved": Category.SOLVED,
    "Closed": Category.CLOSED,
    "Canceled": Category.CLOSED,
    "Cancelled": Category.CLOSED,
}

STATE_CODES: Final = {
    "1": "New",
    "2": "In Progress",
    "3": "On Hold",
    "6": "Resolved",
    "7": "Closed",
    "8": "Canceled",
}
"""What the numbers of the incident life cycle mean, in exports of raw values."""

PRIORITIES: Final = {
    "1": "urgent",
    "1 - critical": "urgent",
    "2": "high",
    "2 - high": "high",
    "3": "normal",
    "3 - moderate": "normal",
    "4": "low",
    "4 - low": "low",
    "5": "low",
    "5 - planning": "low",
}
"""Five priorities become four; `priority_name` keeps ServiceNow's own."""
