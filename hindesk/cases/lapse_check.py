"""The lapses and the approvals that cases expect beside those that came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from hindesk.cases.comparing import Check, grain_beside
from hindesk.cases.found import ApprovalFound, LapseFound, Life
from hindesk.cases.pairing import paired
from hindesk.cases.values import ApprovalWanted, Case, LapseWanted
from hindesk.cases.words import APPROVED, BY, LASTS, MISSING, NOTHING, UNKNOWN
from hindesk.cases.written import written

LAPSES: Final = "lapses"
APPROVALS: Final = "approvals"


def lapse_checks(case: Case, life: Life, *, time_zone: str) -> Iterator[Check]:
    """Compare every lapse and every approval of a case that speaks of them; instants are told in the time zone."""
    comparing = _Comparing(case, time_zone)
    if case.lapses is not None:
        yield from sorted(comparing.lapses(case.lapses, life.lapses), key=attrgetter("at"))
    if case.approvals is not None:
        yield from sorted(comparing.approvals(case.approvals, life.approvals), key=attrgetter("at"))


@dataclass(frozen=True, slots=True)
class _Comparing:
    """Compares one case, and writes instants in a time zone."""

    case: Case
    time_zone: str

    def lapses(self, wanted: tuple[LapseWanted, ...], got: tuple[LapseFound, ...]) -> Iterator[Check]:
        for one, other in paired(wanted, got, same=_is_same_lapse, alike=_is_alike):
            expected = NOTHING if one is None else self._wanted(one)
            said = NOTHING if other is None else self._found(other, one)
            at = one.since.at if one else other.since if other else self.case.until
            passed = one is not None and other is not None and _is_same_lapse(one, other)
            yield self._check(LAPSES, one, at, (expected, said), passed=passed)
        if not wanted and not got:
            yield self._check(LAPSES, None, self.case.until, (NOTHING, NOTHING), passed=True)

    def approvals(self, wanted: tuple[ApprovalWanted, ...], got: tuple[ApprovalFound, ...]) -> Iterator[Check]:
        for one, other in paired(wanted, got, same=_is_same_approval, alike=lambda one, other: one.name == other.name):
            expected = NOTHING if one is None else self._approval(one.at.at, one.at.grain, one)
            grain = grain_beside(other.at, one.at if one else None) if other else 0
            said = NOTHING if other is None else self._approval(other.at, grain, other)
            at = one.at.at if one else other.at if other else self.case.until
            passed = one is not None and other is not None and _is_same_approval(one, other)
            yield self._check(APPROVALS, one, at, (expected, said), passed=passed)
        if not wanted and not got:
            yield self._check(APPROVALS, None, self.case.until, (NOTHING, NOTHING), passed=True)

    def _check(
        self, what: str, wanted: LapseWanted | ApprovalWanted | None, at: int, words: tuple[str, str], *, passed: bool
    ) -> Check:
        return Check(wanted.line if wanted else self.case.place.line, at, what, *words, passed)

    def _wanted(self, one: LapseWanted) -> str:
        until = None if one.until is None else self._at(one.until.at, one.until.grain)
        return _said(self._at(one.since.at, one.since.grain), one, until)

    def _found(self, other: LapseFound, beside: LapseWanted | None) -> str:
        since = self._at(other.since, grain_beside(other.since, beside.since if beside else None))
        until = beside.until if beside else None
        ends = None if other.until is None else self._at(other.until, grain_beside(other.until, until))
        return _said(since, other, ends)

    def _approval(self, at: int, grain: int, one: ApprovalWanted | ApprovalFound) -> str:
        return f"{self._at(at, grain)} {one.name} {APPROVED if one.approved else MISSING}"

    def _at(self, at: int, grain: int) -> str:
        return written(at, self.time_zone, grain)


def _said(since: str, one: LapseWanted | LapseFound, until: str | None) -> str:
    """A lapse as cases write it."""
    holder = "" if one.holder is None else f" {BY} {one.holder}{f' {UNKNOWN}' if one.unknown else ''}"
    return f"{since} {one.rule}{holder} {LASTS if until is None else f'until {until}, {one.ended}'}"


def _is_same_lapse(one: LapseWanted, other: LapseFound) -> bool:
    held = (one.holder or "").lower() == (other.holder or "").lower() and one.unknown == other.unknown
    return _is_alike(one, other) and held and one.since.means(other.since) and _ends_the_same(one, other)


def _is_alike(one: LapseWanted, other: LapseFound) -> bool:
    """Whether two lapses are from the same rule."""
    return one.rule == other.rule and (one.holder is None) == (other.holder is None)


def _ends_the_same(one: LapseWanted, other: LapseFound) -> bool:
    if one.until is None:
        return other.until is None
    return one.until.means(other.until) and one.ended == other.ended


def _is_same_approval(one: ApprovalWanted, other: ApprovalFound) -> bool:
    return (one.name, one.approved) == (other.name, other.approved) and one.at.means(other.at)
