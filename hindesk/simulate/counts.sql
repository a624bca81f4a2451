-- One row: the clocks of one metric in one segment whose tickets were created in one week. Verdicts: 1 met, 2 breached.
-- The marks stand for columns and joins that `hindesk.simulate.segments` lists.
select
    p.metric,
    /*columns*/
    w.week,
    count(*) filter (p.old_verdict in (1, 2)) as old_judged,
    count(*) filter (p.old_verdict = 2) as old_breached,
    count(*) filter (p.new_verdict in (1, 2)) as new_judged,
    count(*) filter (p.new_verdict = 2) as new_breached
from pairs as p
join weeks as w using (ticket)
/*joins*/
group by all
order by all
