-- One row: the breached clocks of a run whose tickets' histories tell the same parts of what all buckets need, but not
-- all of it. Parameters: run, metrics (numbers), needs (events.Knows).
select
    t.knows & $needs as told,
    count(*) as clocks
from clocks as c
join tickets as t on t.ticket = c.ticket
where c.run = $run and c.verdict = 2 and list_contains($metrics, c.metric) and (t.knows & $needs) <> $needs
group by told
order by clocks desc, told
