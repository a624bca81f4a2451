-- Fields and values get their numbers: those of the store keep theirs, new ones follow in sorted order.

-- landing_said. One row: one value of one field that the file holds; an empty `text` is none.
create or replace temp table landing_said as
select field as name, coalesce(value, '') as text from staged_openings
union
select field, if(kind = 1, '', coalesce(value, '')) from staged_events
union
select 'person', person from staged_events where coalesce(person, '') <> '';

-- landing_fields. One row: one field that the file names or the store has.
create or replace temp table landing_fields as
with named as (select distinct name from landing_said where coalesce(name, '') <> ''),
fresh as (select name from named anti join fields using (name))
select field, name, false as is_new from fields
union all
select
    cast((select max(field) from fields) + row_number() over (order by name) as smallint),
    name,
    true
from fresh;

-- landing_words. One row: one value of one field that the file holds.
create or replace temp table landing_words as
with meant as (select lower(status) as text, max(category) as category from staged_statuses group by 1),
numbered as (
    select f.field, s.text, w.code, w.category as before, if(f.name = 'status', coalesce(m.category, 0), 0) as category
    from landing_said as s
    join landing_fields as f on f.name = s.name
    left join words as w on w.field = f.field and w.text = s.text
    left join meant as m on f.name = 'status' and m.text = lower(s.text)
    where s.text <> ''
),
highest as (select field, max(code) as code from words group by field)
select
    n.field,
    n.text,
    coalesce(
        n.code,
        coalesce(h.code, 0) + row_number() over (partition by n.field, n.code is null order by n.text)
    )::integer as code,
    n.category::tinyint as category,
    n.code is null as is_new,
    n.code is not null and n.category <> 0 and n.category <> n.before as is_recategorised
from numbered as n
left join highest as h on h.field = n.field;

-- A status whose meaning the file tells otherwise gets the new meaning, in every ticket.
update words set category = w.category
from landing_words as w
where w.is_recategorised and words.field = w.field and words.code = w.code;
