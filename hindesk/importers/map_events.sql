-- Rows of the view `event_rows` become events; cells are looked at only where they tell of a ticket's creation.

-- event_told. One row: one row of the file, its words understood; the columns of staged_events, and the row's number.
create or replace temp table event_told as
select
    e."row",
    e.key,
    e."at",
    coalesce(e.place, e."row") as seq,
    k.meaning::tinyint as kind,
    coalesce(a.meaning::tinyint, 0::tinyint) as actor,
    if(k.meaning = '2', if(p.meaning = '0', 0, 1) + if(u.meaning = '1', 2, 0), 0)::tinyint as flags,
    case when k.meaning = '3' then coalesce(f.meaning, e.field) when k.meaning = '2' and e.value is not null then 'text' end as field,
    case when k.meaning = '3' then coalesce(m.meaning, v.meaning, e.value) when k.meaning = '2' then coalesce(v.meaning, e.value) end as value,
    e.person
from event_rows as e
left join event_words as k on k.role = 'kind' and k.text = lower(e.kind)
left join event_words as a on a.role = 'actor' and a.text = lower(e.actor)
left join event_words as p on p.role = 'public' and p.text = lower(e.public)
left join event_words as u on u.role = 'automatic' and u.text = lower(e.automatic)
left join event_words as f on f.role = 'field' and f.text = lower(e.field)
left join event_words as v on v.role = 'value' and v.text = lower(e.value)
left join event_values as m
    on k.meaning = '3' and m.field = coalesce(f.meaning, e.field) and m.text = lower(coalesce(v.meaning, e.value));

-- Rows that are no event.
create or replace temp table event_bad as
select "row" from event_told where key is null or "at" is null or kind is null or (kind = 3 and field is null);

insert into raw_rejects
select w."row", h.header, w.value, w.reason
from (
    select
        r."row",
        case
            when r.key is null then ('id', '', 'the row names no ticket')
            when r."at" is null then ('at', coalesce(r.at_text, ''), 'not an instant in the form of its column')
            when t.kind is null then ('kind', coalesce(r.kind, ''), 'no kind of event')
            else ('field', '', 'a change that names no field')
        end as wrong
    from event_bad as b
    join event_told as t using ("row")
    join event_rows as r using ("row")
) as t(r, wrong)
cross join lateral (select t.r as "row", wrong[1] as role, wrong[2] as value, wrong[3] as reason) as w
join event_headers as h on h.role = w.role;

delete from event_told where "row" in (select "row" from event_bad);

drop table staged_events;
alter table event_told rename to staged_events;

-- opening_rows. One row: the row that tells a ticket's values at creation: the one that makes it or its first.
create or replace temp table opening_rows as
with made as (select * from staged_events where kind = 1),
candidate as (from made union all from staged_events anti join made using (key))
select key, arg_min("row", ("at", seq, "row")) as "row"
from candidate
group by key;

insert into staged_tickets by name
with told as (
    select
        if(bool_or(kind = 2 and actor = 2), 1 + 2, 0)
        + if(bool_or(kind = 3 and field = 'status'), 4 + 8, 0)
        + if(bool_or(kind = 3 and field = 'assignee'), 16 + 64, 0)
        + if(bool_or(kind = 3 and field = 'team'), 32, 0) as knows
    from staged_events
)
select o.key, 2 as fidelity, if(k.knows < 0, t.knows, k.knows) as knows
from opening_rows as o
cross join told as t
cross join event_knows as k;

drop view event_rows;
drop table event_bad;
