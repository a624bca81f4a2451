-- One row: a changed clock that has the new policy's verdict in `variant`, too.
select c.number
from changed as c
left join variant as v using (ticket, metric, cycle)
where v.verdict is not distinct from c.new_verdict
