"""What cases expect beside what they got: everything that is expected and missing, and all that is there unexpected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import attrgetter
from typing import Final

from hindesk.cases.found import ClockFound, Life, NoticeFound, View
from hindesk.cases.pairing import paired
from hindesk.cases.values import AUTOMATION, Case, ClockWanted, Expectation, Moment, NoticeWanted
from hindesk.cases.words import NOBODY, NONE, NOTHING, RULE
from hindesk.cases.written import written

TOLD: Final = "told"
BREACHED: Final = "breached"
TAGGED: Final = "tagged"
TRAITS: Final = "traits"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a case speaks of: what it expects and what it got, in the words of cases.

    Args:
        line: where the expectation stands in its file.
        at: the instant that it is about, UTC microseconds.
        what: a fact, a metric, or a key of the case.
    """

    line: int
    at: int
    what: str
    expected: str
    got: str
    passed: bool


def compare(case: Case, life: Life, *, time_zone: str) -> tuple[Check, ...]:
    """Compare a case with its ticket's life; instants are told in the time zone.

    Every fact that is expected is one check, every clock of a metric that is named, `breached`, `tagged` and `traits`
    wherever they are named, and every notice where `told` is.
    """
    comparing = _Comparing(time_zone)
    checks = [check for one in case.expects for check in comparing.expectation(one, life.views[one.at])]
    if case.told is not None:
        checks += sorted(comparing.told(case, life.notices), key=attrgetter("at"))
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Compares, and writes instants in a time zone."""

    time_zone: str

    def expectation(self, wanted: Expectation, view: View) -> Iterator[Check]:
        """Compare what must hold at one instant."""
        line = wanted.place.line
        for fact, value in wanted.facts.items():
            got = view.facts[fact]
            same = (value or "").lower() == (got or "").lower()
            yield Check(line, wanted.at, fact, value or NONE, got or NONE, same)
        for metric, clocks in wanted.clocks.items():
            got_clocks = [clock for clock in view.clocks if clock.metric == metric]
            for one, clock in zip_longest(clocks or (None,), got_clocks):
                yield self._clock(wanted, metric, one, clock)
        if wanted.breached is not None:
            got_broken = sorted((one.metric, one.cycle) for one in view.clocks if one.verdict == BREACHED)
            same = sorted(wanted.breached) == got_broken
            yield Check(line, wanted.at, BREACHED, _listed(sorted(wanted.breached)), _listed(got_broken), same)
        if wanted.tagged is not None:
            yield _all_of(wanted, TAGGED, wanted.tagged, view.tagged)
        if wanted.traits is not None:
            yield _all_of(wanted, TRAITS, wanted.traits, view.traits)

    def told(self, case: Case, got: Sequence[NoticeFound]) -> Iterator[Check]:
        """Compare every notice of a case: those that are alike are beside each other."""
        for wanted, one in paired(case.told or (), got, same=_is_same, alike=_is_alike):
            passed = wanted is not None and one is not None and _is_same(wanted, one)
            yield self._notice(case, wanted, one, passed=passed)
        if not case.told and not got:
            yield Check(case.place.line, case.until, TOLD, NOTHING, NOTHING, passed=True)

    def _clock(self, wanted: Expectation, metric: str, one: ClockWanted | None, got: ClockFound | None) -> Check:
        moment = one.due if one else None
        due = "" if moment is None else self._due(moment.at, moment.grain)
        expected = " ".join(part for part in ((one.verdict or "") if one else "", due) if part) or NONE
        if got is None:
            return Check(wanted.place.line, wanted.at, metric, expected, NONE, passed=one is None)
        shown_due = moment is not None and got.due is not None
        got_due = self._due(got.due or 0, grain_beside(got.due or 0, moment)) if shown_due else ""
        verdict = got.verdict if one is None or one.verdict else ""
        passed = one is not None and one.verdict in {None, got.verdict} and (moment is None or moment.means(got.due))
        said = " ".join(part for part in (verdict, got_due) if part) or "no due"
        return Check(wanted.place.line, wanted.at, _numbered(metric, got.cycle), expected, said, passed)

    def _due(self, at: int, grain: int) -> str:
        return f"due {written(at, self.time_zone, grain)}"

    def _notice(self, case: Case, wanted: NoticeWanted | None, got: NoticeFound | None, *, passed: bool) -> Check:
        expected = NOTHING if wanted is None else self._said(wanted, wanted.sent.at, wanted.sent.grain)
        found = (
            NOTHING
            if got is None
            else self._said(got, got.sent, grain_beside(got.sent, wanted.sent if wanted else None))
        )
        at = wanted.sent.at if wanted else got.sent if got else case.until
        return Check(wanted.line if wanted else case.place.line, at, TOLD, expected, found, passed)

    def _said(self, notice: NoticeWanted | NoticeFound, at: int, grain: int) -> str:
        names = ", ".join(name or NOBODY for name in notice.to)
        return f"{written(at, self.time_zone, grain)} {_what(notice)} to {names}"


def _all_of(wanted: Expectation, what: str, names: tuple[str, ...], got: tuple[str, ...]) -> Check:
    """Compare two sorted lists of names."""
    return Check(
        wanted.place.line, wanted.at, what, ", ".join(names) or NOTHING, ", ".join(got) or NOTHING, names == got
    )


def grain_beside(at: int, beside: Moment | None) -> int:
    """The unit to which an instant is written beside what is expected: to the minute, unless it has more."""
    plain = Moment(at)
    grain = beside.grain if beside else plain.grain
    return 1_000_000 if at % grain and beside is not None and not beside.means(at) else grain


def _is_same(wanted: NoticeWanted, got: NoticeFound) -> bool:
    return _is_alike(wanted, got) and wanted.sent.means(got.sent) and wanted.to == got.to


def _is_alike(wanted: NoticeWanted, got: NoticeFound) -> bool:
    return (wanted.metric, wanted.cycle, wanted.level) == (got.metric, got.cycle, got.level)


def _what(notice: NoticeWanted | NoticeFound) -> str:
    """What a notice is, as cases write it."""
    if notice.level == AUTOMATION:
        return f"{RULE} {notice.metric}"
    return f"{_numbered(notice.metric, notice.cycle)} {f'level {notice.level}' if notice.level else 'reminder'}"


def _numbered(metric: str, cycle: int) -> str:
    return f"{metric} {cycle}" if cycle else metric


def _listed(clocks: Sequence[tuple[str, int]]) -> str:
    return ", ".join(_numbered(*clock) for clock in clocks) or NOTHING
