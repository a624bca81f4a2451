-- Tickets that the store has already: a sum of hashes tells whether anything about them differs.
create or replace temp table landing_same as
with known as (select n, old from landing_tickets where fate = 'known'),
fresh as (
    select e.n, sum(hash(e."at", e.rowid - s.start, e.kind, e.actor, e.flags, e.field, e.value, e.person)::hugeint) as print
    from landing_events as e
    join known as k using (n)
    join landing_starts as s using (n)
    group by e.n
    union all
    select c.n, sum(hash(c.field, c.first, c.latest)::hugeint) from landing_cells as c join known as k using (n) group by c.n
    union all
    select k.n, sum(hash(r.metric, r.verdict)::hugeint)
    from (select distinct * from staged_recorded) as r join landing_tickets as t using (key) join known as k using (n) group by k.n
    union all
    select t.n, hash(t.opened_at, t.latest_at, t.fidelity, t.knows)::hugeint from landing_tickets as t join known as k using (n)
),
stored as (
    select k.n, sum(hash(e."at", e.seq::bigint, e.kind, e.actor, e.flags, e.field, e.value, e.person)::hugeint) as print
    from events as e join known as k on k.old = e.ticket group by k.n
    union all
    select k.n, sum(hash(c.field, c.first, c.latest)::hugeint)
    from ticket_fields as c join known as k on k.old = c.ticket group by k.n
    union all
    select k.n, sum(hash(r.metric, r.verdict)::hugeint)
    from recorded as r join known as k on k.old = r.ticket group by k.n
    union all
    select k.n, hash(t.opened_at, t.latest_at, t.fidelity, t.knows)::hugeint
    from tickets as t join known as k on k.old = t.ticket
)
select n
from (select n, sum(print) as print from fresh group by n) as f
join (select n, sum(print) as print from stored group by n) as s using (n)
where f.print = s.print;

-- landing_numbers. One row: one ticket that lands, with its number in the store.
create or replace temp table landing_numbers as
select
    t.n,
    t.old,
    ((select coalesce(max(ticket), -1) from tickets) + row_number() over (order by t.n))::integer as ticket
from landing_tickets as t
where t.fate <> 'kept' and t.n not in (select n from landing_same);
