"""From when the time of a rule counts, on one ticket."""

from __future__ import annotations

from typing import Final

from hindesk.events import Category
from hindesk.explain.moments import Moment, Trace
from hindesk.policy.automation import Since
from hindesk.replay.codes import RUNNING, SIGNALS
from hindesk.replay.compile import Compiled

_SIGNALS: Final = ("customer_message", "agent_reply")


def since_when(since: Since, compiled: Compiled, trace: Trace) -> int | None:
    """Return the instant (UTC microseconds) from which rules of this sort count at the end of a walk; None: nothing."""
    moments = trace.moments
    if since == "created":
        return moments[0].at
    if since == "due":
        dues = [
            clock.terms.due for clock in moments[-1].after if clock.state == RUNNING and clock.terms.target is not None
        ]
        return min((due for due in dues if due is not None), default=None)
    if since in _SIGNALS:
        return next((one.at for one in reversed(moments) if one.event >= 0 and one.signal & SIGNALS[since]), None)
    found = None
    for one in moments:
        lasts = _is_unassigned(one, compiled) if since == "unassigned" else _waits(one, compiled)
        found = (one.at if found is None else found) if lasts else None
    return found


def _is_unassigned(moment: Moment, compiled: Compiled) -> bool:
    return moment.codes[compiled.slots.index("assignee")] == 0


def _waits(moment: Moment, compiled: Compiled) -> bool:
    status = moment.codes[compiled.slots.index("status")]
    return Category(compiled.vocabulary.categories[status]) == Category.WAITING_ON_CUSTOMER
