-- After the comparison of rows: when incidents were opened, how they ended, and what is known of them.
create or replace temp table audit_tickets as
with last as (
    select
        key,
        min(opened) as opened,
        min(updated) as first_updated,
        max(updated) as last_updated,
        max(resolved) as resolved,
        max(closed) as closed,
        arg_max(resolver, (updated, seq)) as resolver,
        arg_max(code, (updated, seq)) as code,
        arg_max(made_sla, (updated, seq)) as made_sla,
        count(*) as versions
    from audit_rows
    group by key
),
meant as (select lower(status) as status, max(category) as category from staged_statuses group by 1),
states as (
    select e.key, e."at", e.seq, e.value, coalesce(m.category, 0) as category
    from staged_events as e
    left join meant as m on m.status = lower(e.value)
    where e.field = 'status'
    union all
    select o.key, l.first_updated, -1, o.value, coalesce(m.category, 0)
    from staged_openings as o
    join last as l using (key)
    left join meant as m on m.status = lower(o.value)
    where o.field = 'status'
)
select
    l.*,
    coalesce(arg_max(s.category, (s."at", s.seq)), 0) as category,
    max(s."at") filter (where s.category not in (5, 6)) as open_at,
    coalesce(bool_or(s.category = 5), false) as has_solved,
    coalesce(bool_or(s.category = 6), false) as has_closed
from last as l
left join states as s using (key)
group by all;

-- What the rows state is so from their update on; an incident that is logged when it is already solved was new before.
insert into staged_events by name
select o.key, t.first_updated as "at", 0 as seq, 3 as kind, 2 as actor, 0 as flags, 'status' as field, o.value
from staged_openings as o
join audit_tickets as t using (key)
join staged_statuses as s on lower(s.status) = lower(o.value)
where o.field = 'status' and s.category in (5, 6);

update staged_openings set value = 'New'
where field = 'status'
  and lower(value) in (select lower(status) from staged_statuses where category in (5, 6));

-- The instants of the end that the rows leave out.
insert into staged_events by name
select key, resolved as "at", 1 as seq, 3 as kind, 2 as actor, 0 as flags, 'status' as field, 'Resolved' as value
from audit_tickets
where resolved is not null and not has_solved and resolved >= coalesce(open_at, resolved)
union all
select key, closed, 9007199254740001, 3, 2, 0, 'status', 'Closed'
from audit_tickets
where closed is not null and not has_closed and closed >= last_updated
union all
select key, resolved, 9007199254740002, 3, 2, 0, 'resolved_by', resolver
from audit_tickets where resolved is not null and resolver is not null
union all
select key, coalesce(resolved, closed), 9007199254740003, 3, 2, 0, 'close_code', code
from audit_tickets where coalesce(resolved, closed) is not null and code is not null;

update staged_events set "at" = t.opened
from audit_tickets as t
where t.key = staged_events.key and staged_events.kind = 1 and t.opened is not null;

insert into staged_seen by name select key, last_updated as "at" from audit_tickets;

insert into staged_tickets by name select key, 2 as fidelity, 4 + 8 + 16 + 32 + 64 as knows from audit_tickets;

insert into staged_recorded by name
select key, 'resolution' as metric, if(lower(made_sla) in ('true', '1'), 'met', 'breached') as verdict
from audit_tickets
where category = 6 and lower(made_sla) in ('true', 'false', '0', '1');
