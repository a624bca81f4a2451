"""The words of case files, and what the names in one may refer to: the policy's own words and its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.events import Actor, Flag
from hindesk.policy.context import gather_words
from hindesk.policy.routing import Routing
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.policy.words import CATEGORIES, HANDLED_BY, Words

NOTHING: Final = "nothing"
NOBODY: Final = "nobody"
NONE: Final = "none"
BY: Final = "by"
"""What stands in `lapses` between a permission and who has the ticket."""
UNKNOWN: Final = "(unknown)"
"""What stands in `lapses` behind a holder whom the roster does not know."""
EXCLUDED: Final = "excluded"
"""What stands in `routed` where the routing leaves a ticket alone."""
LASTS: Final = "lasts"
APPROVED: Final = "approved"
MISSING: Final = "missing"
RULE: Final = "rule"
"""What stands in `told` before the name of an automation rule."""

ACTORS: Final = {
    "customer": Actor.CUSTOMER,
    "agent": Actor.AGENT,
    "bot": Actor.BOT,
    "system": Actor.SYSTEM,
}

MANNERS: Final = {
    "": Flag.PUBLIC,
    "note": Flag.NONE,
    "automatic": Flag.PUBLIC | Flag.AUTOMATIC,
}
"""What may stand behind the actor of a message, and what the message is then."""

ENDS: Final = ("merged", "deleted")

WEEKDAYS: Final = {
    **{name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: number for number, name in enumerate("월화수목금토일")},
}
"""Names of weekdays, from Monday, 0."""


@dataclass(frozen=True, slots=True)
class CaseWords(Words):
    """What the names in a case file may refer to.

    Args:
        rules: the names of the `sla` rules.
        automation: the names of the rules of `automation`.
        statuses: the statuses that have a category, in small letters.
        forms: the names of the forms.
        trees: the names of the decision trees.
        permissions: the names of the permissions.
        approvals: the names of what needs an approval.
        sensitive: the names of the sensitive matters.
        routed: what `routed` may be: the names of the skill rules, `excluded` and `none`; empty without `routing`.
    """

    rules: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    automation: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    routed: tuple[str, ...] = ()

    @property
    def ticket_fields(self) -> tuple[str, ...]:
        """The fields that a ticket may be given."""
        return tuple(name for name in self.fields if name != HANDLED_BY)

    def has_category(self, status: str) -> bool:
        """Whether the policy, or its own name, says of which category a status is."""
        return status.lower() in self.statuses


def case_words(policy: Policy, source: Source) -> CaseWords:
    """Return the words of a policy's cases; `source` is the policy's text."""
    words = gather_words(source.sections)
    return CaseWords(
        time_zone=policy.time_zone,
        day=words.day,
        metrics=tuple(metric.name for metric in policy.metrics),
        fields=words.fields,
        lists=words.lists,
        calendars=words.calendars,
        traits=words.traits,
        rules=tuple(rule.name for rule in policy.sla),
        statuses=frozenset({*CATEGORIES, *(status.lower() for status in policy.statuses)}),
        automation=tuple(dict.fromkeys(rule.name for rule in policy.automation.rules)),
        forms=tuple(form.name for form in policy.forms),
        trees=tuple(tree.name for tree in policy.trees),
        permissions=tuple(rule.name for rule in policy.permissions),
        approvals=tuple(rule.name for rule in policy.approvals),
        sensitive=tuple(matter.name for matter in policy.sensitive),
        routed=_routed(policy.routing) if policy.routing else (),
    )


def _routed(routing: Routing) -> tuple[str, ...]:
    """What may be expected of where a ticket is routed: every name once."""
    excluded = () if routing.exclude is None else (EXCLUDED,)
    return tuple(dict.fromkeys((*(rule.name for rule in routing.skills), *excluded, NONE)))
