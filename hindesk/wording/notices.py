"""Reminders and the ladder in words: who is told when, and in which time that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hindesk.policy.escalation import REMINDER, Measure, Notice, Recipient
from hindesk.policy.values import Policy
from hindesk.wording import times
from hindesk.wording.conditions import only_if, value
from hindesk.wording.head import titles
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def notice_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield every reminder and level of every rule; one that is told again is one statement."""
    called = titles(policy, phrases)
    for rule in policy.sla:
        for metric, notices in rule.notices.items():
            for tellings in told_again(notices):
                what = f"{called.get(metric, metric)}, {rung(tellings[0], phrases)}"
                yield Statement("notices", rule.name, what, notice(tellings, phrases))


def told_again(notices: Iterable[Notice]) -> list[list[Notice]]:
    """Return the notices with those together that tell the same again, in their order."""
    found: dict[tuple[object, ...], list[Notice]] = {}
    for one in notices:
        found.setdefault((one.level, one.measure, one.to, one.sets, one.when, one.line), []).append(one)
    return list(found.values())


def rung(one: Notice, phrases: Phrases) -> str:
    """Return what a notice is called: a reminder, or its level."""
    return phrases.say("notice.reminder") if one.level == REMINDER else phrases.say("notice.level", level=one.level)


def notice(tellings: list[Notice], phrases: Phrases) -> str:
    """Return what a notice says, with everything that repeats it: when, to whom, what it sets, and of which tickets."""
    first = tellings[0]
    told = phrases.say("notice.tells", when=_when(tellings, phrases), people=recipients(first.to, phrases))
    return phrases.clauses((told, sets(first.sets, phrases), only_if(first.when, phrases)))


def recipients(listed: Iterable[Recipient], phrases: Phrases) -> str:
    """Return who is told: `the assignee and whoever is on call in nights`."""
    return phrases.listed((_recipient(one, phrases) for one in listed), by="and")


def sets(pairs: Iterable[tuple[str, str]], phrases: Phrases) -> str:
    """Return which fields get which values; none: ''."""
    said = [
        phrases.say("action.set", field=phrases.word("field", field), value=value(field, text, phrases))
        for field, text in pairs
    ]
    return phrases.listed(said, by="and") if said else ""


def _recipient(one: Recipient, phrases: Phrases) -> str:
    if one.sort == "manager_of":
        return phrases.say(f"recipient.manager_of_{one.name}")
    return phrases.say(f"recipient.{one.sort}", name=one.name)


def _when(tellings: list[Notice], phrases: Phrases) -> str:
    offsets = [one.offset for one in tellings]
    first, measure = _from_due(offsets[0], tellings[0].measure, phrases), tellings[0].measure
    steps = {later - former for former, later in pairwise(offsets)}
    if len(steps) == 1:
        every = _amount(steps.pop(), measure, phrases)
        return phrases.say("notice.repeats", first=first, every=every, times=len(offsets) - 1)
    return phrases.listed((_from_due(one, measure, phrases) for one in offsets), by="and")


def _from_due(offset: int, measure: Measure, phrases: Phrases) -> str:
    if offset == 0:
        return phrases.say("notice.at_due")
    side = "before" if offset < 0 else "after"
    return phrases.say(f"notice.{side}", amount=_amount(abs(offset), measure, phrases))


def _amount(size: int, measure: Measure, phrases: Phrases) -> str:
    if measure == "percent":
        return phrases.say("notice.percent", n=size)
    if measure == "business_day":
        return phrases.counted("time.business_day", size)
    return phrases.say(f"notice.{measure}", amount=times.amount(size, phrases))
