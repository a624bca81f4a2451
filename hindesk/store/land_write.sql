-- Everything that lands, into the tables of the store.
delete from events where ticket in (select old from landing_numbers);
delete from ticket_fields where ticket in (select old from landing_numbers);
delete from recorded where ticket in (select old from landing_numbers);
delete from tickets where ticket in (select old from landing_numbers);

insert into fields by name select field, name from landing_fields where is_new order by field;

insert into words by name select field, code, text, category from landing_words where is_new order by field, code;

insert into tickets by name
select l.ticket, i.source, t.key, t.opened_at, t.latest_at, t.fidelity, t.knows, i.import
from landing_numbers as l
join landing_tickets as t using (n)
cross join landing_import as i
order by l.ticket;

insert into events by name
select
    l.ticket, e."at", (e.rowid - s.start)::integer as seq, e.kind, e.actor, e.flags, e.field, e.value, e.person
from landing_events as e
join landing_numbers as l using (n)
join landing_starts as s using (n)
order by e.rowid;

insert into ticket_fields by name
select c.field, l.ticket, c.first, c.latest
from landing_cells as c
join landing_numbers as l using (n)
order by c.field, l.ticket;

insert into recorded by name
select distinct l.ticket, r.metric, r.verdict
from staged_recorded as r
join landing_tickets as t using (key)
join landing_numbers as l using (n)
order by all;

insert into rejects by name
select
    i.import, r.line, coalesce(r.column_name, '') as column_name, coalesce(r.value, '') as value, r.reason
from staged_rejects as r
cross join landing_import as i
order by all;

delete from rejects
where import not in (select import from tickets) and import <> (select import from landing_import);
