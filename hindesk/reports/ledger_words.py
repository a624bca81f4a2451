"""The ledger's entries as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hindesk.events import Knows
from hindesk.explain.ledger import Entry, verdict_of
from hindesk.explain.moments import Terms, Trace
from hindesk.replay.compile import Compiled
from hindesk.reports.cells import duration, instant
from hindesk.reports.run_notes import lacks


@dataclass(frozen=True, slots=True)
class Sentences:
    """Says what entries mean: with the names of a policy, the rows of a trace, and instants in a time zone."""

    compiled: Compiled
    trace: Trace
    shown_in: ZoneInfo

    def of(self, entry: Entry) -> str:
        """One entry as a sentence without its metric: `stops: agent_reply; met with 30m to spare`."""
        what = self._end(entry) if entry.row is not None else entry.what
        said = "; ".join(part for part in (entry.why, *self._details(entry)) if part)
        return f"{what}: {said}" if said else what

    def _details(self, entry: Entry) -> Iterator[str]:
        if entry.row is not None:
            yield self._verdict(entry, entry.row)
        elif entry.what in ("starts", "begins again"):
            yield self._given(entry.terms)
        elif entry.what in ("runs on", "resumes"):
            yield self._due(entry)
        elif entry.what == "breached":
            yield f"{_amount(entry.terms.target)} used up{_doubt(entry)}"
        elif entry.what in ("stops", "ends", "cancelled"):
            yield self._so_far(entry)
        if entry.former is not None:
            yield from self._changes(entry, entry.former)

    def _end(self, entry: Entry) -> str:
        verdict = "" if entry.row is None else verdict_of(self.trace, entry.row)
        if entry.what == "unknown":
            return "from creation on"
        if entry.what != "open":
            return entry.what
        return f"still {verdict}" if verdict in ("running", "paused") else "still open"

    def _verdict(self, entry: Entry, row: int) -> str:
        verdict = verdict_of(self.trace, row)
        left = (entry.terms.target or 0) - entry.elapsed
        if verdict == "unknown":
            missing = Knows(self.trace.rows.clocks["missing"][row].as_py())
            return f"can't be judged ({lacks(missing)})"
        if verdict == "met":
            return f"met with {duration(left)} to spare"
        if verdict == "breached":
            return f"breached by {duration(-left)}"
        if verdict == "cancelled":
            return "no verdict"
        return f"{duration(left)} left{self._by(entry.terms.due)}"

    def _given(self, terms: Terms) -> str:
        if terms.target is None:
            return "no target"
        rule = "" if terms.rule is None else f" by {self._rule(terms)}"
        return f"{_amount(terms.target)} in {self._calendar(terms)}{rule}{self._by(terms.due)}"

    def _due(self, entry: Entry) -> str:
        if entry.terms.target is None:
            return "no target"
        if entry.broken:
            return "breached already"
        return f"{duration(entry.terms.target - entry.elapsed)} left{self._by(entry.terms.due)}"

    def _so_far(self, entry: Entry) -> str:
        if entry.terms.target is None:
            return "no target"
        return f"{duration(entry.elapsed)} of {_amount(entry.terms.target)} used"

    def _changes(self, entry: Entry, former: Terms) -> Iterator[str]:
        now = entry.terms
        if former.rule != now.rule:
            yield f"rule {self._rule(former)} → {self._rule(now)}"
        if former.calendar != now.calendar:
            yield f"calendar {self._calendar(former)} → {self._calendar(now)}"
        if former.target != now.target:
            yield f"target {_amount(former.target)} → {_amount(now.target)}"
        if entry.broken:
            yield f"breached by that: its time was used up {self._at(now.due)}{_doubt(entry)}"
        elif now.target is not None:
            yield f"due {self._at(now.due)}" + (f", before {self._at(former.due)}" if former.due else "")

    def _by(self, due: int | None) -> str:
        return f", due {self._at(due)}"

    def _at(self, due: int | None) -> str:
        return "beyond the calendar" if due is None else instant(due, self.shown_in)

    def _rule(self, terms: Terms) -> str:
        return "none" if terms.rule is None else self.compiled.policy.sla[terms.rule].name

    def _calendar(self, terms: Terms) -> str:
        return "none" if terms.calendar is None else self.compiled.calendars[terms.calendar]


def _doubt(entry: Entry) -> str:
    return "" if entry.sure else ", as far as the history can tell"


def _amount(target: int | None) -> str:
    return "none" if target is None else duration(target)
