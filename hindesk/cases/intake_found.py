"""The form to which the ticket of each case belongs when it is created, what it lacks, and where trees lead it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hindesk.cases.found import IntakeFound
from hindesk.cases.intake_rules import branch_key, field_key
from hindesk.cases.reachable import Key
from hindesk.intake.created import read_created
from hindesk.intake.forms import Filled, filled
from hindesk.intake.trees import Taken, taken
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store

_KEYS = "select key from tickets order by ticket"


def intakes(desk: Store, policy: Policy, run: KeptRun) -> dict[str, IntakeFound]:
    """What a policy makes of the creation of each ticket that a run has judged, by the tickets' ids.

    It is what `report forms` and `report trees` count.
    """
    keys = [str(key) for (key,) in desk.cursor().execute(_KEYS).fetchall()]
    if not policy.forms and not policy.trees:
        return dict.fromkeys(keys, IntakeFound())
    created = read_created(desk, run, statuses=policy.statuses)
    forms = tuple(filled(policy.forms, created))
    trees = tuple(taken(tree, created) for tree in policy.trees)
    return {key: _intake(policy, forms, trees, place) for place, key in enumerate(keys)}


def _intake(policy: Policy, forms: Sequence[Filled], trees: Sequence[Sequence[Taken]], place: int) -> IntakeFound:
    """The intake of the ticket at a place in the order of the tickets' numbers."""
    number = next((number for number, one in enumerate(forms) if one.tickets[place]), None)
    ways = [next((way for way in ways if way.tickets[place]), None) for ways in trees]
    leads = {tree.name: way.end if way else None for tree, way in zip(policy.trees, ways, strict=True)}
    reached = [branch_key(tree, tuple(step.answer for step in way.steps)) for tree, way in enumerate(ways) if way]
    if number is None:
        return IntakeFound(leads=leads, reached=tuple(reached))
    form = forms[number]
    missing = tuple(sorted(entry.field for entry in form.entries if entry.missing[place]))
    return IntakeFound(form.form.name, missing, leads, (*reached, *_asked(form, number, place)))


def _asked(form: Filled, number: int, place: int) -> Iterator[Key]:
    """Yield the keys of a form and of every field of it that a ticket is shown."""
    yield Key("forms", number)
    for entry, (one, shown) in enumerate(zip(form.form.require, form.required, strict=True)):
        if shown[place]:
            yield field_key(number, one.field, entry)
