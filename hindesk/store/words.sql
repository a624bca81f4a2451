-- One row: one value of the field that is asked for.
select w.code, w.text, w.category
from words as w
join fields as f using (field)
where f.name = ?
order by w.code
