"""When agents did what needs an approval, and whether it was there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hindesk.explain.facts import Facts
from hindesk.explain.moments import Moment, Trace
from hindesk.explain.reasons import Reasons
from hindesk.explain.remark import Remark
from hindesk.replay.compile import Compiled
from hindesk.replay.rule_codes import APPROVAL_ASKED, APPROVAL_MISSING


def approvals_at(compiled: Compiled, trace: Trace, place: int) -> Iterator[Remark]:
    """Give each approval that the moment of this place asks for, in the order of the policy."""
    moment = trace.moments[place]
    rows = trace.rows.matches.slice(moment.matches.start, len(moment.matches)).to_pylist()
    missing = {row["rule"] for row in rows if row["section"] == APPROVAL_MISSING}
    former = trace.moments[place - 1] if place else None
    for row in rows:
        if row["section"] == APPROVAL_ASKED:
            yield _remark(compiled, former, moment, row["rule"], lacks=row["rule"] in missing)


def _remark(compiled: Compiled, former: Moment | None, moment: Moment, number: int, *, lacks: bool) -> Remark:
    approval, then = compiled.policy.approvals[number], replace(moment, codes=moment.heard)
    facts = Facts(compiled, moment.heard)
    happened = Reasons(compiled, former, then).of_change()
    why = "; ".join(dict.fromkeys(filter(None, (happened, facts.why(approval.when), facts.why(approval.approved)))))
    return Remark(moment.at, "approval missing" if lacks else "approved", approval.name, why)
