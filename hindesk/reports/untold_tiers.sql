-- One row: the tickets of one source whose history does not tell what the tiers of a run go by. Parameters: run,
-- needed (events.Knows).
select t.source, count(*) as tickets
from outcomes as o
join tickets as t on t.ticket = o.ticket
where o.run = $run and (t.knows & $needed) <> $needed
group by t.source
order by t.source
