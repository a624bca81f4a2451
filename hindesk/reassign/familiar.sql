-- One row: one person who knows one ticket of the pool; at most as many a ticket as `most`, the best first: closeness 2,
-- they hold it or have held it; 1, they hold or have held another ticket of the same customer; `latest_at` is when they
-- last got it, or one of the customer's. Then the person who got it last, then the roster's order.
-- Parameters: assignee and customer (`fields.field`), most.
-- Tables: pool (ticket, place, customer), meaning (source, code, person).
with given as (
    select ticket, value as code, "at" from events where kind = 3 and field = $assignee and value <> 0
    union all
    select f.ticket, f.first, t.opened_at
    from ticket_fields as f
    join tickets as t using (ticket)
    where f.field = $assignee and f.first <> 0
),
-- One row: one ticket that somebody whom a ticket of the pool may know has held.
meant as (
    select ticket from pool
    union
    select c.ticket
    from ticket_fields as c
    where c.field = $customer and c.latest in (select customer from pool where customer <> 0)
),
held as (
    select g.ticket, m.person, max(g."at") as latest_at
    from given as g
    semi join meant using (ticket)
    join tickets as t using (ticket)
    join meaning as m on m.source = t.source and m.code = g.code
    group by g.ticket, m.person
),
served as (
    select c.latest as customer, h.person, max(h.latest_at) as latest_at
    from held as h
    join ticket_fields as c on c.ticket = h.ticket and c.field = $customer and c.latest <> 0
    group by c.latest, h.person
    qualify row_number() over (partition by c.latest order by max(h.latest_at) desc, h.person) <= $most
),
known as (
    select p.place, h.person, 2 as closeness, h.latest_at from pool as p join held as h using (ticket)
    union all
    select p.place, s.person, 1 as closeness, s.latest_at from pool as p join served as s using (customer)
),
closest as (
    select
        place,
        person,
        max(closeness) as closeness,
        max(latest_at) filter (where closeness = 2) as held_at,
        max(latest_at) as latest_at
    from known
    group by place, person
)
select
    place::bigint as place,
    person::bigint as person,
    closeness::bigint as closeness
from closest
qualify row_number() over best <= $most
window best as (partition by place order by closeness desc, coalesce(held_at, latest_at) desc, person)
order by place, row_number() over best
