-- Whom the notices of one set of tickets tell on one side, added to `told`. `sent` are the notices, `recipients` whom
-- the policy names for each. A ticket is in one set alone, so that tickets add up. Parameters: side.
insert into told
select $side, if(s.metric < 0, null, s.level), r.wanted, count(*), count(distinct s.ticket)
from sent as s
join recipients as r using (rule, metric, notice)
group by all
