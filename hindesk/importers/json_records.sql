-- json_records. One row: one record. A single object that holds a list of objects stands for that list.
create or replace temp table json_records as
with lone as (select json from json_told where (select count(*) from json_told) = 1 and json_type(json) = 'OBJECT'),
member as (
    select '/' || replace(replace(key, '~', '~0'), '/', '~1') as pointer, json
    from (select unnest(json_keys(json)) as key, json from lone)
),
list as (
    select json_extract(json, pointer) as list
    from member
    where json_type(json, pointer) = 'ARRAY' and json_type(json, pointer || '/0') = 'OBJECT'
    limit 1
),
listed as (select unnest(json_extract(list, '$[*]')) as record from list),
plain as (select json as record from json_told where not exists (from list))
select row_number() over () - 1 as place, record
from (from listed union all from plain)
where json_type(record) = 'OBJECT';

-- json_paths. One row: one field of the records; of an object inside a record, its fields with a dot. A reference
-- (an object with a link and a value) is its value.
create or replace temp table json_paths as
with key as (
    select place, record, unnest(json_keys(record)) as key, generate_subscripts(json_keys(record), 1) as n
    from json_records
),
typed as (
    select place, n, key, pointer, json_extract(record, pointer) as value
    from (select *, '/' || replace(replace(key, '~', '~0'), '/', '~1') as pointer from key)
),
inner_key as (
    select place, n, key, pointer, unnest(json_keys(value)) as inside, generate_subscripts(json_keys(value), 1) as m
    from typed
    where json_type(value) = 'OBJECT' and not json_exists(value, '/link')
),
flat as (
    select place, n, 0 as m, key as path, pointer from typed where coalesce(json_type(value), 'NULL') <> 'OBJECT'
    union all
    select place, n, 0, key, pointer || '/value'
    from typed
    where json_type(value) = 'OBJECT' and json_exists(value, '/link')
    union all
    select place, n, m, key || '.' || inside, pointer || '/' || replace(replace(inside, '~', '~0'), '/', '~1')
    from inner_key
)
select path, max(pointer) as pointer, row_number() over (order by min((place, n, m))) as place
from flat
group by path;

drop table json_told;
