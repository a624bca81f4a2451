"""What a policy did with one ticket: the ticket, its events, its clocks with their stretches, the ledger, the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.calendars.zones import zone
from hindesk.errors import InputError
from hindesk.explain.doings import Doing
from hindesk.explain.explanation import Explanation
from hindesk.explain.ledger import Entry, Line, verdict_of
from hindesk.explain.remark import Remark
from hindesk.reports.columns import COUNT, DURATION, INSTANT, TEXT, TRUTH, Columns, table_of
from hindesk.reports.doing_words import Deeds, changes
from hindesk.reports.explain_clocks import clocks_report, stretches_report
from hindesk.reports.explain_ticket import events_report, ticket_report
from hindesk.reports.ledger_words import Sentences
from hindesk.reports.remark_words import remark_words
from hindesk.reports.report import Report

_LEDGER: Final[Columns] = {
    "ticket": TEXT,
    "source": TEXT,
    "at": INSTANT,
    "metric": TEXT,
    "cycle": COUNT,
    "what": TEXT,
    "why": TEXT,
    "what_happened": TEXT,
    "rule": TEXT,
    "calendar": TEXT,
    "target": DURATION,
    "elapsed": DURATION,
    "paused": DURATION,
    "due_at": INSTANT,
    "verdict": TEXT,
    "level": COUNT,
    "told": TEXT,
    "sets": TEXT,
}
_WHOSE: Final = ("ticket", "source")
_READ: Final = ("at", "metric", "cycle", "what_happened", "elapsed")
_FOLDED: Final = ("metric", "what_happened")
_RULES: Final[Columns] = {"at": INSTANT, "section": TEXT, "rule": TEXT, "matches": TRUTH, "because": TEXT}


def explained(explanation: Explanation, *, metrics: Sequence[str] = (), notes: tuple[str, ...] = ()) -> list[Report]:
    """The sections for people, in order: ticket, events, rules, clocks, stretches, ledger.

    Args:
        explanation: what there is to tell.
        metrics: names of the metrics to tell of; by default all.
        notes: what must be said of the ticket before anything else.

    Raises:
        InputError: the policy has no such metric.
    """
    wanted = metric_numbers(explanation, metrics)
    ledger = ledger_report(explanation, metrics=metrics)
    return [
        ticket_report(explanation, notes),
        events_report(explanation),
        rules_report(explanation),
        clocks_report(explanation, wanted),
        stretches_report(explanation, wanted),
        Report(ledger.name, ledger.title, ledger.table.select(_READ), ledger.notes, folded=_FOLDED),
    ]


def ledger_report(explanation: Explanation, *, metrics: Sequence[str] = (), notes: tuple[str, ...] = ()) -> Report:
    """The ledger: one row for each thing that a clock did, with all that was in force and counted from then on.

    `what` is an `explain.ledger.What`, `what_happened` the same as a sentence with its reason. `verdict` stands in a
    clock's last row. Among them stand the policy's own doings (`explain.doings.Deed`): of a notice `level`, 0 for a
    reminder, whom it `told` and what it `sets`; of rules and thanks, which are no clock's, whatever the metrics. So do
    remarks about the ticket (`explain.remark.Noted`): traits, lapses and approvals, with their name as the `rule`.

    Raises:
        InputError: the policy has no such metric.
    """
    wanted = metric_numbers(explanation, metrics)
    rows = (_row(explanation, line) for line in explanation.entries if _is_wanted(line, wanted))
    return Report("ledger", "Ledger", table_of(_LEDGER, rows), notes)


def rules_report(explanation: Explanation) -> Report:
    """Why each rule matched the ticket or did not: at its creation, and wherever the rule in force changed."""
    rows = [
        (check.at, check.section, check.rule, check.matches, check.because or "it has no condition")
        for check in explanation.rules
    ]
    notes = ("The first rule that matches is in force until another one does; those below it are not looked at",)
    return Report("rules", "Rules", table_of(_RULES, rows), notes, folded=("rule", "because"))


def metric_numbers(explanation: Explanation, names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the metrics of these names; without names, of all.

    Raises:
        InputError: the policy has no such metric; the hint names the nearest and all of them.
    """
    numbers = {metric.name: number for number, metric in enumerate(explanation.compiled.policy.metrics)}
    for name in names:
        if name not in numbers:
            near, listed = did_you_mean(name, numbers), f"there are {', '.join(numbers)}"
            raise InputError(f"the policy has no metric {name!r}", f"{near} {listed}" if near else listed)
    return tuple(sorted({numbers[name] for name in names or numbers}))


def _is_wanted(line: Line, metrics: tuple[int, ...]) -> bool:
    return isinstance(line, Remark) or line.metric is None or line.metric in metrics


def _row(explanation: Explanation, line: Line) -> tuple[object, ...]:
    found = explanation.history.found
    match line:
        case Remark():
            told = _remark(line)
        case Entry():
            told = _entry(explanation, line)
        case Doing():
            told = _doing(explanation, line)
    return found.key, found.source, *told


def _remark(remark: Remark) -> tuple[object, ...]:
    head = remark.at, None, None, remark.what, remark.why or None, remark_words(remark), remark.name
    return *head, *[None] * (len(_LEDGER) - len(head) - len(_WHOSE))


def _doing(explanation: Explanation, doing: Doing) -> tuple[object, ...]:
    policy = explanation.compiled.policy
    deeds = Deeds(policy, explanation.told, zone(policy.time_zone))
    return (
        doing.at,
        None if doing.metric is None else policy.metrics[doing.metric].name,
        doing.cycle,
        doing.what,
        None,
        deeds.of(doing),
        deeds.rule(doing),
        *(None, None, None, None),
        doing.due,
        None,
        None if doing.metric is None else doing.level,
        deeds.recipients(doing) or None,
        changes(doing.action) or None,
    )


def _entry(explanation: Explanation, entry: Entry) -> tuple[object, ...]:
    compiled, terms = explanation.compiled, entry.terms
    sentences = Sentences(compiled, explanation.trace, zone(compiled.policy.time_zone))
    return (
        entry.at,
        compiled.policy.metrics[entry.metric].name,
        entry.cycle,
        entry.what,
        entry.why or None,
        sentences.of(entry),
        None if terms.rule is None else compiled.policy.sla[terms.rule].name,
        None if terms.calendar is None else compiled.calendars[terms.calendar],
        terms.target,
        entry.elapsed,
        entry.paused,
        terms.due,
        None if entry.row is None else verdict_of(explanation.trace, entry.row),
        *(None, None, None),
    )
