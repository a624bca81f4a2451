-- One row: one verdict that an export carries, and what a run says of the same metric of the same ticket: of several
-- clocks the breached one decides, then one that could not be judged, an open one, a met one. Parameters: run.
with judged as (
    select
        c.ticket,
        c.metric,
        case
            when bool_or(c.verdict = 2) then 'breached'
            when bool_or(c.verdict = 0) then 'unknown'
            when bool_or(c.verdict in (3, 4)) then 'open'
            when bool_or(c.verdict = 1) then 'met'
            else 'cancelled'
        end as replayed,
        coalesce(min(c.cycle) filter (c.verdict = 2), max(c.cycle)) as cycle
    from clocks as c
    where c.run = $run and c.ticket in (select ticket from recorded)
    group by c.ticket, c.metric
)
select
    r.ticket,
    r.metric,
    r.verdict as recorded,
    coalesce(j.replayed, 'no clock') as replayed,
    j.metric as number,
    j.cycle
from recorded as r
left join run_names as n on n.run = $run and n.kind = 'metric' and n.name = r.metric
left join judged as j on j.ticket = r.ticket and j.metric = n.number
