"""The lapses of one ticket: when each began and ended, how, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from hindesk.events import Category
from hindesk.explain.facts import Facts
from hindesk.explain.moments import Moment, Trace
from hindesk.explain.reasons import Reasons
from hindesk.explain.remark import Noted, Remark
from hindesk.policy.permissions import Permission, Sensitive
from hindesk.replay.codes import ENDING
from hindesk.replay.compile import Compiled
from hindesk.replay.lapse_codes import ENDS, OUTSIDE, SENSITIVE, UNKNOWN_HOLDER
from hindesk.store.store import Store
from hindesk.wording.permissions import holders
from hindesk.wording.phrases import phrases_of

_KEPT: Final = """
    select section, rule, entered, departed, ended, assignee, tier from lapses
    where run = $run and ticket = $ticket and section != $sensitive
    order by all
"""
_BEGINS: Final[dict[int, Noted]] = {
    OUTSIDE: "outside permission",
    UNKNOWN_HOLDER: "unknown holder",
    SENSITIVE: "sensitive",
}
_OVER: Final = (Category.SOLVED, Category.CLOSED)


@dataclass(frozen=True, slots=True)
class Lapse:
    """One lapse.

    Args:
        section: of which sort it is (`lapse_codes.LAPSES`).
        rule: the rule's number in its section of the policy.
        entered: when it began, UTC microseconds.
        departed: when it ended; None: it lasts.
        ended: how (`lapse_codes.ENDS`).
        assignee: the code of the assignee when it began.
        tier: the ticket's tier then.
    """

    section: int
    rule: int
    entered: int
    departed: int | None
    ended: int
    assignee: int
    tier: int | None


def lapses_of(rows: pa.RecordBatch) -> tuple[Lapse, ...]:
    """Return the lapses of a walk over one ticket."""
    names = ("section", "rule", "entered", "departed", "ended", "assignee", "tier")
    return tuple(Lapse(*row) for row in zip(*(rows[name].to_pylist() for name in names), strict=True))


def kept_lapses(store: Store, *, run: int, ticket: int) -> tuple[Lapse, ...]:
    """Return a run's lapses from permissions, of one ticket."""
    asked = {"run": run, "ticket": ticket, "sensitive": SENSITIVE}
    return tuple(Lapse(*row) for row in store.cursor().execute(_KEPT, asked).fetchall())


def lapse_remarks(compiled: Compiled, trace: Trace, lapses: Sequence[Lapse]) -> dict[int, list[Remark]]:
    """Return what is to be said of lapses, by the place of the moment, in the order of ends, rules and beginnings."""
    found: dict[int, list[tuple[bool, Remark]]] = {}
    latest: dict[tuple[int, int], int] = {}
    for lapse in sorted(lapses, key=_order):
        told = _Told(compiled, trace, lapse)
        begins = told.begins(latest.get((lapse.section, lapse.rule), 0))
        ends = told.ends(begins)
        latest[lapse.section, lapse.rule] = ends
        found.setdefault(begins, []).append((True, told.beginning(begins)))
        found.setdefault(ends, []).append((False, told.ending(ends)))
    return {place: [remark for _, remark in sorted(said, key=lambda one: one[0])] for place, said in found.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """Tells of one lapse."""

    compiled: Compiled
    trace: Trace
    lapse: Lapse

    @property
    def _rule(self) -> Permission | Sensitive:
        policy = self.compiled.policy
        return (policy.sensitive if self.lapse.section == SENSITIVE else policy.permissions)[self.lapse.rule]

    def begins(self, first: int) -> int:
        """The place of the moment at which it begins, from the first on that may be."""
        return self._place(self.lapse.entered, first, lambda one: one.tier == self.lapse.tier and self._lapsed(one))

    def ends(self, begins: int) -> int:
        """The place of the moment at which it ends, or of the last one where it lasts."""
        if self.lapse.departed is None:
            return len(self.trace.moments) - 1
        return self._place(self.lapse.departed, begins + 1, lambda one: not self._lapsed(one))

    def beginning(self, place: int) -> Remark:
        """What is said where it begins: who has it and who may, and the comparisons behind that."""
        facts = Facts(self.compiled, self.trace.moments[place].codes)
        parts = [self._held(), *self._because(facts)]
        return Remark(self.lapse.entered, _BEGINS[self.lapse.section], self._rule.name, "; ".join(filter(None, parts)))

    def ending(self, place: int) -> Remark:
        """What is said where it ends: how, and what changed."""
        moment, since = self.trace.moments[place], self.lapse.entered
        if self.lapse.departed is None:
            return Remark(moment.at, "lapse lasts", self._rule.name, "", since)
        former = self.trace.moments[max(place - 1, 0)]
        tiers = f"tier {_named(former.tier)} → {_named(moment.tier)}" if former.tier != moment.tier else ""
        why = "; ".join(filter(None, (Reasons(self.compiled, former, moment).of_change(), tiers)))
        return Remark(self.lapse.departed, "lapse ends", self._rule.name, why, since, ENDS[self.lapse.ended])

    def _held(self) -> str:
        if isinstance(self._rule, Sensitive):
            return ""
        assignee = self.compiled.vocabulary.texts["assignee"][self.lapse.assignee].as_py()
        who = f"{assignee} has it" if self.lapse.section == OUTSIDE else f"nobody of the roster is called {assignee}"
        return f"{who}, may be held by {may_be_held_by(self._rule)}"

    def _because(self, facts: Facts) -> Iterator[str]:
        rule = self._rule
        yield facts.why(rule.when)
        if isinstance(rule, Sensitive):
            yield facts.why(rule.public)
        elif rule.tier is not None or any(holder.sort == "own_tier" for holder in rule.holders):
            yield f"it is in tier {_named(self.lapse.tier)}"

    def _place(self, at: int, first: int, fits: Callable[[Moment], bool]) -> int:
        """The place of the first moment at an instant that fits; else of the last one by then."""
        moments = self.trace.moments
        then = [place for place in range(first, len(moments)) if moments[place].at == at]
        found = next((place for place in then if fits(moments[place])), None)
        by_then = (place for place in reversed(range(len(moments))) if moments[place].at <= at)
        return found if found is not None else next(by_then, 0)

    def _lapsed(self, moment: Moment) -> bool:
        """Whether everything but who may hold it is as it has to be for the lapse."""
        facts, rule = Facts(self.compiled, moment.codes), self._rule
        if moment.signal & ENDING or self._is_over(moment) or not facts.holds(rule.when):
            return False
        if isinstance(rule, Sensitive):
            return facts.holds(rule.public)
        same = moment.codes[self.compiled.slots.index("assignee")] == self.lapse.assignee
        return same and (rule.tier is None or (moment.tier is not None and moment.tier >= rule.tier))

    def _is_over(self, moment: Moment) -> bool:
        status = moment.codes[self.compiled.slots.index("status")]
        return Category(self.compiled.vocabulary.categories[status]) in _OVER


def may_be_held_by(rule: Permission) -> str:
    """Say who may hold what a permission is about: `anybody in the team Billing or Kim`."""
    return holders(rule.holders, phrases_of("en"))


def _order(lapse: Lapse) -> tuple[int, int, int, bool, int]:
    """The order of a rule's lapses; of those that begin at one instant, one that lasts is the last."""
    return lapse.section, lapse.rule, lapse.entered, lapse.departed is None, lapse.departed or 0


def _named(tier: int | None) -> str:
    return "none" if tier is None else str(tier)
