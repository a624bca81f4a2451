"""Tables with one event a row, read by a column map."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.importers.cells import fill
from hindesk.importers.column_map import ACTORS, KINDS, KNOWS, YES, Cell, ColumnMap, Event
from hindesk.importers.dates import DateRules, instants
from hindesk.importers.job import Job, date_note
from hindesk.importers.sql import sql
from hindesk.importers.table import Table, tidy

_WORDS: Final = pa.schema([("role", pa.string()), ("text", pa.string()), ("meaning", pa.string())])
_VALUES: Final = pa.schema([("field", pa.string()), ("text", pa.string()), ("meaning", pa.string())])
_CONSTANTS: Final = pa.schema([("role", pa.string()), ("value", pa.string())])
_HEADERS: Final = pa.schema([("role", pa.string()), ("header", pa.string())])

_ROLES: Final = ("kind", "actor", "public", "automatic", "field", "value", "person")


def stage_events(job: Job, table: Table, wanted: ColumnMap, rules: DateRules) -> tuple[str, ...]:
    """Write the rows of `raw` to the staging tables, one event each; returns notes.

    A ticket's fields at its creation are those of its `created` row or, without one, of its first row.

    Raises:
        InputError: a column is missing, a word of the map means nothing, or the dates can't be told.
    """
    event = wanted.event
    if event is None:
        raise InputError("the column map has no section event")
    read = instants(job.connection, table, [event.at], rules)
    fill(job.connection, "event_words", _words(event), _WORDS)
    values = [
        [field, text.casefold(), meaning]
        for field, cell in wanted.fields.items()
        for text, meaning in cell.values.items()
    ]
    fill(job.connection, "event_values", values, _VALUES)
    headers = [["at", event.at], ["id", wanted.id], *([role, getattr(event, role).column or ""] for role in _ROLES)]
    fill(job.connection, "event_headers", headers, _HEADERS)
    cells = ", ".join(f"{_cell(table, role, getattr(event, role))} as {role}" for role in _ROLES)
    order = f"try_cast({tidy(table.need(event.order))} as bigint)" if event.order else "rowid"
    constants = [[role, getattr(event, role).constant] for role in _ROLES]
    fill(job.connection, "event_constants", constants, _CONSTANTS)
    job.connection.execute(
        f'create or replace temp view event_rows as select rowid as "row", '  # noqa: S608 - names of `raw`
        f'{tidy(table.need(wanted.id))} as key, {read[event.at].sql} as "at", '
        f"{table.need(event.at)} as at_text, {order} as place, {cells} from raw"
    )
    fill(job.connection, "event_knows", [[_knows(wanted)]], pa.schema([("knows", pa.int16())]))
    job.connection.execute(sql("map_events"))
    return date_note(read)


def _cell(table: Table, role: str, cell: Cell) -> str:
    """A value as an expression over `raw` and `event_constants`."""
    if cell.column is None:
        return f"(select c.value from event_constants as c where c.role = '{role}')"  # noqa: S608 - one of ours
    return tidy(table.need(cell.column))


def _words(event: Event) -> list[list[str]]:
    """What the texts of kind, actor, public and automatic mean: the product's own words, then the map's."""
    known = {
        "kind": {name: str(int(kind)) for name, kind in KINDS.items()},
        "actor": {name: str(int(actor)) for name, actor in ACTORS.items()},
        "public": YES,
        "automatic": YES,
    }
    words: dict[tuple[str, str], str] = {}
    for role, meanings in known.items():
        words |= {(role, text): meaning for text, meaning in meanings.items()}
        cell: Cell = getattr(event, role)
        for text, word in {**cell.values, **({cell.constant: cell.constant} if cell.constant else {})}.items():
            if word.casefold() not in meanings:
                hint = did_you_mean(word, meanings) or f"it takes {', '.join(meanings)}"
                raise InputError(f"the column map: event.{role}: there is no {role} {word!r}", hint)
            words[role, text.casefold()] = meanings[word.casefold()]
    for role in ("field", "value"):
        words |= {(role, text.casefold()): meaning for text, meaning in getattr(event, role).values.items()}
    return [[role, text, meaning] for (role, text), meaning in words.items()]


def _knows(wanted: ColumnMap) -> int:
    """What the map says that the rows tell, or -1 where it leaves it to the rows."""
    if wanted.knows is None:
        return -1
    total = 0
    for name in wanted.knows:
        total |= int(KNOWS[name])
    return total
