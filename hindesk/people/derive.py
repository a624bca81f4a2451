"""A starting roster, derived from what the tickets of a store say of those who held them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import duckdb
import pyarrow as pa

from hindesk.people.columns import columns
from hindesk.people.sql import sql
from hindesk.people.values import HIGHEST_TIER, folded
from hindesk.store.store import Store

TEAM_SHARE: Final = 0.1
"""The share of a person's tickets that a team has at least for the person to work in it."""

LANGUAGE_SHARE: Final = 0.05
"""The share of a person's tickets, of those with a language, that are in a language that the person speaks."""

SOLVED: Final = 5
"""The tickets of one type that a person has solved at least to have it as a skill."""

DERIVED: Final = (
    f"teams are those of at least {TEAM_SHARE:.0%} of the person's tickets, while they held them, the main one first",
    "tier is the highest that a ticket had while the person held it",
    f"skills are the types of which the person solved at least {SOLVED} tickets; set the levels by hand",
    f"languages are those of at least {LANGUAGE_SHARE:.0%} of the tickets that the person held",
    "capacity is the most open tickets that the person ever held at once",
    "tickets and last_seen are what the store says, and are not read back",
)
"""How each column comes about, as clauses."""

TEXT: Final = pa.string()
_CODE_TYPES: Final[dict[str, pa.DataType]] = {"code": pa.int32(), "number": pa.int32(), "name": TEXT}
_CODES: Final = pa.schema(_CODE_TYPES)
_BOUNDS: Final = {
    "team_share": TEAM_SHARE,
    "language_share": LANGUAGE_SHARE,
    "solved": SOLVED,
    "highest_tier": HIGHEST_TIER,
}
_DESKS: Final = """
select distinct h.person, t.source
from held as h join tickets as t using (ticket)
where h.person is not null
order by t.source, h.person
"""
_DIGITS: Final = re.compile(r"[0-9]+")


def derive_roster(store: Store) -> pa.Table:
    """A roster with one row for each assignee that any ticket of the store ever had, as texts and int64 columns.

    Columns are those of a roster, with `<help desk>_id` and `<help desk>_team_id` for each help desk of the store, then
    `tickets`, how many tickets the person held, and `last_seen`, the last date (UTC) on which a ticket of theirs
    changed hands, team or status, or they did something. `DERIVED` says how the others come about; what is not known is
    null. An assignee or team that is nothing but digits is taken for an id as well. Spellings that differ in case alone
    are one. Rows are in the order of `tickets`, most first, then names.

    Teams, types and languages whose names a roster can't hold in a list, because they contain its separator, are left
    out.
    """
    cursor = store.cursor()
    numbers = store.fields()
    for field in ("assignee", "person", "team", "type", "language"):
        _stage_meanings(cursor, store, field)
    cursor.execute(sql("derive_held"), {name: numbers[name] for name in ("assignee", "team", "tier", "status")})
    told = {name: numbers[name] for name in ("tier", "type", "language")}
    rows = cursor.sql(sql("derive_people"), params={**told, **_BOUNDS}).to_arrow_table()
    return _table(rows, cursor.sql(_DESKS).to_arrow_table())


def _stage_meanings(cursor: duckdb.DuckDBPyConnection, store: Store, field: str) -> None:
    """Make the temporary table `meant_<field>`; actors have the numbers of assignees of that name."""
    words = store.words(field)
    texts, codes = _texts(words), words.column("code").to_pylist()
    of = "assignee" if field == "person" else field
    numbers = _numbers(_texts(store.words(of)), _may_stand(of))
    rows = [(code, *numbers[folded(text)]) for code, text in zip(codes, texts, strict=True) if folded(text) in numbers]
    told = pa.Table.from_arrays(
        [pa.array([row[place] for row in rows], kind.type) for place, kind in enumerate(_CODES)], schema=_CODES
    )
    cursor.register("meanings", told)
    cursor.execute(f"create or replace temp table meant_{field} as from meanings")
    cursor.unregister("meanings")


def _texts(words: pa.Table) -> list[str]:
    return [str(text) for text in words.column("text").to_pylist()]


def _numbers(texts: list[str], may_stand: Callable[[str], bool]) -> dict[str, tuple[int, str]]:
    """A number and the first spelling for each folded text that a roster can hold."""
    numbers: dict[str, tuple[int, str]] = {}
    for text in texts:
        if text.strip() and may_stand(text):
            numbers.setdefault(folded(text), (len(numbers), text.strip()))
    return numbers


def _may_stand(field: str) -> Callable[[str], bool]:
    """Whether a text can stand in the list of a roster that holds a field's values."""
    word = {"team": "team", "type": "skills", "language": "languages"}.get(field)
    signs = columns().known[word].separators if word else ""
    return lambda text: not any(sign in text for sign in signs)


def _table(rows: pa.Table, desks: pa.Table) -> pa.Table:
    """The roster with its columns in order."""
    held: Any = tuple(zip(desks.column("source").to_pylist(), desks.column("person").to_pylist(), strict=True))
    sources = tuple(dict.fromkeys(source for source, _ in held))
    blank = pa.nulls(rows.num_rows, TEXT)
    ids = {f"{one}_id": _ids(rows, frozenset(person for source, person in held if source == one)) for one in sources}
    team_ids = {f"{one}_team_id": rows.column("team_id") if len(sources) == 1 else blank for one in sources}
    told: dict[str, Any] = {
        "name": rows.column("name"),
        "email": blank,
        **ids,
        "team": rows.column("team"),
        **team_ids,
        **{name: rows.column(name) for name in ("tier", "skills", "languages", "capacity")},
        **dict.fromkeys(("calendar", "time_zone", "away", "manager"), blank),
        **{name: rows.column(name) for name in ("tickets", "last_seen")},
    }
    return pa.table(told)


def _ids(rows: pa.Table, there: frozenset[int]) -> pa.Array[pa.StringScalar]:
    """The names of those who held tickets of a source, where they are nothing but digits."""
    people: Any = zip(rows.column("person").to_pylist(), rows.column("name").to_pylist(), strict=True)
    return pa.array([name if person in there and _DIGITS.fullmatch(name) else None for person, name in people], TEXT)
