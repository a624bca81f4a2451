-- One row: a status that events or tickets have and that belongs to no category: nobody gave it one, nor one that
-- differs in case alone, and it is named like none.
select w.text as status
from words as w
join fields as f using (field)
where f.name = 'status'
    and w.category = 0
    and lower(w.text) not in ('new', 'open', 'waiting_on_customer', 'on_hold', 'solved', 'closed')
    and lower(w.text) not in (select lower(o.text) from words as o where o.field = f.field and o.category <> 0)
order by w.text
