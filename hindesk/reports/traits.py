"""Which tickets had the traits of a policy, and how those were solved in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hindesk.events import Knows
from hindesk.policy.traits import Trait
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, INSTANT, NUMBER, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.metrics import metric_numbers
from hindesk.reports.named_rules import no_section
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes, unjudged_note
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.reports.untold import needs_of_conditions, untold
from hindesk.store.store import Store

COMPARED: Final = "resolution"
"""The metric whose attainment is compared."""

_COUNTS: Final[Columns] = {
    "tickets": COUNT,
    "tickets_share": NUMBER,
    "judged": COUNT,
    "attainment_share": NUMBER,
    "others_judged": COUNT,
    "others_attainment_share": NUMBER,
    "first": INSTANT,
    "last": INSTANT,
}
_TRAITS: Final[Columns] = {"trait": TEXT, "sort": TEXT, **_COUNTS}
_TICKETS: Final = """
    select count(*), (select count(distinct ticket) from matches where run = $run and section = 4)
    from outcomes where run = $run
"""
_TEXTS: Final = "select count(*) from words join fields using (field) where name = 'text'"
_CONDITION: Final = "A trait that is a condition counts where it holds at the ticket's creation"
_ASSOCIATED: Final = "How tickets with a trait went is associated with it, not proved to come of it"
_NO_COMPARED: Final = f"The policy has no metric `{COMPARED}`, so that nothing is compared"
_NO_TEXTS: Final = "The store has no texts of messages, so that `says` looks at subjects alone"
_MEANS: Final = (
    f"judged counts clocks of {COMPARED} with a verdict of met or breached, of tickets with the trait; others_judged "
    "those of all other tickets"
)


def traits(store: Store, run: KeptRun) -> Report:
    """Tell which tickets of a run had each trait, in the order of the policy.

    Args:
        store: an open store.
        run: the run.

    Returns:
        One row a trait: `trait`, its `sort`, `tickets` and their share, `judged` clocks of resolution and the share of
        them that met their target, the same of the `others`, and `first` and `last`, when tickets got it.

    Raises:
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    metrics = metric_numbers(store, run, [COMPARED]) if _compares(policy) else []
    parameters = {"run": run.run, "traits": len(policy.traits), "metrics": metrics}
    found = rows(store.cursor(), sql("traits"), parameters).to_pylist()
    told = [_row(trait, row) for trait, row in zip(policy.traits, found, strict=True)]
    tickets, having = store.cursor().execute(_TICKETS, {"run": run.run}).fetchall()[0]
    title = f"{run.name}: {having:,} of {counted(tickets, 'ticket')} with a trait"
    return Report("traits", title, table_of(_TRAITS, told), _notes(store, run, policy, metrics))


def sort_of(trait: Trait) -> str:
    """What decides who has a trait, in words."""
    if trait.often:
        return "tickets alike"
    return "says" if trait.says else "condition"


def _row(trait: Trait, row: dict[str, Any]) -> tuple[object, ...]:
    return trait.name, sort_of(trait), *(row[name] for name in _COUNTS)


def _compares(policy: Policy) -> bool:
    return any(metric.name == COMPARED for metric in policy.metrics)


def _notes(store: Store, run: KeptRun, policy: Policy, metrics: Sequence[int]) -> tuple[str, ...]:
    given = given_notes(store, run)
    if not policy.traits:
        return (no_section("traits", run), *given)
    compared = (_MEANS, _ASSOCIATED, unjudged_note(store, run, metrics)) if metrics else (_NO_COMPARED,)
    conditions = (_CONDITION,) if any(trait.when for trait in policy.traits) else ()
    said = any(trait.says for trait in policy.traits)
    needs = Knows.MESSAGES if said else Knows.NOTHING
    needs |= needs_of_conditions((trait.when for trait in policy.traits if trait.when), policy)
    return (*conditions, *_texts(store, said=said), *compared, *untold(store, run, needs, what="traits"), *given)


def _texts(store: Store, *, said: bool) -> tuple[str, ...]:
    return (_NO_TEXTS,) if said and not store.cursor().execute(_TEXTS).fetchall()[0][0] else ()
