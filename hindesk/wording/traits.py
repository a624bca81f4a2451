"""What is remarkable about tickets, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.patterns import Pattern
from hindesk.policy.traits import Often, Says, Trait
from hindesk.policy.values import Policy
from hindesk.wording import times
from hindesk.wording.conditions import condition
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def trait_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield what each trait is."""
    for trait in policy.traits:
        yield Statement("traits", trait.name, "", _trait(trait, phrases))


def _trait(trait: Trait, phrases: Phrases) -> str:
    if trait.often is not None:
        return _often(trait.often, phrases)
    if trait.says is not None:
        return _says(trait.says, phrases)
    return condition(trait.when, phrases) if trait.when is not None else ""


def _often(often: Often, phrases: Phrases) -> str:
    fields = phrases.listed((phrases.word("field", one) for one in often.same), by="and")
    within = times.span(often.within, phrases)
    count = "one" if len(often.same) == 1 else "many"
    alike = phrases.say(f"traits.alike_{count}", tickets=often.tickets, fields=fields, within=within)
    return phrases.clauses((alike, phrases.say("traits.unusual", times=often.times) if often.times else ""))


def _says(says: Says, phrases: Phrases) -> str:
    doers = phrases.listed((phrases.word("doer", one) for one in says.by), by="or")
    what = phrases.listed((one for pattern in says.patterns for one in _pattern(pattern, phrases)), by="or")
    found = phrases.say("traits.says", doers=doers, what=what)
    own = [one for pattern in says.patterns if not _title(pattern, phrases) for one in _quoted(pattern.vetoes, phrases)]
    return phrases.clauses((found, phrases.say("traits.vetoes", what=phrases.listed(own, by="or")) if own else ""))


def _pattern(pattern: Pattern, phrases: Phrases) -> list[str]:
    """Return what a pattern looks for: its title, or the phrases of one that has none."""
    title = _title(pattern, phrases)
    return [title] if title else _quoted(pattern.phrases, phrases)


def _title(pattern: Pattern, phrases: Phrases) -> str:
    return pattern.title.ko if phrases.language == "ko" else pattern.title.en


def _quoted(texts: tuple[str, ...], phrases: Phrases) -> list[str]:
    return [phrases.say("condition.quoted", text=one) for one in texts]
