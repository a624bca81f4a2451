"""When a ticket got its traits, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from hindesk.events import Actor
from hindesk.explain.facts import Facts
from hindesk.explain.likeness import Likeness, in_words
from hindesk.explain.moments import THE_END, Moment, Trace
from hindesk.explain.reasons import Reasons
from hindesk.explain.remark import Remark
from hindesk.policy.patterns import Pattern
from hindesk.policy.traits import Says, Trait
from hindesk.replay.compile import Compiled
from hindesk.replay.rule_codes import TRAIT_SECTION
from hindesk.replay.says import says_truth

STATED: Final = "it is stated"
"""Why a ticket has a trait that nobody counted."""

_WHERE: Final = {"subject": "the subject", "text": "the description"}
_WHOSE: Final = {
    Actor.CUSTOMER: "the customer's message",
    Actor.AGENT: "an agent's message",
    Actor.UNKNOWN: "somebody's message",
    Actor.BOT: "a bot's message",
    Actor.SYSTEM: "a message of the system",
}


@dataclass(frozen=True, slots=True)
class Traits:
    """Says of one ticket why it has traits.

    Args:
        compiled: the policy.
        trace: the ticket's walk.
        alike: how many tickets there were like it.
    """

    compiled: Compiled
    trace: Trace
    alike: Sequence[Likeness]

    def at(self, place: int) -> Iterator[Remark]:
        """Give the traits that the ticket gets or loses at the moment of this place."""
        moment = self.trace.moments[place]
        for row in self.trace.rows.matches.slice(moment.matches.start, len(moment.matches)).to_pylist():
            if row["section"] == TRAIT_SECTION:
                trait = self.compiled.policy.traits[row["rule"]]
                yield Remark(moment.at, "has the trait", trait.name, self._why(row["rule"], moment, born=not place))
        if moment.event != THE_END:
            yield from self._turned(place)

    def _why(self, number: int, moment: Moment, *, born: bool) -> str:
        trait = self.compiled.policy.traits[number]
        if trait.when is not None:
            return Facts(self.compiled, self.trace.openings).why(trait.when)
        if trait.often is not None:
            return self.of_others(number)
        says = trait.says or Says(())
        if born:
            return self._shown_at_creation(says)
        return f"{_WHOSE[Actor(moment.actor)]} says {self._said(says, 'text', moment.text)}"

    def of_others(self, number: int) -> str:
        """Say how many tickets were like this one, by a trait of the sort `tickets`."""
        often = self.compiled.policy.traits[number].often
        found = next((one for one in self.alike if one.trait == number), None)
        return STATED if found is None or often is None else in_words(found, often)

    def _shown_at_creation(self, says: Says) -> str:
        codes = dict(zip(self.compiled.slots, self.trace.openings, strict=True))
        found = ((where, self._said(says, field, codes[field])) for field, where in _WHERE.items() if field in codes)
        return "; ".join(f"{where} says {said}" for where, said in found if said)

    def _said(self, says: Says, field: str, code: int) -> str:
        """What a text says, in the patterns' titles or their phrases; empty where it says nothing of them."""
        text = self.compiled.vocabulary.texts[field].slice(code, 1)
        return ", ".join(_called(pattern, text) for pattern in says.patterns if says_truth(pattern, text)[0])

    def _turned(self, place: int) -> Iterator[Remark]:
        """Give the traits that are conditions and begin or cease to hold by what the moment changes."""
        moment = self.trace.moments[place]
        former = self.trace.moments[place - 1] if place else None
        before = Facts(self.compiled, former.codes if former else self.trace.openings)
        now = Facts(self.compiled, moment.codes)
        if before.codes == now.codes:
            return
        change = Reasons(self.compiled, replace(moment, codes=before.codes), moment).of_change()
        for trait in _conditions(self.compiled.policy.traits):
            if trait.when is not None and (holds := now.holds(trait.when)) != before.holds(trait.when):
                yield Remark(moment.at, "has the trait" if holds else "loses the trait", trait.name, change)


def of_texts(says: Says) -> str:
    """Say that nothing that counts says what a trait looks for."""
    said = ", ".join(pattern.title.en or " or ".join(map(repr, pattern.phrases)) for pattern in says.patterns)
    whose = " or ".join(says.by)
    texts = "neither subject, description nor a message" if "customer" in says.by else "no message"
    return f"{texts} by {whose} says {said}"


def _conditions(traits: Sequence[Trait]) -> Iterator[Trait]:
    return (trait for trait in traits if trait.when is not None)


def _called(pattern: Pattern, text: pa.StringArray) -> str:
    """What a pattern is called, or, without a title, those of its phrases that are found."""
    alone = (replace(pattern, phrases=(phrase,)) for phrase in pattern.phrases)
    return pattern.title.en or " and ".join(repr(one.phrases[0]) for one in alone if says_truth(one, text)[0])
