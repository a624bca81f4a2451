-- One row: one time that an arrival was assigned, or lost its holder, in the order of arrivals and of history.
-- person: of the roster, or -1; code: of the assignee, 0 for nobody.
-- Parameters: assignee (`fields.field`). Tables: arrivals (place, ticket, end_at), meaning (source, code, person).
with told as (
    select e.ticket, e."at", e.seq, e.value
    from events as e
    where e.kind = 3 and e.field = $assignee
    union all
    select f.ticket, t.opened_at, -1, f.first
    from ticket_fields as f
    join tickets as t using (ticket)
    where f.field = $assignee
)
select
    a.place::bigint as place,
    t."at"::bigint as "at",
    t.value::bigint as code,
    coalesce(m.person, -1)::bigint as person
from told as t
join arrivals as a using (ticket)
join tickets as k using (ticket)
left join meaning as m on m.source = k.source and m.code = t.value
where t."at" <= a.end_at
order by a.place, t.seq
