-- One row: one changed clock on both sides. ?1 is the number of the field `subject`.
select
    c.number,
    t.source,
    t.key as ticket,
    w.text as subject,
    c.metric,
    c.cycle,
    coalesce(c.old_verdict, 6) as old_verdict,  -- tables.OUTCOMES
    coalesce(c.new_verdict, 6) as new_verdict,
    o.rule as old_rule,
    n.rule as new_rule,
    make_timestamptz(o.due) as old_due_at,
    make_timestamptz(n.due) as new_due_at,
    o.target as old_target,
    n.target as new_target,
    o.elapsed as old_elapsed,
    n.elapsed as new_elapsed
from changed as c
join tickets as t using (ticket)
left join old_clocks as o on o.ticket = c.ticket and o.metric = c.metric and o.cycle = c.cycle
left join new_clocks as n on n.ticket = c.ticket and n.metric = c.metric and n.cycle = c.cycle
left join ticket_fields as f on f.field = ?1 and f.ticket = c.ticket
left join words as w on w.field = ?1 and w.code = f.latest
order by c.number
