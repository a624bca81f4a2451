-- One row: the clocks of one metric of a run that could not be judged because tickets of one source lack the same
-- parts of history. Parameters: run, metrics (numbers).
select
    n.name as metric,
    c.missing,
    t.source,
    count(*) as clocks
from clocks as c
join run_names as n on n.run = c.run and n.kind = 'metric' and n.number = c.metric
left join tickets as t on t.ticket = c.ticket
where c.run = $run and c.verdict = 0 and list_contains($metrics, c.metric)
group by c.metric, n.name, c.missing, t.source
order by c.metric, c.missing, t.source
