-- Temporary tables in the store's form that hold the tickets of `chosen` alone, under its numbers.
create temp table events as
select c.number as ticket, e."at", e.seq, e.kind, e.actor, e.flags, e.field, e.value
from events as e
join chosen as c using (ticket)
order by c.number, e."at", e.seq;

create temp table ticket_fields as
select f.field, c.number as ticket, f.first, f.latest
from ticket_fields as f
join chosen as c using (ticket);

create temp table tickets as
select c.number as ticket, t.opened_at, t.latest_at, t.knows
from tickets as t
join chosen as c using (ticket)
