-- One row: one ticket that a bot or an agent answered: 1 where none but bots did, 2 where an agent did, as
-- `replay.codes.HANDLERS` counts.
select ticket, max(if(actor = 2, 2, 1)) as latest
from events
where kind = 2 and actor in (2, 3)
group by ticket
