-- One row: one breached clock with its tags, the one furthest over its target first. Parameters: those of facts.sql,
-- most (rows).
select
    t.key as ticket,
    t.source,
    n.name as metric,
    f.cycle::bigint as cycle,
    f.primary_tag,
    /* evidence */ as evidence,
    /* held */ as tags,
    f.elapsed,
    f.target,
    f.over
from (
    /* marked */
) as f
left join tickets as t on t.ticket = f.ticket
join run_names as n on n.run = $run and n.kind = 'metric' and n.number = f.metric
where f.breached
order by f.over desc, f.ticket, f.metric, f.cycle
limit $most
