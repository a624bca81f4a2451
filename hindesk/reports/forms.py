"""How complete tickets were when they were created, and what incomplete ones took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.intake.created import read_created
from hindesk.intake.forms import Asked, Completeness, Told, completeness
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, NUMBER, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.store.store import Store

_TOLD: Final[Columns] = {
    "form": TEXT,
    "at_creation": TEXT,
    "tickets": COUNT,
    "tickets_share": NUMBER,
    "solved": COUNT,
    "customer_messages": NUMBER,
    "agent_replies": NUMBER,
}
_ASKED: Final[Columns] = {"form": TEXT, "field": TEXT, "asked": COUNT, "missing": COUNT, "missing_share": NUMBER}
_MEANS: Final = (
    "solved counts solved tickets whose messages are known; customer_messages and agent_replies are what one of them "
    "took on average after its creation until it was solved"
)
_ASSOCIATED: Final = "What incomplete tickets took more is associated with what they lack, not proved to come of it"


@dataclass(frozen=True, slots=True)
class FormReports:
    """Two answers: by form how complete tickets were and what they took, and by field how often it was missing."""

    forms: Report
    fields: Report


def forms(store: Store, run: KeptRun, *, form: str | None = None) -> FormReports:
    """Show how complete the tickets of a run were when they were created, by the forms of its policy.

    A ticket belongs to the first form that matched it at its creation, and is complete if every field that the form
    shows had a value then.

    Args:
        store: an open store.
        run: the run.
        form: the name of a form, to see only that one.

    Raises:
        InputError: the policy has no form of this name.
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    names = [one.name for one in policy.forms]
    if form is not None and form not in names:
        raise _no_form(form, names, run)
    created = read_created(store, run, statuses=policy.statuses)
    found = completeness(store, run, policy.forms, created)
    told = [one for one in found.told if form in (None, one.form)]
    asked = [one for one in found.asked if form in (None, one.form)]
    notes = (*_notes(run, found, names), *given_notes(store, run))
    table = table_of(_TOLD, map(_told_row, told, _of_form(told)))
    return FormReports(
        Report("forms", _title(run, told), table, (_MEANS, _ASSOCIATED, *notes) if names else notes),
        Report("form_fields", "Fields that were missing", table_of(_ASKED, map(_asked_row, asked))),
    )


def _of_form(told: list[Told]) -> list[int]:
    """The number of all tickets of each row's form."""
    return [sum(other.tickets for other in told if other.form == one.form) for one in told]


def _told_row(one: Told, of_form: int) -> tuple[object, ...]:
    state = "complete" if one.complete else "incomplete"
    means = (_ratio(one.customer, one.solved), _ratio(one.agent, one.solved))
    return one.form, state, one.tickets, _ratio(one.tickets, of_form), one.solved, *means


def _asked_row(one: Asked) -> tuple[object, ...]:
    return one.form, one.field, one.shown, one.missing, _ratio(one.missing, one.shown)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _title(run: KeptRun, told: list[Told]) -> str:
    tickets = counted(sum(one.tickets for one in told), "ticket")
    complete = sum(one.tickets for one in told if one.complete)
    return f"{run.name}: {tickets} with a form, {complete:,} of them complete at their creation"


def _notes(run: KeptRun, found: Completeness, names: list[str]) -> tuple[str, ...]:
    if not names:
        return (f"The policy {run.policy!r} has no section `forms`",)
    return (f"No form matched {counted(found.unasked, 'ticket')}",) if found.unasked else ()


def _no_form(name: str, names: list[str], run: KeptRun) -> InputError:
    listed = f"there are {', '.join(names)}" if names else "it has no section `forms`"
    near = did_you_mean(name, names)
    return InputError(
        f"the policy {run.policy!r} of the replay {run.name!r} has no form {name!r}",
        f"{near} {listed}" if near else listed,
    )
