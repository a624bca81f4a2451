-- One row: one event of a ticket, in order, with its words. Parameters: ticket.
select
    e."at",
    e.kind,
    e.actor,
    e.flags,
    e.field,
    e.value,
    coalesce(f.name, '') as name,
    w.text,
    p.text as person
from events as e
left join fields as f on f.field = e.field
left join words as w on w.field = e.field and w.code = e.value
left join words as p on p.field = (select field from fields where name = 'person') and p.code = e.person
where e.ticket = $ticket
order by e.seq
