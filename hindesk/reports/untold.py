"""What histories do not tell of what the rules of a policy look at, as a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hindesk.events import Knows
from hindesk.policy.traits import trait_field
from hindesk.policy.values import Condition, Policy
from hindesk.replay.needs import pause_needs, tests_of
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.run_notes import lacks
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

ENDING: Final = Knows.STATUSES
"""What a history must tell for something to end when the ticket is solved."""


def untold(store: Store, run: KeptRun, needed: Knows, *, what: str, others: bool = False) -> tuple[str, ...]:
    """Count the tickets of a run whose history lacks any of what is needed, by source.

    Args:
        store: an open store.
        run: the run.
        needed: what rules look at.
        what: what can be told of a ticket only with that, in the plural, such as `tiers`.
        others: whether there are other tickets of which it can't be told, of which another note speaks.
    """
    found = rows(store.cursor(), sql("untold"), {"run": run.run, "needed": int(needed)}).to_pylist()
    if not found:
        return () if others else (f"The {what} of all tickets could be told",)
    count = counted(sum(row["tickets"] for row in found), "ticket")
    said = ", ".join(f"{row['source']} ({row['tickets']:,}: {lacks(row['missing'])})" for row in found)
    return (f"The {what} of {count} are not certain, because rules look at what history lacks: {said}",)


def needs_of_conditions(conditions: Iterable[Condition], policy: Policy) -> Knows:
    """Return what a history must tell for these conditions of a policy; a trait that messages give needs them all."""
    spoken = {trait_field(trait.name) for trait in policy.traits if trait.says}
    needs = Knows.NOTHING
    for condition in conditions:
        needs |= pause_needs(condition)
        if any(test.field in spoken for test in tests_of(condition)):
            needs |= Knows.MESSAGES
    return needs


def needs_of_tiers(policy: Policy) -> Knows:
    """Return what a history must tell for the tier that a ticket is in."""
    return needs_of_conditions((rule.when for rule in policy.tiers), policy)
