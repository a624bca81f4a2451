-- One row: one tier of a run, or no tier, in three readings. Parameters: run, as_of.
with resolved as (
    select resolving_tier as tier, count(*) as resolved
    from outcomes
    where run = $run and solved is not null
    group by resolving_tier
), highest as (
    select highest_tier as tier, count(*) as highest
    from outcomes
    where run = $run
    group by highest_tier
), times as (
    select
        tier,
        count(distinct ticket) as tickets,
        count(*) as visits,
        sum(coalesce(departed, $as_of) - entered)::bigint as time,
        quantile_disc(coalesce(departed, $as_of) - entered, 0.5) as median_visit
    from visits
    where run = $run
    group by tier
), known as (
    select tier from resolved
    union
    select tier from highest
    union
    select tier from times
)
select
    coalesce(known.tier::varchar, 'none') as tier,
    coalesce(r.resolved, 0) as resolved,
    coalesce(r.resolved, 0) / nullif(sum(r.resolved) over (), 0) as resolved_share,
    coalesce(h.highest, 0) as highest,
    coalesce(h.highest, 0) / nullif(sum(h.highest) over (), 0) as highest_share,
    coalesce(v.tickets, 0) as visited,
    coalesce(v.visits, 0) as visits,
    coalesce(v.time, 0) as time,
    coalesce(v.time, 0) / nullif(sum(v.time) over (), 0) as time_share,
    v.median_visit
from known
left join resolved as r on r.tier is not distinct from known.tier
left join highest as h on h.tier is not distinct from known.tier
left join times as v on v.tier is not distinct from known.tier
order by known.tier nulls last
