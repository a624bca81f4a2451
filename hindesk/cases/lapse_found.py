"""The traits, the lapses and the approvals of the ticket of a case, as its walk has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hindesk.cases.found import ApprovalFound, LapseFound
from hindesk.explain.facts import Facts
from hindesk.explain.moments import Trace
from hindesk.policy.traits import Trait, trait_field
from hindesk.replay.compile import Compiled
from hindesk.replay.lapse_codes import ENDS, SENSITIVE, UNKNOWN_HOLDER
from hindesk.replay.rule_codes import APPROVAL_ASKED, APPROVAL_MISSING


def has_trait(facts: Facts, trait: Trait) -> bool:
    """Whether a ticket has a trait at one moment."""
    return facts.holds(trait.when) if trait.when is not None else facts.value(trait_field(trait.name)) is not None


def traits_found(compiled: Compiled, codes: tuple[int, ...]) -> tuple[str, ...]:
    """The sorted names of the traits that a ticket has, by the codes of its slots."""
    facts = Facts(compiled, codes)
    return tuple(sorted(trait.name for trait in compiled.policy.traits if has_trait(facts, trait)))


def lapses_found(compiled: Compiled, trace: Trace) -> Iterator[LapseFound]:
    """Yield every lapse of a walk, in the order in which they began."""
    policy, holders = compiled.policy, compiled.vocabulary.texts["assignee"]
    rows: list[dict[str, Any]] = trace.rows.lapses.to_pylist()
    for row in sorted(rows, key=lambda row: (row["entered"], row["section"], row["rule"])):
        matter = row["section"] == SENSITIVE
        rule = (policy.sensitive if matter else policy.permissions)[row["rule"]].name
        holder = None if matter else holders[row["assignee"]].as_py()
        unknown = row["section"] == UNKNOWN_HOLDER
        yield LapseFound(row["entered"], rule, holder, unknown, row["departed"], ENDS[row["ended"]])


def approvals_found(compiled: Compiled, trace: Trace) -> Iterator[ApprovalFound]:
    """Yield every approval that the events of a walk ask for, in the order of the events."""
    for moment in trace.moments:
        rows = trace.rows.matches.slice(moment.matches.start, len(moment.matches)).to_pylist()
        missing = {row["rule"] for row in rows if row["section"] == APPROVAL_MISSING}
        for row in rows:
            if row["section"] == APPROVAL_ASKED:
                name = compiled.policy.approvals[row["rule"]].name
                yield ApprovalFound(moment.at, name, row["rule"] not in missing)
