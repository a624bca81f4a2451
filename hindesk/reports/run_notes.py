"""What a report on a run says beside its figures: what could not be judged and why, and what is taken as given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from hindesk.events import Fidelity, Knows
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.sql import rows, sql
from hindesk.reports.status import named, uncategorised
from hindesk.store.store import Store
from hindesk.yaml_source import Value

LACKS: Final = {
    Knows.FIRST_REPLY: "no first reply",
    Knows.MESSAGES: "no messages",
    Knows.SOLVED: "no instant of solution",
    Knows.STATUSES: "no status history",
    Knows.ASSIGNEES: "no assignee history",
    Knows.TEAMS: "no team history",
    Knows.FIRST_ASSIGNEE: "no first assignment",
}
"""What an export has not, by the part of a history that it lacks."""
_ACTING: Final = ("sla", "automation", "scenarios")
"""Sections of a policy that may set fields."""


def unjudged_note(store: Store, run: KeptRun, metrics: Sequence[int]) -> str:
    """How many clocks of these metrics (numbers) could not be judged, by metric, with the reason and the sources."""
    table = rows(store.cursor(), sql("unjudged"), {"run": run.run, "metrics": list(metrics)})
    clocks: Counter[tuple[str, int]] = Counter()
    sources: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for row in table.to_pylist():
        kind = row["metric"], row["missing"]
        clocks[kind] += row["clocks"]
        sources[kind].append(row["source"] or "tickets that are gone")
    if not clocks:
        return "Every clock could be judged"
    parts = [
        f"{count:,} {metric} ({lacks(missing)}: {', '.join(sources[metric, missing])})"
        for (metric, missing), count in clocks.most_common()
    ]
    return f"{counted(clocks.total(), 'clock')} could not be judged: {', '.join(parts)}"


def given_notes(store: Store, run: KeptRun) -> tuple[str, ...]:
    """What was taken as given: latest values, statuses without a category, and tickets that the run has not seen."""
    table = rows(store.cursor(), sql("run_tickets"), {"run": run.run, "as_of": run.as_of}).to_pylist()
    latest: Counter[str] = Counter()
    for row in table:
        if row["fidelity"] is not None and row["fidelity"] < Fidelity.EVENTS and row["replayed"]:
            latest[row["source"]] += row["replayed"]
    unseen = max(sum(row["since"] for row in table), sum(row["gone"] for row in table))
    return (*_latest(latest), *_uncategorised(store, run), *_unseen(unseen))


def run_notes(store: Store, run: KeptRun, metrics: Sequence[int]) -> tuple[str, ...]:
    """The notes of every report on the clocks of a run."""
    return (unjudged_note(store, run, metrics), *given_notes(store, run))


def lacks(missing: int) -> str:
    """What a history has not, in words, by the `events.Knows` that it lacks."""
    return ", ".join(words for part, words in LACKS.items() if missing & part)


def _latest(tickets: Counter[str]) -> tuple[str, ...]:
    if not tickets:
        return ()
    said = ", ".join(f"{source} ({counted(count, 'ticket')})" for source, count in sorted(tickets.items()))
    return (f"Without a history of changes, fields count as they are at the end: {said}",)


def _uncategorised(store: Store, run: KeptRun) -> tuple[str, ...]:
    section = run.section("statuses")
    own = {str(name).casefold() for name in section} if isinstance(section, dict) else set()
    given = {status for name in _ACTING for status in _statuses_set_in(run.section(name))}
    names = [name for name in uncategorised(store, given) if name.casefold() not in own]
    return (f"Statuses without a category count as open: {named(names)}",) if names else ()


def _statuses_set_in(raw: Value) -> Iterator[str]:
    """Yield the statuses that are set below a value of a policy's text."""
    for item in raw if isinstance(raw, list) else raw.values() if isinstance(raw, dict) else ():
        yield from _statuses_set_in(item)
    sets = raw.get("set") if isinstance(raw, dict) else None
    if isinstance(sets, dict) and "status" in sets:
        yield str(sets["status"])


def _unseen(tickets: int) -> tuple[str, ...]:
    if not tickets:
        return ()
    return (f"{counted(tickets, 'ticket')} came in or changed after this replay; `hindesk replay` takes them in",)
