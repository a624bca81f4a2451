"""Where the ticket of a case is routed, and what of `routing` a case can reach."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.cases.found import Life
from hindesk.cases.reachable import Key, Rule, rule_at
from hindesk.cases.words import EXCLUDED
from hindesk.explain.asked import routing_asked
from hindesk.explain.facts import Facts
from hindesk.policy.routing import Routing, SkillRule
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.replay.compile import Compiled


def routed_found(compiled: Compiled, codes: tuple[int, ...]) -> str | None:
    """The name of the skill rule that a ticket meets, by the codes of its slots; `excluded`; or None: no rule matches.

    It is what `policy explain` says of the ticket, whatever its status; `compiled` is of a policy made by `looking`.
    """
    met = _met(compiled, codes)
    return met.name if isinstance(met, SkillRule) else None if met is None else EXCLUDED


def routing_rules(policy: Policy, source: Source) -> Iterator[Rule]:
    """Yield every skill rule, and the exclusion.

    Args:
        policy: the policy.
        source: its text.
    """
    if policy.routing is None:
        return
    for number, rule in enumerate(policy.routing.skills):
        yield rule_at(source, Key("skills", number), rule.name, ("routing", "skills", number))
    if policy.routing.exclude is not None:
        yield rule_at(source, Key("routing", 0), "exclude", ("routing", "exclude"))


def routing_reached(compiled: Compiled, life: Life) -> Iterator[Key]:
    """Yield what one ticket reached: the skill rules that it met at any time, and the exclusion if it ever held."""
    for codes in dict.fromkeys(moment.codes for moment in life.last.trace.moments):
        met = _met(compiled, codes)
        if isinstance(met, SkillRule) and compiled.policy.routing is not None:
            yield Key("skills", compiled.policy.routing.skills.index(met))
        elif met is not None:
            yield Key("routing", 0)


def _met(compiled: Compiled, codes: tuple[int, ...]) -> SkillRule | Routing | None:
    """The skill rule that a ticket meets; the routing itself where it leaves the ticket alone."""
    asked = list(routing_asked(compiled.policy, Facts(compiled, codes)))
    met = asked[-1].rule if asked and asked[-1].matches else None
    return met if isinstance(met, SkillRule | Routing) else None
