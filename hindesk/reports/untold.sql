-- One row: the tickets of one source whose history lacks the same parts (missing, events.Knows) of what rules of a run
-- go by. Parameters: run, needed (events.Knows).
select t.source, ($needed & ~t.knows::integer)::integer as missing, count(*) as tickets
from outcomes as o
join tickets as t on t.ticket = o.ticket
where o.run = $run and ($needed & ~t.knows::integer) <> 0
group by all
order by t.source, missing
