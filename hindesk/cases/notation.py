"""The notation of cases: what a line of a history, of `told` and of `clocks` says."""

from __future__ import annotations

import re
from typing import Final, get_args

from hindesk.calendars.nearest import nearest
from hindesk.cases.lines import Line, Wrong
from hindesk.cases.moments import Day, read_moment
from hindesk.cases.values import AUTOMATION, ClockWanted, NoticeWanted, Step, Verdict
from hindesk.cases.words import ACTORS, ENDS, MANNERS, NOBODY, RULE, CaseWords
from hindesk.events import TAG_SEPARATOR, Actor, Kind
from hindesk.policy.findings import unknown
from hindesk.policy.words import FIXED_VALUES, HANDLED_BY

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

_SEPARATOR: Final = re.compile("[:=]")
_NOTICE: Final = re.compile(
    r"(?P<metric>\S.*?)(?:\s+(?P<cycle>\d+))?\s+(?:reminder|level\s+(?P<level>\d+))\s+to\s+(?P<names>\S.*)"
)
_BY_RULE: Final = re.compile(rf"{RULE}\s+(?P<name>\S.*?)\s+to\s+\S.*")
_CLOCK: Final = re.compile(r"(?P<verdict>[a-z_]+)?\s*,?\s*(?:(?<![a-z_])due\s+(?P<due>\S.*))?")
_STEPS: Final = (
    "after the time stands `agent: text`, `agent note: text`, `status = open`, `bot priority = high` or `merged`"
)
_NOTICES: Final = "after the time stands `resolution reminder to kim` or `resolution level 2 to kim, lee`"


def read_step(line: Line, words: CaseWords) -> Step:
    """Read what a line of a history says.

    Raises:
        Wrong: nothing that is known.
    """
    found = _SEPARATOR.search(line.rest)
    if found is None:
        return _end(line)
    head, tail = line.rest[: found.start()].split(), line.rest[found.end() :].strip()
    if found[0] == ":":
        return _message(line, head, tail)
    actor = ACTORS[head.pop(0)] if len(head) > 1 and head[0] in ACTORS else Actor.AGENT
    name = " ".join(head)
    try:
        value = field_value(name, tail, words)
    except ValueError as error:
        raise Wrong(str(error), line.offset) from None
    return Step(line.moment.at, Kind.CHANGE, actor, field=name, value=value)


def field_value(name: str, value: str, words: CaseWords) -> str:
    """The value of a field as the engine takes it: tags sorted, priorities in small letters.

    Raises:
        ValueError: the policy has no such field, or the field no such value.
    """
    if name not in words.ticket_fields:
        raise ValueError(unknown_field(name, words))
    if name == "tags":
        return TAG_SEPARATOR.join(sorted({tag.strip() for tag in value.split(TAG_SEPARATOR)} - {""}))
    if value and name in FIXED_VALUES and value.lower() not in FIXED_VALUES[name]:
        raise ValueError(unknown(name, value, FIXED_VALUES[name]))
    return value.lower() if name in FIXED_VALUES else value


def unknown_field(name: str, words: CaseWords) -> str:
    """Say why a ticket can't be given a field."""
    if name == HANDLED_BY:
        return f"{name!r} follows from the messages and can't be set"
    return unknown("field", name, words.ticket_fields, advice=words.unlisted)


def read_notice(line: Line, words: CaseWords) -> NoticeWanted:
    """Read what a line of `told` says.

    Raises:
        Wrong: no notice, or one of an unknown metric or rule.
    """
    for name in words.automation:
        head = f"{RULE} {name} to "
        if line.rest.startswith(head):
            return NoticeWanted(line.moment, name, 0, AUTOMATION, _names(line.rest.removeprefix(head)))
    found = _NOTICE.fullmatch(line.rest)
    if not found:
        raise Wrong(_no_notice(line.rest, words), line.offset)
    if found["metric"] not in words.metrics:
        raise Wrong(unknown("metric", found["metric"], words.metrics), line.offset)
    cycle, level = int(found["cycle"] or 0), int(found["level"] or 0)
    return NoticeWanted(line.moment, found["metric"], cycle, level, _names(found["names"]))


def _names(text: str) -> tuple[str, ...]:
    """The sorted names of a list; nobody is ''."""
    names = {name.strip() for name in text.split(",")} - {""}
    return tuple(sorted("" if name == NOBODY else name for name in names))


def _no_notice(text: str, words: CaseWords) -> str:
    """Say why a line is no notice."""
    found = _BY_RULE.fullmatch(text)
    return unknown("rule", found["name"], words.automation) if found and words.automation else _NOTICES


def read_clock(text: str, day: Day) -> ClockWanted:
    """Read what a clock must be: `met`, `breached due 2026-01-05 10:00`, `due 10:00`.

    Raises:
        ValueError: no verdict, or no time.
    """
    found = _CLOCK.fullmatch(text.strip())
    word = (found["verdict"] if found else None) or text.split(maxsplit=1)[0].rstrip(",")
    verdict = next((one for one in VERDICTS if one == word), None)
    if not found or (found["verdict"] and verdict is None):
        raise ValueError(_no_verdict(text, word))
    return ClockWanted(verdict, read_moment(found["due"], day) if found["due"] else None)


def read_breach(text: str, words: CaseWords) -> tuple[str, int]:
    """Read the name of a breached clock: `resolution`, or `next_response 1` for its second.

    Raises:
        ValueError: no such metric.
    """
    name, _, number = text.rpartition(" ")
    metric, cycle = (name.strip(), int(number)) if number.isdecimal() and name else (text, 0)
    if metric not in words.metrics:
        raise ValueError(unknown("metric", metric, words.metrics))
    return metric, cycle


def _message(line: Line, head: list[str], text: str) -> Step:
    who, manner = head[0] if head else "", " ".join(head[1:])
    if who not in ACTORS:
        raise Wrong(unknown("actor", who, ACTORS), line.offset)
    if manner not in MANNERS:
        offset = line.offset + line.rest.index(manner)
        raise Wrong(unknown("kind of message", manner, tuple(filter(None, MANNERS))), offset)
    return Step(line.moment.at, Kind.MESSAGE, ACTORS[who], MANNERS[manner], "text", text)


def _end(line: Line) -> Step:
    """Read a line without a separator: `merged`, `system deleted`."""
    words = line.rest.split()
    actor = ACTORS[words.pop(0)] if len(words) > 1 and words[0] in ACTORS else Actor.AGENT
    if len(words) == 1 and words[0] in ENDS:
        return Step(line.moment.at, Kind[words[0].upper()], actor)
    near = nearest(words[0], ENDS) if len(words) == 1 else None
    raise Wrong(f"{_STEPS}; did you mean {near!r}?" if near else _STEPS, line.offset)


def _no_verdict(text: str, word: str) -> str:
    near = nearest(word, VERDICTS)
    advice = f"did you mean {near!r}?" if near else f"write {', '.join(VERDICTS)} or none, with `due` and a time or not"
    return f"expected what a clock is, found {text!r}; {advice}"
