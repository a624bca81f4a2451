-- landing_events. One row: one event, in its final order. An event that the source dates before its ticket's creation
-- is taken to happen at the creation: it is `moved`. Where the source says no order, the order of the file counts.
create or replace temp table landing_events as
with person as (select w.text, w.code from landing_words as w join landing_fields as f using (field) where f.name = 'person'),
said as (select f.name, w.field, w.text, w.code from landing_words as w join landing_fields as f using (field)),
coded as (
    select t.n, t.opened_at as "at", 0 as seq, 1 as kind, t.actor, 0 as flags, 0 as field, 0 as value, t.person,
        false as moved, 0 as place
    from landing_tickets as t
    union all
    select
        t.n,
        greatest(e."at", t.opened_at),
        e.seq,
        e.kind,
        coalesce(e.actor, 0),
        coalesce(e.flags, 0),
        coalesce(f.field, 0),
        coalesce(s.code, 0),
        coalesce(e.person, ''),
        e."at" < t.opened_at,
        e.rowid
    from staged_events as e
    join landing_tickets as t on t.key = e.key
    left join landing_fields as f on f.name = e.field
    left join said as s on s.name = e.field and s.text = e.value
    where e.kind <> 1
)
select
    c.n::integer as n, c."at", c.seq, c.kind::tinyint as kind, c.actor::tinyint as actor, c.flags::tinyint as flags,
    c.field::smallint as field, c.value::integer as value, coalesce(p.code, 0)::integer as person, c.moved
from coded as c
left join person as p on p.text = c.person
order by c.n, c."at", c.kind <> 1, c.seq, c.place;

-- The place of each event in its ticket.
create or replace temp table landing_starts as
select n, min(rowid) as start from landing_events group by n;

-- landing_cells. One row: one field of one ticket, when it was created and after its last change.
create or replace temp table landing_cells as
with opening as (
    select t.n, w.field, max(w.code) as code
    from staged_openings as o
    join landing_tickets as t using (key)
    join landing_fields as f on f.name = o.field
    join landing_words as w on w.field = f.field and w.text = o.value
    group by all
),
latest as (
    select n, field, arg_max(value, rowid) as code
    from landing_events
    where kind = 3
    group by n, field
)
select
    coalesce(o.n, l.n)::integer as n,
    coalesce(o.field, l.field)::smallint as field,
    coalesce(o.code, 0) as first,
    coalesce(l.code, o.code, 0) as latest
from opening as o
full join latest as l on l.n = o.n and l.field = o.field;
