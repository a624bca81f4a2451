-- One row: one trait of a run, the tickets that had it, and how the clocks of metrics went with and without it.
-- Parameters: run, traits (their number), metrics (numbers).
with judged as (
    select ticket, count(*) filter (verdict = 1) as met, count(*) as judged
    from clocks
    where run = $run and list_contains($metrics, metric) and verdict in (1, 2)
    group by ticket
), total as (
    select coalesce(sum(met), 0) as met, coalesce(sum(judged), 0) as judged from judged
), had as (
    select rule, ticket, min(happened) as happened from matches where run = $run and section = 4 group by all
), found as (
    select
        h.rule,
        count(*) as tickets,
        coalesce(sum(j.met), 0) as met,
        coalesce(sum(j.judged), 0) as judged,
        min(h.happened) as first,
        max(h.happened) as last
    from had as h
    left join judged as j using (ticket)
    group by h.rule
)
select
    n.rule,
    coalesce(f.tickets, 0) as tickets,
    coalesce(f.tickets, 0) / nullif((select count(*) from outcomes where run = $run), 0) as tickets_share,
    coalesce(f.judged, 0)::bigint as judged,
    f.met / nullif(f.judged, 0) as attainment_share,
    (total.judged - coalesce(f.judged, 0))::bigint as others_judged,
    (total.met - coalesce(f.met, 0)) / nullif(total.judged - coalesce(f.judged, 0), 0) as others_attainment_share,
    f.first,
    f.last
from (select unnest(range($traits::bigint)) as rule) as n
cross join total
left join found as f on f.rule = n.rule
order by n.rule
