-- One row: one field of a ticket, when it was created and now, in the order of the fields' numbers. Parameters: ticket.
select
    f.name,
    v.first as code,
    a.text as first,
    z.text as latest
from ticket_fields as v
join fields as f on f.field = v.field
left join words as a on a.field = v.field and a.code = v.first
left join words as z on z.field = v.field and z.code = v.latest
where v.ticket = $ticket and (v.first > 0 or v.latest > 0)
order by f.field
