-- One row: one metric with or without the detector of thanks. The tables `with_clocks` and `without_clocks` have the
-- clocks of both replays. Verdicts: 1 met, 2 breached.
with clocks_of as (
    select *, false as detects from without_clocks
    union all
    select *, true from with_clocks
)
select
    metric::bigint as metric,
    detects,
    count(*) as clocks,
    count(*) filter (verdict = 1) as met,
    count(*) filter (verdict = 2) as breached,
    count(*) filter (verdict = 1) / nullif(count(*) filter (verdict in (1, 2)), 0) as attainment_share,
    quantile_disc(elapsed, 0.5) filter (verdict in (1, 2)) as median,
    quantile_disc(elapsed, 0.9) filter (verdict in (1, 2)) as p90
from clocks_of
group by metric, detects
order by metric, detects
