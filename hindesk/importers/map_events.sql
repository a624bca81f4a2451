-- event_told. One row: one row of the file, its words understood.
create or replace temp table event_told as
select
    e."row",
    e.key,
    e."at",
    e.at_text,
    e.place,
    e.kind as kind_text,
    try_cast(k.meaning as tinyint) as kind,
    coalesce(try_cast(a.meaning as tinyint), 0) as actor,
    if(k.meaning = '2', if(p.meaning = '0', 0, 1) + if(u.meaning = '1', 2, 0), 0) as flags,
    coalesce(f.meaning, e.field) as field,
    coalesce(v.meaning, e.value) as value,
    e.person,
    e.key is null or e."at" is null or k.meaning is null
    or (k.meaning = '3' and coalesce(f.meaning, e.field) is null) as bad
from event_rows as e
left join event_words as k on k.role = 'kind' and k.text = lower(e.kind)
left join event_words as a on a.role = 'actor' and a.text = lower(e.actor)
left join event_words as p on p.role = 'public' and p.text = lower(e.public)
left join event_words as u on u.role = 'automatic' and u.text = lower(e.automatic)
left join event_words as f on f.role = 'field' and f.text = lower(e.field)
left join event_words as v on v.role = 'value' and v.text = lower(e.value);

-- Rows that are no event.
insert into raw_rejects
select w."row", h.header, w.value, w.reason
from (
    select
        "row",
        case
            when key is null then ('id', '', 'the row names no ticket')
            when "at" is null then ('at', coalesce(at_text, ''), 'not an instant in the form of its column')
            when kind is null then ('kind', coalesce(kind_text, ''), 'no kind of event')
            else ('field', '', 'a change that names no field')
        end as wrong
    from event_told
    where bad
) as t(r, wrong)
cross join lateral (select t.r as "row", wrong[1] as role, wrong[2] as value, wrong[3] as reason) as w
join event_headers as h on h.role = w.role;

delete from event_told where bad;

insert into staged_events by name
select
    t.key,
    t."at",
    coalesce(t.place, t."row") as seq,
    t.kind,
    t.actor,
    t.flags,
    case when t.kind = 3 then t.field when t.kind = 2 and t.value is not null then 'text' end as field,
    if(t.kind = 3, coalesce(m.meaning, t.value), if(t.kind = 2, t.value, null)) as value,
    t.person
from event_told as t
left join event_values as m on t.kind = 3 and m.field = t.field and m.text = lower(t.value);

-- Values at creation: of the row that makes the ticket or, without one, of its first row.
insert into staged_openings by name
with first as (
    select t.key, arg_min(t."row", (t.kind <> 1, t."at", coalesce(t.place, t."row"), t."row")) as "row"
    from event_told as t
    group by t.key
)
select f.key, c.field, c.value
from first as f
join raw_cells as c using ("row")
where c.value <> '';

insert into staged_tickets by name
with told as (
    select
        if(bool_or(kind = 2 and actor = 2), 1 + 2, 0)
        + if(bool_or(kind = 3 and field = 'status'), 4 + 8, 0)
        + if(bool_or(kind = 3 and field = 'assignee'), 16 + 64, 0)
        + if(bool_or(kind = 3 and field = 'team'), 32, 0) as knows
    from staged_events
)
select e.key, 2 as fidelity, if(k.knows < 0, t.knows, k.knows) as knows
from (select distinct key from staged_events) as e
cross join told as t
cross join event_knows as k;

drop view event_rows;
drop table event_told;
