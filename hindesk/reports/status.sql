-- One row: the tickets of one source that carry the same amount of history.
select
    t.source,
    case t.fidelity when 2 then 'events' when 1 then 'timestamps' else 'snapshot' end as fidelity,
    count(*) as tickets,
    sum(e.events)::bigint as events,
    make_timestamptz(min(t.opened_at)) as first_at,
    make_timestamptz(max(t.latest_at)) as last_at
from tickets as t
join (select ticket, count(*) as events from events group by ticket) as e using (ticket)
group by t.source, t.fidelity
order by t.source, t.fidelity desc
