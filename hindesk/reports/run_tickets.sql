-- One row: the tickets of one source with the same fidelity, as a run saw them. Parameters: run, as_of.
select
    t.source,
    t.fidelity,
    count(*) filter (t.ticket is not null and o.ticket is not null) as replayed,
    count(*) filter (o.ticket is null and t.opened_at <= $as_of) as since,
    count(*) filter (t.ticket is null) as gone
from tickets as t
full join (select ticket from outcomes where run = $run) as o on o.ticket = t.ticket
group by t.source, t.fidelity
order by t.source, t.fidelity
