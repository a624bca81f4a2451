-- One row: one notice of a run, in the order of time: whose ticket, of which clock, what it is, and whom it reaches (''
-- stands for nobody). Parameters: run.
select
    k.key,
    n.metric,
    n.cycle,
    n.rule,
    n.notice,
    n.level,
    n.sent,
    list(distinct coalesce(t.reached, '') order by coalesce(t.reached, '')) as "to"
from notices as n
join tickets as k using (ticket)
join told as t using (run, ticket, metric, cycle, rule, notice, sent)
where n.run = $run
group by all
order by n.sent, n.metric, n.notice
