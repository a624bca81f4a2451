-- One row: one metric with and without the detector of thanks. The tables `with_clocks` and `without_clocks` have the
-- clocks of both replays. Verdicts: 1 met, 2 breached.
with clocks_of as (
    select *, true as detects from with_clocks
    union all
    select *, false from without_clocks
)
select
    metric::bigint as metric,
    count(*) filter (not detects) as clocks_without,
    count(*) filter (detects) as clocks_with,
    count(*) filter (not detects and verdict = 1) / nullif(count(*) filter (not detects and verdict in (1, 2)), 0)
        as attainment_without_share,
    count(*) filter (detects and verdict = 1) / nullif(count(*) filter (detects and verdict in (1, 2)), 0)
        as attainment_with_share,
    quantile_disc(elapsed, 0.5) filter (not detects and verdict in (1, 2)) as median_without,
    quantile_disc(elapsed, 0.5) filter (detects and verdict in (1, 2)) as median_with,
    quantile_disc(elapsed, 0.9) filter (not detects and verdict in (1, 2)) as p90_without,
    quantile_disc(elapsed, 0.9) filter (detects and verdict in (1, 2)) as p90_with
from clocks_of
group by metric
order by metric
