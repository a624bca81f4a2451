-- Whom each notice of a run tells: `recipients` has what the policy names, the other tables who that is. Somebody whom
-- a notice reaches in several ways is told once, by the first of these in the order of the alphabet.
insert into told
with wanted as (
    select n.run, n.ticket, n.metric, n.cycle, n.rule, n.notice, n.level, n.sent, n.team, n.assignee, t.source,
        r.wanted, r.sort, r.name
    from notices n
    join tickets t using (ticket)
    join recipients r on r.rule = n.rule and r.metric = n.metric and r.notice = n.notice
    where n.run = $run
),
found as (
    select w.*,
        case w.sort
            when 'assignee' then a.name
            when 'team' then g.name
            when 'manager_of' then if(w.name = 'team', g.manager, a.manager)
            when 'role' then p.person
            else w.name
        end as reached
    from wanted w
    left join assignees a on a.source = w.source and a.code = w.assignee
    left join teams g on g.source = w.source and g.code = w.team
    left join roles p on w.sort = 'role' and p.role = w.name
    where w.sort <> 'on_call'
    union all
    -- A schedule has one person at a time: the one whose shift began last, unless it is over.
    select w.*, if(w.sent < o."end", o.person, null)
    from wanted w
    asof left join shifts o on o.schedule = w.name and o.start <= w.sent
    where w.sort = 'on_call'
)
select any_value(run), ticket, metric, cycle, rule, notice, any_value(level), sent, min(wanted),
    any_value(nullif(reached, ''))
from found
group by ticket, metric, cycle, rule, notice, sent, coalesce(reached, wanted)
