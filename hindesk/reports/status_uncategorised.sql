-- One row: a status that belongs to no category (nobody gave it one, nor one that differs in case alone, and it is named
-- like none); `held`: whether events or tickets have it, and not only policies that set it.
with
    field as (select field from fields where name = 'status'),
    codes as (
        select value as code from events where field = (select field from field)
        union
        select unnest([first, latest]) from ticket_fields where field = (select field from field)
    )
select w.text as status, w.code in (select code from codes) as held
from words as w
where w.field = (select field from field)
    and w.category = 0
    and lower(w.text) not in ('new', 'open', 'waiting_on_customer', 'on_hold', 'solved', 'closed')
    and lower(w.text) not in (select lower(o.text) from words as o where o.field = w.field and o.category <> 0)
order by w.text
