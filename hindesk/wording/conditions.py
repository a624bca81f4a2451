"""Conditions and triggers in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hindesk.policy.traits import TRAIT
from hindesk.policy.values import All, Condition, Not, Test, Trigger
from hindesk.policy.values import Any as Either
from hindesk.policy.words import HANDLED_BY
from hindesk.wording.phrases import Phrases

_EQUAL: Final = ("is", "in", "not")
_TEXTUAL: Final = ("contains", "matches", "starts_with")


def condition(when: Condition, phrases: Phrases) -> str:
    """Return a condition in words: `the subject contains “outage” and the company is Acme`; always true: ''."""
    return _of_traits(when, phrases) or _of_fields(when, phrases)


def _of_traits(when: Condition, phrases: Phrases) -> str:
    """Return a condition that asks for one trait, or for any of several, or for none of them; other ones: ''."""
    part, word = (when.part, "no") if isinstance(when, Not) else (when, "yes")
    parts = part.parts if isinstance(part, Either) else (part,)
    names = [one.field.removeprefix(TRAIT) for one in parts if isinstance(one, Test) and one.field.startswith(TRAIT)]
    if not names or len(names) < len(parts):
        return ""
    listed = phrases.listed((phrases.say("condition.quoted", text=name) for name in names), by="or")
    return phrases.say(f"condition.trait_{word}", values=listed)


def _of_fields(when: Condition, phrases: Phrases) -> str:
    match when:
        case Test():
            return _test(when, phrases, holds=True)
        case Not(part=Test() as test):
            return _test(test, phrases, holds=False)
        case Not(part=part):
            return phrases.say("condition.not", condition=condition(part, phrases))
        case All(parts=parts):
            return _joined(parts, phrases, "condition.and")
        case Either(parts=()):
            return phrases.say("condition.never")
        case Either(parts=parts):
            return _joined(parts, phrases, "condition.or")


def only_if(when: Condition | None, phrases: Phrases) -> str:
    """Return a condition as the clause that limits a sentence; without one: ''."""
    said = "" if when is None else condition(when, phrases)
    return phrases.say("condition.only_if", condition=said) if said else ""


def triggers(listed: Iterable[Trigger], phrases: Phrases) -> str:
    """Return what moves a clock in words: `an agent answers or the team changes`."""
    return phrases.listed((_trigger(one, phrases) for one in listed), by="or")


def value(field: str, text: str, phrases: Phrases) -> str:
    """Return a value of a field in words: a priority, a status category, else the value itself."""
    return phrases.word(f"value_{field}", text)


def _trigger(one: Trigger, phrases: Phrases) -> str:
    if one.signal is not None:
        return phrases.word("signal", one.signal)
    if one.changed is not None:
        return phrases.say("condition.changes", field=phrases.word("field", one.changed))
    return condition(one.condition or All(), phrases)


def _joined(parts: tuple[Condition, ...], phrases: Phrases, joint: str) -> str:
    said = [_inner(part, phrases) if len(parts) > 1 else condition(part, phrases) for part in parts]
    return phrases.say(joint).join(said)


def _inner(part: Condition, phrases: Phrases) -> str:
    """Return a part of a longer condition, in brackets where it has parts of its own."""
    said = condition(part, phrases)
    return f"({said})" if isinstance(part, All | Either) and len(part.parts) > 1 else said


def _test(test: Test, phrases: Phrases, *, holds: bool) -> str:
    if test.operator == "is_set":
        there = holds is (test.values != ("false",))
        return phrases.say(f"condition.{'set' if there else 'empty'}", field=phrases.word("field", test.field))
    positive = holds is (test.operator != "not")
    if test.field == HANDLED_BY and test.operator in _EQUAL:
        return phrases.listed((_handled(one, phrases, positive=positive) for one in test.values), by="or")
    word = "is" if test.operator in _EQUAL else test.operator
    key = f"condition.{_kind(test, word)}_{'yes' if positive else 'no'}"
    return phrases.say(key, field=phrases.word("field", test.field), values=_values(test, phrases))


def _kind(test: Test, word: str) -> str:
    return "tagged" if test.field == "tags" and word == "contains" else word


def _handled(text: str, phrases: Phrases, *, positive: bool) -> str:
    return phrases.say(f"handled.{text}_{'yes' if positive else 'no'}")


def _values(test: Test, phrases: Phrases) -> str:
    shown = [value(test.field, one, phrases) for one in test.values]
    if test.operator in _TEXTUAL and test.field != "tags":
        shown = [phrases.say("condition.quoted", text=one) for one in shown]
    return phrases.listed(shown, by="or")
