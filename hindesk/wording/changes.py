"""What changed between two policies, in the words of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import RANKED, SECTIONS, Section, Statement

_About = tuple[Section, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one policy says and the other does not, or says otherwise.

    Args:
        section: the section that says it.
        name: the rule, calendar or schedule that it is about.
        what: which part of that, in words; may be empty.
        old: what the former policy says; None: nothing.
        new: what the latter says; None: nothing.
    """

    section: Section
    name: str
    what: str
    old: str | None
    new: str | None


def changes(old: Iterable[Statement], new: Iterable[Statement], phrases: Phrases) -> tuple[Change, ...]:
    """Return what changed, section after section; rules are matched by name.

    What both say is no change, wherever it stands, except that rules change places in a section where that matters.
    Of several statements about the same thing, those that differ are matched in their order.
    """
    before, after = list(old), list(new)
    return tuple(change for section in SECTIONS for change in _section(section, before, after, phrases))


def _section(section: Section, before: list[Statement], after: list[Statement], phrases: Phrases) -> Iterator[Change]:
    old = [one for one in before if one.section == section]
    new = [one for one in after if one.section == section]
    for about in dict.fromkeys(map(_about, (*old, *new))):
        yield from _matched(about, _said(about, old), _said(about, new))
    if section in RANKED:
        yield from _moved(section, old, new, phrases)


def _about(one: Statement) -> _About:
    return one.section, one.name, one.what


def _said(about: _About, listed: list[Statement]) -> list[str]:
    return [one.says for one in listed if _about(one) == about]


def _matched(about: _About, old: list[str], new: list[str]) -> Iterator[Change]:
    gone, come = _without(old, new), _without(new, old)
    for place in range(max(len(gone), len(come))):
        former = gone[place] if place < len(gone) else None
        latter = come[place] if place < len(come) else None
        yield Change(*about, former, latter)


def _without(listed: list[str], others: list[str]) -> list[str]:
    """The sentences that the others lack, each as often as it is missing there."""
    return list((Counter(listed) - Counter(others)).elements())


def _moved(section: Section, old: list[Statement], new: list[Statement], phrases: Phrases) -> Iterator[Change]:
    """Yield the order of the rules that both have, where it is another."""
    former, latter = _rules(old), _rules(new)
    stayed, now = [one for one in former if one in latter], [one for one in latter if one in former]
    if stayed != now:
        arrow = phrases.say("list.rank")
        yield Change(section, "", phrases.say("what.rank"), arrow.join(stayed), arrow.join(now))


def _rules(listed: list[Statement]) -> list[str]:
    """The rules of a section in their order: by name, or what has no name of its own by what it says."""
    unnamed = all(not one.what for one in listed)
    return list(dict.fromkeys(f"{one.name} ({one.says})" if unnamed else one.name for one in listed if one.name))
