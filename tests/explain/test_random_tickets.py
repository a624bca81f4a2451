"""On random tickets, what is explained is what a run finds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hindesk.explain.doings import Doing
from hindesk.explain.explanation import openings_of
from hindesk.explain.facts import Facts
from hindesk.explain.ledger import Entry, ledger, verdict_of
from hindesk.explain.moments import THE_END, Trace
from hindesk.explain.remark import Remark
from hindesk.explain.rules import rule_checks
from hindesk.explain.stretches import RUNS, STOPPED, with_stops
from hindesk.explain.trace import trace
from hindesk.replay.compile import Compiled
from hindesk.replay.engine import Replayer
from hindesk.replay.history import Events
from hindesk.replay.lapse_codes import LAPSES
from hindesk.replay.memory import calendar_tables
from hindesk.replay.rule_codes import (
    APPROVAL_ASKED,
    APPROVAL_MISSING,
    AUTOMATION_SECTION,
    PRIORITY_SECTION,
    TRAIT_SECTION,
)
from tests.automation_at_random import automated
from tests.examples import examples
from tests.histories import Desk, desks
from tests.policies_at_random import escalating, policies
from tests.remarkable_at_random import remarkable
from tests.replay.desks import compiled_desk

some = settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.explain],
    print_blob=True,
)


any_desk = st.one_of(
    desks(tickets=1),
    desks(tickets=1, drawn=policies(tells=True)),
    desks(tickets=1, drawn=escalating()),
    desks(tickets=1, drawn=automated()),
    desks(tickets=1, drawn=remarkable()),
)
"""A ticket under a policy that keeps silent, tells, escalates, acts or remarks."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A ticket through the watched walk, with the clock rows that the engine gives for it."""

    compiled: Compiled
    openings: tuple[int, ...]
    trace: Trace
    clocks: pa.RecordBatch

    def entries(self, row: int | None = None) -> list[Entry]:
        """The ledger, or what it says of the clock of one row."""
        found = [line for line in ledger(self.compiled, self.trace) if isinstance(line, Entry)]
        if row is None:
            return found
        clock = self.clocks["metric"][row].as_py(), self.clocks["cycle"][row].as_py()
        return [entry for entry in found if (entry.metric, entry.cycle) == clock]

    def doings(self) -> list[Doing]:
        """What the ledger says that the policy did."""
        return [line for line in ledger(self.compiled, self.trace) if isinstance(line, Doing)]

    def remarks(self) -> list[Remark]:
        """What the ledger says of traits, lapses and approvals."""
        return [line for line in ledger(self.compiled, self.trace) if isinstance(line, Remark)]


def watch(desk: Desk) -> Watched:
    """The only ticket of a desk."""
    compiled, _, events = compiled_desk(desk.tickets, desk.policy)
    listed = Events(*(np.asarray(column).tolist() for column in events))
    tables = calendar_tables(desk.policy, listed.at[0], max(listed.at[len(listed.at) - 1], desk.as_of))
    found = trace(compiled, listed, calendars=tables, as_of=desk.as_of)
    rows = Replayer(compiled, tables, desk.as_of).replay(events, machine_code=False)
    assert found.rows == rows
    return Watched(compiled, openings_of(compiled, listed, found), found, rows.clocks)


@some
@given(any_desk)
def test_stretches_add_up_to_what_a_run_counts(desk: Desk) -> None:
    watched = watch(desk)

    assert len(watched.trace.stretches) == watched.clocks.num_rows
    for row, stretches in zip(watched.clocks.to_pylist(), watched.trace.stretches, strict=True):
        assert sum(one.counted for one in stretches if not one.paused) == row["elapsed"]
        assert sum(one.counted for one in stretches if one.paused) == row["paused"]


@some
@given(any_desk)
def test_stretches_for_people_leave_no_gap_and_count_the_same(desk: Desk) -> None:
    watched = watch(desk)
    for row, stretches in zip(watched.clocks.to_pylist(), watched.trace.stretches, strict=True):
        shown = with_stops(stretches)

        assert all(one.until == other.since for (_, one), (_, other) in pairwise(shown))
        assert all(one.since < one.until for _, one in shown)
        assert sum(one.counted for state, one in shown if state == RUNS) == row["elapsed"]
        assert shown == () or (shown[0][0] != STOPPED and shown[0][1].since >= row["started"])


@some
@given(any_desk)
def test_each_clock_of_a_run_ends_in_one_entry_with_the_same_figures(desk: Desk) -> None:
    watched = watch(desk)

    told = [entry.row for entry in watched.entries() if entry.row is not None]
    assert sorted(told) == list(range(watched.clocks.num_rows))
    for place, row in enumerate(watched.clocks.to_pylist()):
        entry = watched.entries(place)[-1]
        assert entry.row == place
        assert (entry.elapsed, entry.paused, entry.terms.due) == (row["elapsed"], row["paused"], row["due"])
        if entry.terms.target is not None:
            in_force = entry.terms.target, entry.terms.rule, entry.terms.calendar
            assert in_force == (row["target"], row["rule"], row["calendar"])


@some
@given(any_desk)
def test_a_breach_is_told_once_and_with_the_due_instant_of_its_clock(desk: Desk) -> None:
    watched = watch(desk)
    for place, row in enumerate(watched.clocks.to_pylist()):
        entries = watched.entries(place)
        again = max((number for number, one in enumerate(entries) if one.what == "begins again"), default=0)
        breaches = [one for one in entries[again:] if one.broken and one.row is None and _tells_breach(one)]
        over = entries[-1].broken
        assert over == (verdict_of(watched.trace, place) == "breached" or (over and row["missing"] > 0))
        assert [one.terms.due for one in breaches] == ([row["due"]] if over else [])


def _tells_breach(entry: Entry) -> bool:
    return entry.what in ("breached", "changes", "starts", "begins again")


@some
@given(any_desk)
def test_the_rule_that_is_said_to_match_is_the_one_in_force(desk: Desk) -> None:
    watched = watch(desk)
    rules = watched.compiled.policy.sla
    in_force = [moment for moment in watched.trace.moments if moment.event != THE_END]
    for moment in in_force:
        facts = Facts(watched.compiled, moment.codes)
        assert next((number for number, rule in enumerate(rules) if facts.holds(rule.when)), None) == moment.rule
    checks = rule_checks(watched.compiled, watched.openings, watched.trace)
    assert all(check.because for check in checks if not check.matches)
    priorities = [check.rule for check in checks if check.section == "priority" and check.matches]
    matched = [row["rule"] for row in watched.trace.rows.matches.to_pylist() if row["section"] == PRIORITY_SECTION]
    assert priorities == [f"set {watched.compiled.policy.priority[rule].priority} (line 0)" for rule in matched]


@some
@given(any_desk)
def test_each_notice_and_each_rule_that_acted_in_a_run_stands_in_the_ledger_once(desk: Desk) -> None:
    watched = watch(desk)
    rows, doings = watched.trace.rows, watched.doings()

    notices = [
        (row["sent"], row["metric"], row["cycle"], row["rule"], row["notice"]) for row in rows.notices.to_pylist()
    ]
    told = [(one.at, one.metric, one.cycle, one.number, one.notice) for one in doings if one.metric is not None]
    assert told == [row for row in notices if row[1] >= 0]
    matches = [
        (row["happened"], row["rule"]) for row in rows.matches.to_pylist() if row["section"] == AUTOMATION_SECTION
    ]
    assert [(one.at, one.number) for one in doings if one.what == "acts"] == matches


@some
@given(desks(tickets=1, drawn=remarkable()))
def test_each_lapse_of_a_run_begins_and_ends_in_the_ledger_once(desk: Desk) -> None:
    watched = watch(desk)
    policy = watched.compiled.policy
    rows = watched.trace.rows.lapses.to_pylist()
    named = [(row, (policy.sensitive if row["section"] == 2 else policy.permissions)[row["rule"]].name) for row in rows]

    begun = sorted((one.at, one.what, one.name) for one in watched.remarks() if one.what in LAPSES)
    assert begun == sorted((row["entered"], LAPSES[row["section"]], name) for row, name in named)
    ended = sorted((one.at, one.name, one.since) for one in watched.remarks() if one.what == "lapse ends")
    assert ended == sorted(
        (row["departed"], name, row["entered"]) for row, name in named if row["departed"] is not None
    )
    lasting = sorted((one.since or 0, one.name) for one in watched.remarks() if one.what == "lapse lasts")
    assert lasting == sorted((row["entered"], name) for row, name in named if row["departed"] is None)
    held = [one.why for one in watched.remarks() if one.what in {"outside permission", "unknown holder"}]
    assert all("may be held by" in why for why in held)


@some
@given(desks(tickets=1, drawn=remarkable()))
def test_traits_and_approvals_stand_in_the_ledger_as_in_a_run(desk: Desk) -> None:
    watched = watch(desk)
    policy, rows = watched.compiled.policy, watched.trace.rows.matches.to_pylist()
    remarks = watched.remarks()

    asked = sorted((row["happened"], row["rule"]) for row in rows if row["section"] == APPROVAL_ASKED)
    missing = sorted((row["happened"], row["rule"]) for row in rows if row["section"] == APPROVAL_MISSING)
    names = [one.name for one in policy.approvals]
    told = [(one.at, names.index(one.name), one.what) for one in remarks if one.what.startswith("approv")]
    assert sorted((at, rule) for at, rule, _ in told) == asked
    assert sorted((at, rule) for at, rule, what in told if what == "approval missing") == missing
    got = {(row["happened"], policy.traits[row["rule"]].name) for row in rows if row["section"] == TRAIT_SECTION}
    held = {(one.at, one.name) for one in remarks if one.what == "has the trait"}
    assert got <= held
    assert {name for _, name in held - got} <= {"loud"}


@some
@given(desks(tickets=1, drawn=remarkable()))
def test_approvals_are_told_by_what_the_ticket_was_when_they_were_asked_for(desk: Desk) -> None:
    watched = watch(desk)
    approvals = watched.compiled.policy.approvals
    rows = watched.trace.rows.matches.to_pylist()

    for moment in watched.trace.moments:
        here = [rows[place] for place in moment.matches]
        missing = {row["rule"] for row in here if row["section"] == APPROVAL_MISSING}
        facts = Facts(watched.compiled, moment.heard)
        for rule in (row["rule"] for row in here if row["section"] == APPROVAL_ASKED):
            assert facts.holds(approvals[rule].when)
            assert facts.holds(approvals[rule].approved) is (rule not in missing)
