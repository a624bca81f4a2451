-- The lapses of one set of tickets on one side, added to `lapsed`. A ticket is in one set alone, so that tickets add up.
-- Parameters: side.
insert into lapsed
select $side, l.section, n.name, count(*), count(distinct l.ticket)
from walked_lapses as l
join lapse_names as n using (section, rule)
group by all
