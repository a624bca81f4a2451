-- One row: one team that had the tickets of tasks of one metric when they were breached or ended. Parameters: run,
-- metrics (numbers).
select
    c.metric::bigint as metric,
    team.text as holder,
    count(*) as clocks,
    count(*) filter (c.verdict = 2) as breached,
    sum(c.elapsed)::bigint as time,
    sum(greatest(c.elapsed - c.target, 0))::bigint as over
from clocks as c
left join fields as f on f.name = 'team'
left join words as team on team.field = f.field and team.code = c.team
where c.run = $run and list_contains($metrics, c.metric)
group by all
order by over desc, time desc, metric, holder
