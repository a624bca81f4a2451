"""Running cases: one replay of all of them in a store of their own, and views of each ticket where one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hindesk.cases.desk import desk_of, key_of
from hindesk.cases.found import ClockFound, IntakeFound, Life, NoticeFound, View
from hindesk.cases.intake_found import intakes
from hindesk.cases.lapse_found import approvals_found, lapses_found, traits_found
from hindesk.cases.routed import routed_found
from hindesk.cases.sql import sql
from hindesk.cases.values import AUTOMATION, Case, Fact
from hindesk.events import Actor, Kind
from hindesk.explain.asked import looking
from hindesk.explain.explanation import events_of, openings_of
from hindesk.explain.facts import Facts
from hindesk.explain.moments import Moment, Trace
from hindesk.explain.ticket import find_ticket, read_history
from hindesk.explain.trace import trace
from hindesk.policy.values import Policy
from hindesk.replay.alike import Alike, find_alike, traits_of
from hindesk.replay.codes import CUSTOMER_MESSAGE, VERDICTS
from hindesk.replay.compile import Compiled, compile_policy
from hindesk.replay.compile_rules import TAG
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from hindesk.replay.rule_codes import NO_METRIC
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run
from hindesk.replay.store_words import StoreWords
from hindesk.replay.vocabulary import Codes
from hindesk.store.store import Store

_RUN: Final = "cases"
_SLOTS: Final[tuple[Fact, ...]] = ("status", "priority", "team", "assignee")


@dataclass(frozen=True, slots=True)
class Lives:
    """The life of each case's ticket, in the order of the cases, and the policy as it was compiled for them."""

    compiled: Compiled
    lives: tuple[Life, ...]


def run_cases(policy: Policy, cases: Sequence[Case]) -> Lives:
    """Replay the tickets of cases, at least one, under a policy.

    A notice is the same however much later the replay ends, so that one replay gives those of all cases. What holds
    at an instant is what a replay as of that instant says.

    Raises:
        PolicyError: the policy's own changes to a ticket come to no end.
    """
    last = max(case.until for case in cases)
    with desk_of(cases) as desk:
        run = replay(desk, policy, name=_RUN, as_of=last)
        told = _told(desk, policy, run.run)
        watched = looking(policy) if policy.routing else policy
        compiled = compile_policy(watched, StoreWords(desk, [watched]))
        tables = calendar_tables(policy, min(case.created for case in cases), last)
        created = intakes(desk, policy, find_run(desk, _RUN))
        walks = _Walks(desk, compiled, tables, created, find_alike(desk.cursor(), compiled))
        lives = tuple(walks.life(case, number, told.get(key_of(number), [])) for number, case in enumerate(cases))
    return Lives(compiled, lives)


@dataclass(frozen=True, slots=True)
class _Walks:
    """Walks over the tickets of a desk, with what forms and trees make of them by id, and the traits of several."""

    desk: Store
    compiled: Compiled
    tables: Codes
    created: dict[str, IntakeFound]
    alike: Alike

    def life(self, case: Case, number: int, told: Sequence[NoticeFound]) -> Life:
        """View a ticket wherever its case asks, at the end of the case, and right after each notice."""
        found = find_ticket(self.desk, key_of(number))
        events = events_of(read_history(self.desk, found), self.compiled, traits_of(found.ticket, self.alike))
        last = self._view(events, case.until)
        sent = _sent(self.compiled.policy, last.trace)
        notices = tuple(one for one in told if (one.sent, one.metric, one.cycle, one.rule, one.notice) in sent)
        asked = [one.at for one in case.expects] + [one.sent + 1 for one in notices]
        openings = openings_of(self.compiled, events, last.trace)
        views = {case.until: last} | {at: self._view(events, at) for at in sorted(set(asked) - {case.until})}
        return Life(
            openings,
            views,
            notices,
            last,
            thanked=_thanked(events, last.trace),
            intake=self.created[key_of(number)],
            lapses=tuple(lapses_found(self.compiled, last.trace)),
            approvals=tuple(approvals_found(self.compiled, last.trace)),
        )

    def _view(self, events: Events, at: int) -> View:
        walked = trace(self.compiled, events, calendars=self.tables, as_of=at)
        clocks = tuple(_clocks(self.compiled.policy, walked))
        tagged = self._tagged(walked.moments[-1])
        traits = traits_found(self.compiled, walked.moments[-1].codes)
        return View(at, self._facts(walked, at), clocks, walked, tagged, traits)

    def _tagged(self, moment: Moment) -> tuple[str, ...]:
        """The tags that the policy gave the ticket by a moment."""
        given = zip(self.compiled.slots, moment.codes, strict=True)
        return tuple(sorted(slot.removeprefix(TAG) for slot, code in given if slot.startswith(TAG) and code))

    def _facts(self, walked: Trace, at: int) -> dict[Fact, str | None]:
        last = walked.moments[-1]
        facts = Facts(self.compiled, last.codes)
        rule = None if last.rule is None else self.compiled.policy.sla[last.rule].name
        found: dict[Fact, str | None] = {name: facts.value(name) for name in _SLOTS}
        routed = routed_found(self.compiled, last.codes)
        return {"rule": rule, "tier": _tier(walked, at), "routed": routed, **found}


def _tier(walked: Trace, at: int) -> str | None:
    """The tier that visits a ticket at an instant: the one of the visit that has no end."""
    visits = walked.rows.visits.to_pylist()
    open_now = [visit["tier"] for visit in visits if visit["departed"] is None and visit["entered"] <= at]
    return None if not open_now or open_now[-1] is None else str(open_now[-1])


def _clocks(policy: Policy, walked: Trace) -> Iterator[ClockFound]:
    rows: list[dict[str, Any]] = walked.rows.clocks.to_pylist()
    for row in sorted(rows, key=lambda row: (row["metric"], row["cycle"])):
        yield ClockFound(policy.metrics[row["metric"]].name, row["cycle"], VERDICTS[row["verdict"]], row["due"])


def _told(desk: Store, policy: Policy, run: int) -> dict[str, list[NoticeFound]]:
    """The notices of a run by the ids of their tickets."""
    found: dict[str, list[NoticeFound]] = {}
    for key, metric, cycle, rule, notice, level, sent, to in (
        desk.cursor().execute(sql("told"), {"run": run}).fetchall()
    ):
        name, rung = _by_name(policy, metric, rule), AUTOMATION if metric == NO_METRIC else level
        one = NoticeFound(sent, name, cycle, rung, tuple(to), rule, notice)
        found.setdefault(str(key), []).append(one)
    return found


def _sent(policy: Policy, walked: Trace) -> set[tuple[int, str, int, int, int]]:
    """The notices that a walk sends: instant, name as `NoticeFound.metric` has it, cycle, rule and place."""
    rows: list[dict[str, Any]] = walked.rows.notices.to_pylist()
    named = ((row, _by_name(policy, row["metric"], row["rule"])) for row in rows)
    return {(row["sent"], name, row["cycle"], row["rule"], row["notice"]) for row, name in named}


def _by_name(policy: Policy, metric: int, rule: int) -> str:
    """The name of the metric whose notice it is, or of the automation rule."""
    return policy.automation.rules[rule].name if metric == NO_METRIC else policy.metrics[metric].name


def _thanked(events: Events, walked: Trace) -> bool:
    """Whether a customer's message only said thanks: it raised no signal."""
    happened = (one for one in walked.moments if one.event >= 0)
    return any(
        events.kind[one.event] == Kind.MESSAGE
        and events.actor[one.event] == Actor.CUSTOMER
        and not one.signal & CUSTOMER_MESSAGE
        for one in happened
    )
