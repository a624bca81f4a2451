"""The notation of `lapses` and `approvals`: what a line of each says."""

from __future__ import annotations

import re
from typing import Final, get_args

from hindesk.cases.lines import Line, Wrong
from hindesk.cases.moments import LATER, WHEN, Day, date_at, later_than, moment_of
from hindesk.cases.values import ApprovalWanted, Ending, LapseWanted, Moment
from hindesk.cases.words import APPROVED, BY, LASTS, MISSING, UNKNOWN, CaseWords
from hindesk.policy.findings import unknown

ENDINGS: Final[tuple[Ending, ...]] = get_args(Ending)
OF_PERMISSIONS: Final[tuple[Ending, ...]] = ("over", "changed")
"""How lapses from permissions end: only a sensitive matter moves."""

_LAPSE: Final = re.compile(rf"(?P<what>\S.*?)\s+(?:(?P<lasts>{LASTS})|until\s+(?:{WHEN}|{LATER})\s*,\s*(?P<ended>\S+))")
_LAPSES: Final = (
    "after the time stands `Payments by kim until 09:30, changed`, `Card data until 09:30, moved` or, without an end, "
    "`Card data lasts`"
)
_APPROVALS: Final = f"after the time stands `Large refunds {APPROVED}` or `Large refunds {MISSING}`"


def read_lapse(line: Line, words: CaseWords) -> LapseWanted:
    """Read what a line of `lapses` says.

    Raises:
        Wrong: no lapse, one from an unknown rule, or one that ends before it begins.
    """
    found = _LAPSE.fullmatch(line.rest)
    if not found:
        raise Wrong(_LAPSES, line.offset)
    rule, holder = _rule(found["what"], line, words)
    name = None if holder is None else holder.removesuffix(UNKNOWN).rstrip()
    if name == "":
        raise Wrong(_nobody(rule), line.offset)
    return LapseWanted(line.moment, rule, name, name != holder, _until(found, line, words), _ended(found, line, holder))


def read_approval(line: Line, words: CaseWords) -> ApprovalWanted:
    """Read what a line of `approvals` says.

    Raises:
        Wrong: no approval, or an unknown one.
    """
    name, _, word = line.rest.rpartition(" ")
    if word not in {APPROVED, MISSING}:
        raise Wrong(_APPROVALS, line.offset)
    if name.rstrip() not in words.approvals:
        raise Wrong(unknown("approval", name.rstrip(), words.approvals), line.offset)
    return ApprovalWanted(line.moment, name.rstrip(), word == APPROVED)


def _rule(what: str, line: Line, words: CaseWords) -> tuple[str, str | None]:
    """The name of a rule and, of a permission, who has the ticket."""
    if what in words.sensitive:
        return what, None
    for name in sorted(words.permissions, key=len, reverse=True):
        if what.startswith(f"{name} {BY} "):
            return name, what.removeprefix(f"{name} {BY} ").strip()
    raise Wrong(_no_rule(what, words), line.offset)


def _no_rule(what: str, words: CaseWords) -> str:
    """Say why this names no rule, or not as it has to."""
    if what in words.permissions:
        return _nobody(what)
    head, by, _ = what.partition(f" {BY} ")
    if by and head.rstrip() in words.sensitive:
        return f"{head.rstrip()!r} is a sensitive matter, whoever has the ticket; write its name alone"
    if by:
        return unknown("permission", head.rstrip(), words.permissions)
    return unknown("sensitive matter", what, words.sensitive)


def _nobody(rule: str) -> str:
    return f"{rule!r} is a permission; say who has the ticket: `{rule} {BY} kim`"


def _until(found: re.Match[str], line: Line, words: CaseWords) -> Moment | None:
    """When it ends: a time without a date is on the date on which it begins, and `+10m` is so much later."""
    if found["lasts"]:
        return None
    offset = line.offset + min(found.start(name) for name in ("before", "date", "time", "later") if found[name])
    day = Day(date_at(line.moment.at, words.time_zone), words.time_zone)
    try:
        until = later_than(line.moment, found["later"]) if found["later"] else moment_of(found, day)
    except ValueError as error:
        raise Wrong(str(error), offset) from None
    if until.at + until.grain <= line.moment.at:
        raise Wrong("it ends before it begins; write the date where it changes", offset)
    return until


def _ended(found: re.Match[str], line: Line, holder: str | None) -> Ending | None:
    if found["lasts"]:
        return None
    known = ENDINGS if holder is None else OF_PERMISSIONS
    word = next((one for one in known if one == found["ended"]), None)
    if word is None:
        strange = found["ended"] not in ENDINGS
        message = unknown("ending", found["ended"], known) if strange else "only a lapse of a sensitive matter is moved"
        raise Wrong(message, line.offset + found.start("ended"))
    return word
