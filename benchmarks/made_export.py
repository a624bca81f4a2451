"""Export a made-up store as an event CSV in the shape of samples/desk-map.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from benchmarks.generate_store import generate
from hindesk.store.store import open_store

EXPORT: Final = """
copy (
    with said as (
        select w.code, f.name, replace(replace(w.text, 'On hold', 'On-hold'), 'Resolved', 'Solved') as text
        from words as w
        join fields as f using (field)
    ),
    opening as (
        pivot (
            select c.ticket, s.name, s.text
            from ticket_fields as c
            join fields as f using (field)
            join said as s on s.name = f.name and s.code = c.first
        )
        on name in ('type', 'priority', 'status', 'channel', 'product', 'company', 'customer', 'team')
        using any_value(text)
        group by ticket
    )
    select
        strftime(make_timestamp(e."at" + 32_400_000_000), '%Y-%m-%d %H:%M:%S') as time,
        24001 + e.ticket as ticket,
        ['created', 'message', 'change'][e.kind] as event,
        ['customer', 'agent', 'bot', 'system'][e.actor] as actor,
        coalesce(p.text, if(e.actor = 1, c.customer, null)) as person,
        if(e.kind = 2, if(e.flags & 1 = 1, 'yes', 'no'), null) as public,
        if(e.kind = 2, if(e.flags & 2 = 2, 'yes', 'no'), null) as automatic,
        if(e.kind = 3, f.name, null) as field,
        v.text as value,
        if(e.kind = 1, 'Question ' || e.ticket || ' about ' || o.product, null) as subject,
        null as text,
        o.type, o.priority, o.status, o.channel, o.product, o.company, o.customer,
        null as segment, null as language, null as form, null as tags,
        o.team
    from events as e
    left join fields as f on f.field = e.field
    left join said as v on v.name = f.name and v.code = e.value
    left join said as p on p.name = 'person' and p.code = e.person
    left join opening as o on o.ticket = e.ticket and e.kind = 1
    left join opening as c on c.ticket = e.ticket
    order by e."at", e.ticket, e.seq
) to $file (header)
"""
"""Every event as a row, in the order of time, which is how event exports come; times are those of Seoul."""


def export(path: Path, tickets: int, *, seed: int = 1) -> int:
    """Write the events of so many made-up tickets to a new CSV, about 8.7 rows each, and give the number of rows.

    Raises:
        FileExistsError: a store for it stands beside `path` already.
    """
    made = path.with_suffix(".made")
    generate(made, tickets, seed=seed)
    with open_store(made, read_only=True) as store:
        written = store.connection.execute(EXPORT, {"file": str(path)}).fetchall()
    made.unlink()
    return int(written[0][0])
