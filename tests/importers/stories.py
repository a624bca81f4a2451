"""What a store tells of its tickets, in words that tests compare."""

from __future__ import annotations

from hindesk.store.store import Store

Told = tuple[int, str, str, str, str, str]
"""instant (microseconds), kind, actor, field, value, person."""

_EVENTS = """
select
    e."at",
    ['created', 'message', 'change', 'merged', 'deleted', 'rated'][e.kind],
    ['unknown', 'customer', 'agent', 'bot', 'system'][e.actor + 1],
    coalesce(f.name, ''), coalesce(w.text, ''), coalesce(p.text, '')
from events as e
join tickets as t using (ticket)
left join fields as f on f.field = e.field
left join words as w on w.field = e.field and w.code = e.value
left join words as p on p.field = (select field from fields where name = 'person') and p.code = e.person
where t.source = ? and t.key = ?
order by e.seq
"""

_FIELDS = """
select f.name, coalesce(a.text, ''), coalesce(b.text, '')
from ticket_fields as c
join tickets as t using (ticket)
join fields as f using (field)
left join words as a on a.field = c.field and a.code = c.first
left join words as b on b.field = c.field and b.code = c.latest
where t.source = ? and t.key = ?
"""


def events(store: Store, source: str, key: str) -> list[Told]:
    """The events of a ticket, in order."""
    return store.connection.execute(_EVENTS, [source, key]).fetchall()


def fields(store: Store, source: str, key: str) -> dict[str, tuple[str, str]]:
    """The fields of a ticket: at its creation, and now."""
    rows = store.connection.execute(_FIELDS, [source, key]).fetchall()
    return {str(name): (str(first), str(latest)) for name, first, latest in rows}


def knows(store: Store, key: str) -> int:
    """What the history of a ticket knows (events.Knows)."""
    return int(store.connection.execute("select knows from tickets where key = ?", [key]).fetchall()[0][0])


def stories(store: Store, source: str) -> dict[str, tuple[list[Told], dict[str, tuple[str, str]]]]:
    """Every ticket of a source."""
    keys = store.connection.execute("select key from tickets where source = ? order by key", [source]).fetchall()
    return {str(key): (events(store, source, str(key)), fields(store, source, str(key))) for (key,) in keys}
