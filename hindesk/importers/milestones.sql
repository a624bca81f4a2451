-- Milestones that can't be: unreadable ones, those before the ticket's creation, and rows without a ticket.
insert into raw_rejects
select t."row", h.header, t.text, 'not an instant in the form of its column'
from mile_told as t
join mile_headers as h using (milestone)
where t.text is not null and t."at" is null and lower(t.text) not in ('?', '-', 'n/a', 'null', 'none');

insert into raw_rejects
select t."row", h.header, t.text, 'before the creation of the ticket'
from mile_told as t
join mile_headers as h using (milestone)
join mile_told as c on c."row" = t."row" and c.milestone = 'created'
where t."at" < c."at" and t.milestone <> 'updated';

update mile_told set "at" = null
from (
    select b."row", h.milestone from raw_rejects as b join mile_headers as h on h.header = b.column_name
) as bad
where bad."row" = mile_told."row" and bad.milestone = mile_told.milestone;

insert into raw_rejects
select k."row", '', coalesce(k.key, ''), if(k.key is null, 'the row names no ticket', 'the ticket has no creation')
from mile_keys as k
join mile_told as c on c."row" = k."row" and c.milestone = 'created'
where k.key is null or c."at" is null;

-- mile_rows. One row: one ticket, its milestones, and its status and assignee now.
create or replace temp table mile_rows as
with pivoted as (
    select
        t."row",
        min(t."at") filter (where t.milestone = 'created') as created,
        min(t."at") filter (where t.milestone = 'assigned') as assigned,
        min(t."at") filter (where t.milestone = 'first_response') as replied,
        min(t."at") filter (where t.milestone = 'solved') as solved,
        min(t."at") filter (where t.milestone = 'closed') as closed,
        min(t."at") filter (where t.milestone = 'updated') as updated
    from mile_told as t
    group by t."row"
),
bad as (
    select b."row", list(h.milestone) as milestones
    from raw_rejects as b join mile_headers as h on h.header = b.column_name
    group by b."row"
),
cell as (
    select
        "row",
        any_value(nullif(value, '')) filter (where field = 'status') as status,
        any_value(nullif(value, '')) filter (where field = 'assignee') as assignee
    from raw_cells
    where field in ('status', 'assignee')
    group by "row"
),
facts as (select list(milestone) as has from mile_headers),
meant as (select lower(status) as status, max(category) as category from staged_statuses group by 1)
select
    k.key,
    p.*,
    c.status,
    c.assignee,
    coalesce(m.category, 0) as category,
    coalesce(m.category, 0) in (5, 6) as done,
    coalesce(b.milestones, []::varchar[]) as bad,
    f.has,
    greatest(p.created, p.assigned, p.replied, p.solved, p.closed, p.updated) as last_at,
    row_number() over (partition by k.key order by coalesce(p.updated, p.closed, p.solved, p.created) desc, k."row" desc) as again
from mile_keys as k
join pivoted as p on p."row" = k."row"
cross join facts as f
left join bad as b on b."row" = k."row"
left join cell as c on c."row" = k."row"
left join meant as m on m.status = lower(c.status)
where k.key is not null and p.created is not null;

insert into raw_rejects
select "row", '', key, 'the ticket stands in the file again, with a later change' from mile_rows where again > 1;

delete from mile_rows where again > 1;

alter table mile_rows add column explained boolean;

-- Whether the milestones explain the status now.
update mile_rows set explained = case
    when status is null then true
    when category = 6 then closed is not null
    when category = 5 then solved is not null and closed is null
    else solved is null and closed is null
end;

insert into staged_tickets by name
select
    key,
    if(len(has) > 1 and has <> ['created', 'updated'], 1, 0) as fidelity,
    if(list_contains(has, 'first_response') and not list_contains(bad, 'first_response'), 1, 0)
    + if(
        (list_contains(has, 'solved') or list_contains(has, 'closed'))
        and not list_contains(bad, 'solved') and not list_contains(bad, 'closed')
        and if(
            done,
            if(list_contains(has, 'solved'), solved is not null, closed is not null),
            (solved is null and closed is null) or status is null
        ),
        4, 0
    )
    + if(
        list_contains(has, 'assigned') and not list_contains(bad, 'assigned')
        and (assigned is not null or assignee is null),
        64, 0
    ) as knows
from mile_rows;

insert into staged_openings by name
select r.key, c.field, c.value
from raw_cells as c
join mile_rows as r using ("row")
where c.value <> ''
  and (c.field <> 'status' or (r.explained and not r.done))
  and (c.field <> 'assignee' or r.assigned is null);

insert into staged_seen by name select key, last_at as "at" from mile_rows;

insert into staged_statuses
select n.status, n.category
from (select solved_as as status, 5 as category from mile_names union all select closed_as, 6 from mile_names) as n
where lower(n.status) not in (select lower(status) from staged_statuses)
  and exists (select 1 from mile_headers where milestone in ('solved', 'closed'));

insert into staged_events by name
select key, created as "at", 0 as seq, 1 as kind, 0 as actor, 0 as flags, '' as field, '' as value from mile_rows
union all
select key, assigned, 1, 3, 0, 0, 'assignee', assignee from mile_rows where assigned is not null and assignee is not null
union all
select key, replied, 2, 2, 2, 1, '', '' from mile_rows where replied is not null
union all
select key, solved, 3, 3, 0, 0, 'status', if(category = 5, status, solved_as)
from mile_rows cross join mile_names where solved is not null
union all
select key, closed, 4, 3, 0, 0, 'status', if(category = 6, status, closed_as)
from mile_rows cross join mile_names where closed is not null
union all
select key, last_at, 5, 3, 0, 0, 'status', status from mile_rows where not explained;
