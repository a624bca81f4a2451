-- One row: the clocks of one run that have the same codes. breaches.py puts the codes of its dimensions, and the
-- tables that they stand in, at the two marks. Parameters: run, metrics (numbers), and those of the joins.
select
    /* codes */
    count(*) filter (c.verdict = 1) as met,
    count(*) filter (c.verdict = 2) as breached,
    count(*) filter (c.verdict = 1) / nullif(count(*) filter (c.verdict in (1, 2)), 0) as attainment_share,
    count(*) filter (c.verdict in (3, 4)) as open,
    count(*) filter (c.verdict = 5) as cancelled,
    count(*) filter (c.verdict = 0) as unknown,
    quantile_disc(c.elapsed, 0.5) filter (c.verdict in (1, 2)) as median,
    quantile_disc(c.elapsed, 0.9) filter (c.verdict in (1, 2)) as p90
from clocks as c
/* joins */
where c.run = $run and list_contains($metrics, c.metric)
group by all
