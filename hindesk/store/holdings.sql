-- One row: the tickets of one source that carry the same amount of history.
select
    t.source,
    t.fidelity,
    count(*) as tickets,
    sum(e.events)::bigint as events,
    min(t.opened_at) as first_at,
    max(t.latest_at) as latest_at
from tickets as t
join (select ticket, count(*) as events from events group by ticket) as e using (ticket)
group by all
order by t.source, t.fidelity desc
