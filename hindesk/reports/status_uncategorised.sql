-- One row: a status that events or tickets have and that belongs to no category.
select w.text as status
from words as w
join fields as f using (field)
where f.name = 'status' and w.category = 0
order by w.text
