"""Clock rows of the engine and of the slow replay as records of the same words, to compare them."""

from __future__ import annotations

from typing import Final

from hindesk.events import Knows
from hindesk.replay.codes import BUCKETS, VERDICTS
from hindesk.replay.compile import Compiled
from hindesk.replay.rows import Rows
from hindesk.replay.rule_codes import (
    APPROVAL_ASKED,
    APPROVAL_MISSING,
    AUTOMATION_SECTION,
    NO_METRIC,
    PRIORITY_SECTION,
    TRAIT_SECTION,
)
from tests.replay.desks import Dictionary
from tests.slow.history import ClockRow, LapseRow, MatchRow, NoticeRow

Clock = dict[str, object]
Told = dict[str, object]
Lapse = dict[str, object]
Match = tuple[str, int, int]
SECTIONS: Final = {
    PRIORITY_SECTION: "priority",
    AUTOMATION_SECTION: "automation",
    APPROVAL_ASKED: "asked",
    APPROVAL_MISSING: "missing",
    TRAIT_SECTION: "traits",
}
SORTS: Final = ("outside", "unknown", "sensitive")
ENDS: Final = ("lasts", "over", "moved", "changed")


def fast_clocks(compiled: Compiled, dictionary: Dictionary, rows: Rows, ticket: int) -> list[Clock]:
    """The engine's clock rows of one ticket, in the words of the slow replay."""
    shares = {(row["ticket"], row["metric"], row["cycle"]): row for row in rows.shares.to_pylist()}
    texts = {name: ["", *codes] for name, codes in dictionary.codes.items()}
    found = []
    for row in rows.clocks.to_pylist():
        if row["ticket"] != ticket:
            continue
        share = shares.get((ticket, row["metric"], row["cycle"]), {})
        clock = {name: row[name] for name in ("cycle", "started", "due", "due_recorded", "stopped")}
        clock |= {name: row[name] for name in ("elapsed", "paused", "target", "tier")}
        clock["metric"] = compiled.policy.metrics[row["metric"]].name
        clock["rule"] = None if row["rule"] is None else compiled.policy.sla[row["rule"]].name
        clock["calendar"] = None if row["calendar"] is None else compiled.calendars[row["calendar"]]
        clock["verdict"] = VERDICTS[row["verdict"]]
        clock["missing"] = {part.name.lower() for part in Knows(row["missing"]) if part.name}
        clock["buckets"] = {name: share.get(name, 0) for name in BUCKETS}
        for name in ("priority", "team", "assignee"):
            clock[name] = texts.get(name, [""])[row[name]]
        found.append(clock)
    return sorted(found, key=clock_order)


def fast_notices(compiled: Compiled, dictionary: Dictionary, rows: Rows, ticket: int) -> list[Told]:
    """The notices of one ticket that the engine sent, in the words of the slow replay."""
    texts = {name: ["", *codes] for name, codes in dictionary.codes.items()}
    found = []
    for row in rows.notices.to_pylist():
        if row["ticket"] != ticket:
            continue
        told: Told = {name: row[name] for name in ("cycle", "notice", "level", "point", "sent", "due", "tier")}
        acts = row["metric"] == NO_METRIC
        told["metric"] = "automation" if acts else compiled.policy.metrics[row["metric"]].name
        told["rule"] = (compiled.policy.automation.rules if acts else compiled.policy.sla)[row["rule"]].name
        told["missing"] = {part.name.lower() for part in Knows(row["missing"]) if part.name}
        for name in ("priority", "team", "assignee"):
            told[name] = texts.get(name, [""])[row[name]]
        found.append(told)
    return found


def fast_matches(rows: Rows, ticket: int) -> list[Match]:
    """The rules that acted on one ticket, as the engine tells them: the section, the place there, the instant."""
    found = [row for row in rows.matches.to_pylist() if row["ticket"] == ticket]
    return [(SECTIONS[row["section"]], row["rule"], row["happened"]) for row in found]


def fast_lapses(dictionary: Dictionary, rows: Rows, ticket: int) -> list[Lapse]:
    """The lapses of one ticket that the engine found, in the words of the slow replay."""
    texts = {name: ["", *codes] for name, codes in dictionary.codes.items()}
    found = []
    for row in rows.lapses.to_pylist():
        if row["ticket"] != ticket:
            continue
        lapse: Lapse = {name: row[name] for name in ("rule", "entered", "departed", "tier")}
        lapse |= {"sort": SORTS[row["section"]], "ended": ENDS[row["ended"]]}
        lapse |= {name: texts.get(name, [""])[row[name]] for name in ("priority", "team", "assignee")}
        found.append(lapse)
    return sorted(found, key=lapse_order)


def slow_lapse(row: LapseRow) -> Lapse:
    """A lapse of the slow replay as a record."""
    return {name: getattr(row, name) for name in LapseRow.__slots__}


def lapse_order(lapse: Lapse) -> str:
    """Any order that is the same for the same lapses."""
    return repr(sorted(lapse.items(), key=lambda item: item[0]))


def slow_match(row: MatchRow) -> Match:
    """A match of the slow replay as the same."""
    return row.section, row.rule, row.at


def slow_notice(row: NoticeRow) -> Told:
    """A notice of the slow replay as a record."""
    told: Told = {name: getattr(row, name) for name in NoticeRow.__slots__}
    told["missing"] = set(row.missing)
    return told


def slow_clock(row: ClockRow) -> Clock:
    """A row of the slow replay as a record."""
    clock: Clock = {name: getattr(row, name) for name in ClockRow.__slots__}
    clock["missing"] = set(row.missing)
    return clock


def clock_order(clock: Clock) -> tuple[str, str]:
    """Metric, then cycle."""
    return str(clock["metric"]), f"{clock['cycle']:5}"
