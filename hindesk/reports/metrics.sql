-- One row: one metric of a run, and how its clocks went. Parameters: run, metrics (numbers).
select
    n.name as metric,
    c.* exclude (number)
from (
    select
        metric as number,
        count(*) as clocks,
        count(*) filter (verdict = 1) as met,
        count(*) filter (verdict = 2) as breached,
        count(*) filter (verdict = 1) / nullif(count(*) filter (verdict in (1, 2)), 0) as attainment_share,
        count(*) filter (verdict = 3) as running,
        count(*) filter (verdict = 4) as paused,
        count(*) filter (verdict = 5) as cancelled,
        count(*) filter (verdict = 0) as unknown
    from clocks
    where run = $run and list_contains($metrics, metric)
    group by metric
) as c
join run_names as n on n.run = $run and n.kind = 'metric' and n.number = c.number
order by c.number
