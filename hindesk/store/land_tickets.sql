-- landing_tickets. One row: one ticket that the file tells of. `n` numbers them by (opened_at, key) from 0; `old` is
-- the same ticket in the store, if any; `fate` is new, kept (the store knows something newer or fuller, from another
-- file) or known (to compare).
create or replace temp table landing_tickets as
with told as (
    select
        e.key,
        min(e."at") as first_at,
        max(e."at") as last_at,
        min(e."at") filter (where e.kind = 1) as made_at,
        arg_min(coalesce(e.actor, 0), (e."at", e.seq)) filter (where e.kind = 1) as actor,
        arg_min(coalesce(e.person, ''), (e."at", e.seq)) filter (where e.kind = 1) as person
    from staged_events as e
    group by e.key
),
seen as (select s.key, max(s."at") as last_at from staged_seen as s group by s.key),
ticket as (select key, min(fidelity) as fidelity, bit_and(knows) as knows from staged_tickets group by key),
whole as (
    select
        ticket.key, ticket.fidelity, ticket.knows,
        coalesce(told.actor, 0) as actor, coalesce(told.person, '') as person,
        coalesce(told.made_at, told.first_at) as opened_at,
        greatest(told.last_at, coalesce(seen.last_at, told.last_at)) as latest_at
    from ticket
    join told using (key)
    left join seen using (key)
)
select
    row_number() over (order by w.opened_at, w.key) - 1 as n,
    w.*,
    t.ticket as old,
    case
        when t.ticket is null then 'new'
        when i.sha256 = (select sha256 from landing_import) then 'known'
        when w.fidelity < t.fidelity or w.latest_at < t.latest_at then 'kept'
        else 'known'
    end as fate
from whole as w
left join tickets as t on t.source = (select source from landing_import) and t.key = w.key
left join imports as i using (import);
