-- One row: one verdict of the export that a run contradicts, with the clock that decides. `pairs` is what
-- agreement_pairs.sql gives. Parameters: run.
with values_of as (
    select v.ticket, w.text
    from ticket_fields as v
    join fields as f on f.field = v.field and f.name = 'subject'
    join words as w on w.field = v.field and w.code = v.latest
)
select
    t.key as ticket,
    t.source,
    subject.text as subject,
    p.metric,
    p.recorded,
    p.replayed,
    rule.name as rule,
    priority.text as priority,
    make_timestamptz(c.started) as started_at,
    make_timestamptz(c.due) as due_at,
    make_timestamptz(c.stopped) as stopped_at,
    c.elapsed,
    c.target,
    c.elapsed - c.target as over
from pairs as p
join tickets as t on t.ticket = p.ticket
join clocks as c on c.run = $run and c.ticket = p.ticket and c.metric = p.number and c.cycle = p.cycle
left join run_names as rule on rule.run = c.run and rule.kind = 'rule' and rule.number = c.rule
left join fields as f on f.name = 'priority'
left join words as priority on priority.field = f.field and priority.code = c.priority
left join values_of as subject on subject.ticket = p.ticket
where p.replayed in ('met', 'breached') and p.recorded <> p.replayed
order by t.source, p.metric, p.recorded, abs(c.elapsed - c.target) desc, p.ticket
