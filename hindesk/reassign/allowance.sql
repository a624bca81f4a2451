-- One row: one person and how many tickets they were given: by a change of the assignee, or at the creation.
-- Parameters: assignee (`fields.field`), after and until (UTC microseconds; the first is left out, the second is in).
-- Tables: meaning (source, code, person).
with given as (
    select ticket, value as code
    from events
    where kind = 3 and field = $assignee and value <> 0 and "at" > $after and "at" <= $until
    union all
    select f.ticket, f.first
    from ticket_fields as f
    join tickets as t using (ticket)
    where f.field = $assignee and f.first <> 0 and t.opened_at > $after and t.opened_at <= $until
)
select m.person::bigint as person, count(*) as tickets
from given as g
join tickets as t using (ticket)
join meaning as m on m.source = t.source and m.code = g.code
group by m.person
