"""The tags as SQL over the rows of `facts.sql`: which clocks have them, which one is primary, and its evidence."""

from __future__ import annotations

import re
from typing import Final

from hindesk.causes.sql import filled, sql
from hindesk.causes.tags import FLOOR, TAGS, UNEXPLAINED, Tag

_BRACES: Final = re.compile(r"\{(\w+)\}")
_COUNT: Final = "_count"
_TIMED: Final = tuple(tag for tag in TAGS if tag.time)


def marked() -> str:
    """The query `marked.sql`: the columns of `facts.sql`, one for each tag, `most` and `primary_tag`.

    A tag's column is true, false, or null where the tag can't be tested. `primary_tag` is the tag of the clock that
    accounts for most of its counted time, if that is at least `FLOOR`; the first one of `TAGS` where several do; else
    `UNEXPLAINED`.
    """
    marks = {
        "tags": ",\n".join(f"{_holds(tag)} as {column(tag)}" for tag in TAGS),
        "times": ", ".join(_time(tag) for tag in _TIMED),
        "primary": _primary(),
        "facts": sql("facts"),
    }
    return filled("marked", marks)


def column(tag: Tag) -> str:
    """The name of a tag's column in the rows of `marked`."""
    return f"is_{tag.name}"


def names() -> str:
    """The columns of the tags, in a list of columns."""
    return "".join(f"{column(tag)}, " for tag in TAGS)


def evidence() -> str:
    """SQL of a text: the evidence of the primary tag of a row of `marked`."""
    cases = "\n".join(f"when '{tag.name}' then {_words(tag.evidence)}" for tag in TAGS)
    nothing = f"'no tag accounts for {100 * FLOOR:.0f} % of ' || {_amount('elapsed')}"
    missing = "case when missing_count > 0 then '; the history lacks ' || missing_count || ' of 4 parts' else '' end"
    return f"case primary_tag {cases} else {nothing} || {missing} end"


def held() -> str:
    """SQL of a text: the names of the tags that a row of `marked` has, in the order of `TAGS`."""
    each = ", ".join(f"case when {column(tag)} then '{tag.name}' end" for tag in TAGS)
    return f"concat_ws(', ', {each})"


def _holds(tag: Tag) -> str:
    needs = int(tag.needs)
    return f"case when (knows & {needs}) = {needs} then {tag.fact} >= {tag.at_least} end"


def _time(tag: Tag) -> str:
    return f"case when {column(tag)} then {tag.time} end"


def _primary() -> str:
    cases = "\n".join(f"when {_time(tag)} = most then '{tag.name}'" for tag in _TIMED)
    return f"when most is null or most < {FLOOR} * elapsed then '{UNEXPLAINED}' {cases}"


def _words(template: str) -> str:
    pieces = _BRACES.split(template)
    texts = [f"'{piece}'" if place % 2 == 0 else _shown(piece) for place, piece in enumerate(pieces) if piece]
    return " || ".join(texts)


def _shown(fact: str) -> str:
    return f"{fact}::varchar" if fact.endswith(_COUNT) else _amount(fact)


def _amount(fact: str) -> str:
    """An amount of time as reports show it: `26h 05m`, `12m`, or `45s` below a minute; it is cut, not rounded."""
    return f"""case
        when {fact} >= 3600000000
            then format('{{:,}}h {{:02d}}m', {fact} // 3600000000, {fact} // 60000000 % 60)
        when {fact} >= 60000000 then format('{{}}m', {fact} // 60000000)
        else format('{{}}s', {fact} // 1000000)
    end"""
