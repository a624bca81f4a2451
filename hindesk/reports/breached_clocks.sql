-- One row: one breached clock of a run, the one furthest over its target first. Parameters: run, metrics (numbers),
-- most (rows).
with worst as (
    select *
    from clocks
    where run = $run and verdict = 2 and list_contains($metrics, metric)
    order by elapsed - target desc, ticket, metric, cycle
    limit $most
), values_of as (
    select v.ticket, f.name, w.text
    from ticket_fields as v
    join fields as f on f.field = v.field and f.name in ('subject', 'channel')
    join words as w on w.field = v.field and w.code = v.latest
    where v.ticket in (select ticket from worst)
), words_of as (
    select f.name, w.code, w.text
    from words as w
    join fields as f on f.field = w.field and f.name in ('priority', 'team', 'assignee')
)
select
    t.key as ticket,
    t.source,
    subject.text as subject,
    metric.name as metric,
    c.cycle::bigint as cycle,
    rule.name as rule,
    priority.text as priority,
    team.text as team,
    agent.text as agent,
    channel.text as channel,
    make_timestamptz(c.started) as started_at,
    make_timestamptz(c.due) as due_at,
    make_timestamptz(c.due_recorded) as due_recorded_at,
    make_timestamptz(c.stopped) as stopped_at,
    c.elapsed,
    c.target,
    c.elapsed - c.target as over
from worst as c
left join tickets as t on t.ticket = c.ticket
left join run_names as metric on metric.run = c.run and metric.kind = 'metric' and metric.number = c.metric
left join run_names as rule on rule.run = c.run and rule.kind = 'rule' and rule.number = c.rule
left join words_of as priority on priority.name = 'priority' and priority.code = c.priority
left join words_of as team on team.name = 'team' and team.code = c.team
left join words_of as agent on agent.name = 'assignee' and agent.code = c.assignee
left join values_of as subject on subject.name = 'subject' and subject.ticket = c.ticket
left join values_of as channel on channel.name = 'channel' and channel.ticket = c.ticket
order by over desc, c.ticket, c.metric, c.cycle
