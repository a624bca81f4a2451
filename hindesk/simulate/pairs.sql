-- One row: one clock under the old policy, the new one, or both. Rule and holder are the new policy's where it has
-- the clock, so that a clock counts on both sides in one segment.
create temp table pairs as
select
    ticket,
    metric,
    cycle,
    o.verdict as old_verdict,       -- replay.codes.VERDICTS; null: no such clock
    n.verdict as new_verdict,
    if(o.verdict = 0, o.missing, 0) as old_missing,
    if(n.verdict = 0, n.missing, 0) as new_missing,
    if(n.verdict is null, o.rule, n.rule) as rule,
    if(n.verdict is null, o.priority, n.priority) as priority,
    if(n.verdict is null, o.team, n.team) as team,
    if(n.verdict is null, o.assignee, n.assignee) as assignee,
    if(n.verdict is null, o.tier, n.tier) as tier
from old_clocks as o
full join new_clocks as n using (ticket, metric, cycle)
