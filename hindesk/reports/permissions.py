"""Tickets held outside permission: by which rules, for how long, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hindesk.events import Knows
from hindesk.policy.values import Policy
from hindesk.replay.lapse_codes import LAPSES, OUTSIDE, UNKNOWN_HOLDER
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, DURATION, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.named_rules import named_rules, no_section
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.reports.untold import ENDING, needs_of_conditions, needs_of_tiers, untold
from hindesk.store.store import Store

Row = Mapping[str, Any]

_RULES: Final[Columns] = {
    "rule": TEXT,
    "lapse": TEXT,
    "lapses": COUNT,
    "tickets": COUNT,
    "time": DURATION,
    "median": DURATION,
    "longest": DURATION,
    "still_held": COUNT,
}
_HOLDERS: Final[Columns] = {
    "rule": TEXT,
    "lapse": TEXT,
    "holder": TEXT,
    "team": TEXT,
    "lapses": COUNT,
    "tickets": COUNT,
    "time": DURATION,
    "still_held": COUNT,
}
_NEVER: Final[Row] = {"lapses": 0, "tickets": 0, "time": 0, "still_held": 0}
_TIMES: Final = "Times are by the wall clock, day and night; what is still held counts until the end of the run"
_COUNTED: Final = "Every rule counts, so that one ticket may lapse from several at a time"
_HELD: Final = "team is the ticket's, when the lapse began"
_UNKNOWN: Final = "Of holders whom the roster does not know, nobody can say whether they may hold a ticket"
_UNROSTERED: Final = "The policy has no roster (`people`): whoever a rule does not name is outside its permission"


@dataclass(frozen=True, slots=True)
class PermissionReports:
    """Two answers: by rule how often and how long tickets were held outside permission, and who held them."""

    rules: Report
    holders: Report


def permissions(store: Store, run: KeptRun, *, rule: str | None = None) -> PermissionReports:
    """Tell which tickets of a run were held by somebody who may not, in the order of the policy's rules.

    Lapses whose holder the roster does not know are in rows of their own.

    Args:
        store: an open store.
        run: the run.
        rule: the name of a rule of `permissions`, to see only that one.

    Returns:
        One row a rule: `rule`, `lapse` (what sort), `lapses`, `tickets`, `time` in all lapses, `median` and `longest`
        of one, and `still_held`, those that last. Then one row a holder: `holder`, `team`, and the same counts.

    Raises:
        InputError: the policy has no permission of this name.
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    wanted = named_rules(policy.permissions, rule, section="permissions", run=run)
    found = rows(store.cursor(), sql("permissions"), {"run": run.run, "as_of": run.as_of}).to_pylist()
    whole = [row for row in found if row["whole"]]
    held = [row for row in found if not row["whole"] and row["rule"] in wanted]
    told = [(wanted[number], LAPSES[row["section"]], *_picked(row, _RULES)) for number, row in _every(wanted, whole)]
    holders = [(wanted[row["rule"]], LAPSES[row["section"]], *_picked(row, _HOLDERS)) for row in held]
    notes = _notes(store, run, policy, unknown=any(row["section"] == UNKNOWN_HOLDER for row in held))
    return PermissionReports(
        Report("permissions", _title(run, told), table_of(_RULES, told), notes),
        Report("permission_holders", "Who held them", table_of(_HOLDERS, holders), (_HELD,) if holders else ()),
    )


def _every(wanted: Mapping[int, str], found: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Each rule with its lapses outside permission, none among them, and with those of unknown holders."""
    of = {(row["rule"], row["section"]): row for row in found}
    for number in wanted:
        yield number, of.get((number, OUTSIDE), {**_NEVER, "section": OUTSIDE})
        if (number, UNKNOWN_HOLDER) in of:
            yield number, of[number, UNKNOWN_HOLDER]


def _picked(row: Row, columns: Columns) -> list[Any]:
    """What a row has of the columns behind the rule and the sort of lapse."""
    return [row.get(name) for name in list(columns)[2:]]


def _title(run: KeptRun, told: Sequence[Sequence[Any]]) -> str:
    outside = sum(row[2] for row in told if row[1] == LAPSES[OUTSIDE])
    unknown = sum(row[2] for row in told if row[1] == LAPSES[UNKNOWN_HOLDER])
    strangers = f", {unknown:,} by unknown holders" if unknown else ""
    still = sum(row[-1] for row in told)
    return f"{run.name}: {counted(outside, 'lapse')} from permission{strangers}, {still:,} still held"


def _notes(store: Store, run: KeptRun, policy: Policy, *, unknown: bool) -> tuple[str, ...]:
    given = given_notes(store, run)
    if not policy.permissions:
        return (no_section("permissions", run), *given)
    roster = () if policy.people else (_UNROSTERED,)
    strangers = (_UNKNOWN,) if unknown else ()
    return (_TIMES, _COUNTED, *roster, *strangers, *untold(store, run, _needs(policy), what="holders"), *given)


def _needs(policy: Policy) -> Knows:
    """What a history must tell to know who held a ticket, in which tier and until when."""
    needs = Knows.ASSIGNEES | ENDING | needs_of_conditions((rule.when for rule in policy.permissions), policy)
    own = any(holder.sort == "own_tier" for rule in policy.permissions for holder in rule.holders)
    by_tier = own or any(rule.tier is not None for rule in policy.permissions)
    return needs | needs_of_tiers(policy) if by_tier else needs
