-- One row: one rule of a run that matched, by the name of its section and its number there; of `tiers` the tier. Of
-- `approvals` counts what asked for one, of `permissions` and `sensitive` the lapses. Parameters: run.
select
    case section when 0 then 'priority' when 1 then 'automation' when 2 then 'approvals' else 'traits' end as section,
    rule::bigint as rule,
    count(*) as matches,
    count(distinct ticket) as tickets
from matches
where run = $run and section in (0, 1, 2, 4)
group by all
union all
select 'sla', rule, count(*), count(distinct ticket)
from clocks
where run = $run and rule is not null
group by all
union all
select 'tiers', tier, count(*), count(distinct ticket)
from visits
where run = $run and tier is not null
group by all
union all
select if(section = 2, 'sensitive', 'permissions'), rule, count(*), count(distinct ticket)
from lapses
where run = $run
group by all
