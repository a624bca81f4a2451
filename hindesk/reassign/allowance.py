"""How many tickets more each person may be given, by the limit of a routing."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from hindesk.policy.routing import Limit
from hindesk.reassign.desk import BOUNDLESS, Ints
from hindesk.reassign.sql import sql
from hindesk.reassign.staff import Staff
from hindesk.store.store import Store


def allowance(store: Store, staff: Staff, limit: Limit | None) -> Ints:
    """What the limit leaves of each person, 0 or more; BOUNDLESS without a limit.

    Tickets that a person was given by a change of the assignee, or that were created as theirs, count where that was
    within the limit's time up to now: later than `as_of − within`, not later than `as_of`.
    """
    left = np.full(len(staff.people), BOUNDLESS, np.int64)
    if limit is not None:
        left[:] = np.maximum(limit.tickets - given_since(store, staff, staff.as_of - limit.within), 0)
    return left


def given_since(store: Store, staff: Staff, after: int) -> Ints:
    """How many tickets each person was given later than an instant, UTC microseconds, and not later than now."""
    cursor = store.cursor()
    cursor.register("meaning", staff.assignees)
    parameters = {"assignee": store.fields().get("assignee", 0), "after": after, "until": staff.as_of}
    rows: pa.Table = cursor.sql(sql("allowance"), params=parameters).to_arrow_table()
    given = np.zeros(len(staff.people), np.int64)
    given[rows["person"].to_numpy()] = rows["tickets"].to_numpy()
    return given
