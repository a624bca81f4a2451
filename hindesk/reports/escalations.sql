-- One row: the notices of a run that have the same values in the columns asked for.
-- Parameters: run, metrics. Tables: offsets (start, end, shift of the zone). `/* by */` is the list of columns.
with sent as (
    select n.*, (n.sent + o.shift) // 3600000000 as hour
    from notices n
    join offsets o on n.sent >= o.start and n.sent < o."end"
    where n.run = $run and list_contains($metrics, n.metric)
),
reached as (
    select ticket, metric, cycle, rule, notice, sent, count(reached) as people
    from told where run = $run group by all
),
each_notice as (
    select s.*, coalesce(r.people, 0) as people, /* recipient */ as recipient, /* wanted */ as wanted
    from sent s
    left join reached r using (ticket, metric, cycle, rule, notice, sent)
    /* told */
)
select
    /* by */,
    count(*) as notices,
    count(distinct e.ticket) as tickets,
    count(*) filter (where e.people = 0) as nobody,
    count(*) filter (where e.missing <> 0) as uncertain,
    quantile_disc(e.sent - e.point, 0.5) as median_delay,
    max(e.sent - e.point) as longest_delay
from each_notice e
group by all
order by all
