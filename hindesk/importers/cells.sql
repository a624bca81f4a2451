-- Cells that should be numbers and are not.
insert into raw_rejects
select t."row", r.header, t.text, 'not a plain number'
from cell_numbers as t
join cell_rules as r using ("column")
where r.number = 'yes'
  and lower(coalesce(t.text, '')) not in (select text from cell_missing)
  and not regexp_full_match(t.text, '[+-]?[0-9]+([.][0-9]+)?');

-- raw_cells. One row: one field of one row of the file, with the value that it means. A cell that was rejected has none.
create or replace temp table raw_cells as
with told as (
    select
        t."row",
        r.field,
        if(lower(coalesce(t.text, '')) in (select text from cell_missing), '', t.text) as text,
        v.meaning
    from cell_texts as t
    join cell_rules as r using ("column")
    left join cell_values as v on v.field = r.field and v.text = lower(t.text)
)
select
    "row",
    field,
    case
        when meaning is not null then meaning
        when field = 'tags' and text <> '' then
            array_to_string(
                list_sort(list_distinct([trim(tag) for tag in string_split(text, ',') if trim(tag) <> ''])), ','
            )
        when lower(text) in ('true', 'false') then lower(text)
        else text
    end as value
from told
where not exists (
    select 1 from raw_rejects as b join cell_rules as r on r.header = b.column_name
    where b."row" = told."row" and r.field = told.field
);
