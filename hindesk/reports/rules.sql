-- One row: one rule of a run that matched. Sections: 0 priority, 1 automation, 2 sla, 3 tiers (by tier). Parameters: run.
select section::integer as section, rule::bigint as rule, count(*) as matches, count(distinct ticket) as tickets
from matches
where run = $run
group by all
union all
select 2, rule, count(*), count(distinct ticket)
from clocks
where run = $run and rule is not null
group by all
union all
select 3, tier, count(*), count(distinct ticket)
from visits
where run = $run and tier is not null
group by all
