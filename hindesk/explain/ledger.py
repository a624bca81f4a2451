"""The ledger of one ticket: what its clocks did, when and why, what the policy did by itself, what is remarkable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final, Literal

from hindesk.explain.approvals import approvals_at
from hindesk.explain.doings import Doing, doings_at
from hindesk.explain.lapses import Lapse, lapse_remarks, lapses_of
from hindesk.explain.likeness import Likeness
from hindesk.explain.moments import THE_END, Clock, Terms, Trace
from hindesk.explain.reasons import Reasons
from hindesk.explain.remark import Remark
from hindesk.explain.traits import Traits
from hindesk.replay.codes import (
    BLIND,
    ENDING,
    METRIC_RESTART,
    METRIC_STOP,
    PAUSED,
    RUNNING,
    STOPPED,
    VERDICTS,
)
from hindesk.replay.compile import Compiled

What = Literal[
    "starts",
    "pauses",
    "runs on",
    "changes",
    "breached",
    "stops",
    "resumes",
    "begins again",
    "cancelled",
    "ends",
    "open",
    "stays stopped",
    "unknown",
]
"""What a clock does; `ends`: by a merge, a deletion or a rule that restarts. The last three: how the end finds it."""

_OPEN: Final = (RUNNING, PAUSED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger.

    Args:
        at: when, UTC microseconds.
        metric: the metric's number in the policy.
        cycle: which of the metric's clocks, from 0.
        what: what the clock does.
        why: the event or the comparison behind it; empty where the line says it all.
        terms: what is in force from then on.
        former: what was in force before, where that changes.
        elapsed: what the clock has counted, microseconds of open time.
        paused: what it has been paused for.
        broken: whether its target is exceeded.
        row: the place of its row where this line is the clock's last, which has the verdict; else None.
        sure: whether the ticket's history tells enough to judge the clock.
    """

    at: int
    metric: int
    cycle: int
    what: What
    why: str
    terms: Terms
    former: Terms | None
    elapsed: int
    paused: int
    broken: bool
    row: int | None = None
    sure: bool = True


Line = Entry | Doing | Remark


def ledger(
    compiled: Compiled, trace: Trace, *, alike: Sequence[Likeness] = (), kept: Sequence[Lapse] = ()
) -> tuple[Line, ...]:
    """All lines in the order of time: the policy's doings, remarks, and the entries of all clocks that have a row.

    Each row is told by exactly one entry. What the policy does stands before what that does to clocks, traits and
    approvals before that, and lapses after it.

    Args:
        compiled: the policy.
        trace: the walk.
        alike: how many tickets there were like this one.
        kept: lapses that the walk does not find, as a run has them.
    """
    lines: list[Line] = []
    former, traits = None, Traits(compiled, trace, alike)
    lapses = lapse_remarks(compiled, trace, (*kept, *lapses_of(trace.rows.lapses)))
    for place, moment in enumerate(trace.moments):
        reasons = Reasons(compiled, former, moment)
        steps = [_Step(reasons, metric) for metric in range(len(moment.settled))]
        lines += [breach for step in steps for breach in step.breach()]
        lines += traits.at(place)
        lines += approvals_at(compiled, trace, place)
        lines += doings_at(compiled.policy, trace, moment)
        lines += lapses.get(place, ())
        lines += [entry for step in steps for entry in step.entries()]
        former = moment
    return tuple(sorted(_kept(lines, trace), key=attrgetter("at")))


def _kept(lines: list[Line], trace: Trace) -> Iterator[Line]:
    """Give every line but the entries of clocks without a row, with what only the row knows."""
    entries = [line for line in lines if isinstance(line, Entry)]
    rows = {(entry.metric, entry.cycle): entry.row for entry in entries if entry.row is not None}
    for line in lines:
        if not isinstance(line, Entry):
            yield line
        elif (line.metric, line.cycle) in rows:
            yield _as_written(line, trace, rows[line.metric, line.cycle])


def _as_written(entry: Entry, trace: Trace, row: int) -> Entry:
    """An entry with what only its clock's row knows: the last due instant, and whether the clock could be judged."""
    sure = verdict_of(trace, row) != "unknown"
    if entry.row is None:
        return replace(entry, sure=sure)
    return replace(entry, sure=sure, terms=replace(entry.terms, due=trace.rows.clocks["due"][row].as_py()))


@dataclass(frozen=True, slots=True)
class _Step:
    """What one moment does to one metric's clock, in the order of docs/concepts/clocks.md."""

    reasons: Reasons
    metric: int

    def breach(self) -> Iterator[Entry]:
        """Give the breach, where the clock was breached since the moment before."""
        former = self.reasons.former
        if former is not None and self._settled.broken and not former.after[self.metric].broken:
            yield self._breach()

    def entries(self) -> Iterator[Entry]:
        """Give all else that the moment does to the clock."""
        if self.reasons.moment.event == THE_END:
            yield from self._last()
        elif self._after.state != BLIND:
            yield from self._end()
            yield from self._begin()

    @property
    def _settled(self) -> Clock:
        return self.reasons.moment.settled[self.metric]

    @property
    def _after(self) -> Clock:
        return self.reasons.moment.after[self.metric]

    @property
    def _row(self) -> int | None:
        return self.reasons.moment.rows.get(self.metric)

    def _end(self) -> Iterator[Entry]:
        """Give what ends or interrupts a clock: a signal, a trigger, or a rule that restarts."""
        state, moment = self._settled.state, self.reasons.moment
        if moment.signal & ENDING:
            if state in (*_OPEN, STOPPED):
                yield self._entry("ends", self.reasons.signals(), self._settled, row=self._row)
        elif state in _OPEN and moment.moved[self.metric] is not None:
            yield self._moved(moment.moved[self.metric])
        elif state in (*_OPEN, STOPPED) and self._after.cycle > self._settled.cycle:
            yield self._entry("ends", self.reasons.of_change(), self._settled, row=self._row)

    def _moved(self, trigger: int | None) -> Entry:
        why = self.reasons.of_move(self.reasons.compiled.policy.metrics[self.metric], trigger)
        if trigger == METRIC_RESTART:
            return self._entry("begins again", why, self._after)
        return self._entry("stops" if trigger == METRIC_STOP else "cancelled", why, self._settled, row=self._row)

    def _begin(self) -> Iterator[Entry]:
        """Give what starts, resumes, changes or pauses a clock."""
        settled, after = self._settled, self._after
        if after.state not in _OPEN:
            return
        metric = self.reasons.compiled.policy.metrics[self.metric]
        begun = after.cycle > settled.cycle
        if begun:
            yield self._entry("starts", self.reasons.of_start(metric), after)
        elif settled.state == STOPPED:
            yield self._entry("resumes", self.reasons.of_change(), after)
        again = begun or (settled.state in _OPEN and self.reasons.moment.moved[self.metric] == METRIC_RESTART)
        if not again and _in_force(settled.terms) != _in_force(after.terms):
            yield self._entry("changes", self.reasons.of_change(), after, former=settled.terms)
        paused_before = settled.state == PAUSED and not again
        if after.state == PAUSED and not paused_before:
            yield self._entry("pauses", self.reasons.of_pause(metric, after.terms.rule), after)
        elif after.state == RUNNING and paused_before:
            yield self._entry("runs on", self.reasons.of_change(), after)

    def _last(self) -> Iterator[Entry]:
        """Give the verdict of a clock that the end of what counts finds open, stopped or unknowable."""
        if self._row is not None:
            what: What = "open" if self._settled.state in _OPEN else "stays stopped"
            what = "unknown" if self._settled.state == BLIND else what
            yield self._entry(what, "", self._settled, row=self._row)

    def _breach(self) -> Entry:
        settled = self._settled
        due = settled.terms.due
        counted = settled.elapsed if settled.terms.target is None else settled.terms.target
        return Entry(
            at=self.reasons.moment.at if due is None else due,
            metric=self.metric,
            cycle=settled.cycle,
            what="breached",
            why="",
            terms=settled.terms,
            former=None,
            elapsed=counted,
            paused=settled.paused,
            broken=True,
        )

    def _entry(
        self, what: What, why: str, clock: Clock, *, former: Terms | None = None, row: int | None = None
    ) -> Entry:
        return Entry(
            at=self.reasons.moment.at,
            metric=self.metric,
            cycle=clock.cycle,
            what=what,
            why=why,
            terms=clock.terms,
            former=former,
            elapsed=clock.elapsed,
            paused=clock.paused,
            broken=clock.broken,
            row=row,
        )


def _in_force(terms: Terms) -> tuple[int | None, int | None, int | None]:
    return terms.rule, terms.calendar, terms.target


def verdict_of(trace: Trace, row: int) -> str:
    """The verdict of a clock row."""
    return VERDICTS[trace.rows.clocks["verdict"][row].as_py()]
