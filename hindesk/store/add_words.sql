-- Give words that the field ?1 lacks the next codes, in the order of the texts ?2.
insert into words
select f.field, (select coalesce(max(code), 0) from words where field = f.field) + row_number() over (order by t.text),
    t.text, 0
from fields f, (select unnest(?2::varchar[]) as text) t
where f.name = ?1 and not exists (from words w where w.field = f.field and w.text = t.text)
order by t.text
