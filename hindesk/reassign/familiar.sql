-- One row: one person who knows one ticket of the pool; at most as many a ticket as `most`, the best first: closeness 2,
-- they hold it or have held it; 1, they hold or have held another ticket of the same customer. Then who got it, or one
-- of the customer's, last; then the roster's order.
-- Parameters: assignee and customer (`fields.field`), most.
-- Tables: pool (ticket, place, customer), meaning (source, code, person).
with customers as (
    select ticket, latest as customer from ticket_fields where field = $customer and latest <> 0
),

-- One row: one ticket of the pool, or one of a customer of the pool.
meant as (
    select t.ticket, t.source, t.opened_at, c.customer
    from tickets as t
    left join customers as c using (ticket)
    where t.ticket in (select ticket from pool) or c.customer in (select customer from pool)
),

-- One row: one time that somebody got one of those tickets.
given as (
    select m.ticket, m.source, m.customer, e.value as code, e."at"
    from events as e
    join meant as m using (ticket)
    where e.kind = 3 and e.field = $assignee and e.value <> 0
    union all
    select m.ticket, m.source, m.customer, f.first, m.opened_at
    from ticket_fields as f
    join meant as m using (ticket)
    where f.field = $assignee and f.first <> 0
),
got as (
    select g.ticket, g.customer, m.person, g."at"
    from given as g
    join meaning as m on m.source = g.source and m.code = g.code
),
held as (
    select p.place, g.person, 2 as closeness, max(g."at") as got_at
    from got as g
    join pool as p using (ticket)
    group by p.place, g.person
),

-- One row: one of the people who know one customer best.
served as (
    select customer, person, max("at") as got_at
    from got
    where customer is not null
    group by customer, person
    qualify row_number() over (partition by customer order by max("at") desc, person) <= $most
),
known as (
    from held
    union all
    select p.place, s.person, 1, s.got_at
    from pool as p
    join served as s using (customer)
    anti join held as h on h.place = p.place and h.person = s.person
),
ranked as (
    select *, row_number() over (partition by place order by closeness desc, got_at desc, person) as rank from known
)
select place::bigint as place, person::bigint as person, closeness::bigint as closeness
from ranked
where rank <= $most
order by place, rank
