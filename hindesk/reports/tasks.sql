-- One row: the tasks of a run of one metric. Parameters: run, metrics (numbers).
select
    c.metric::bigint as metric,
    count(*) as begun,
    count(*) filter (c.verdict = 1) as met,
    count(*) filter (c.verdict = 2) as breached,
    count(*) filter (c.verdict = 1) / nullif(count(*) filter (c.verdict in (1, 2)), 0) as attainment_share,
    count(*) filter (c.verdict in (3, 4)) as open,
    quantile_disc(c.elapsed, 0.5) filter (c.verdict in (1, 2)) as median,
    quantile_disc(c.elapsed, 0.9) filter (c.verdict in (1, 2)) as p90,
    max(c.elapsed) as longest
from clocks as c
where c.run = $run and list_contains($metrics, c.metric)
group by all
