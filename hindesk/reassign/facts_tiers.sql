-- One row: one ticket that a run gave visits, with the tier of its last one; -1 where no rule gave it one.
-- Parameters: run, boundless (in place of an instant that is never reached).
select ticket, arg_max(coalesce(tier, -1)::bigint, (coalesce(departed, $boundless), entered, rowid)) as tier
from visits
where run = $run
group by ticket
