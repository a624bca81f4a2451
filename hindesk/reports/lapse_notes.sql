-- One row: the lapses of a run (replay.lapse_codes.LAPSES), or what needed an approval (10) or lacked it (11).
-- Parameters: run.
select section::integer as kind, count(*) as times, count(distinct ticket) as tickets
from lapses where run = $run group by section
union all
select section + 8, count(*), count(distinct ticket)
from matches where run = $run and section in (2, 3) group by section
order by kind
