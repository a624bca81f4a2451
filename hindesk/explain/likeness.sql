-- How many tickets there were like one ticket when it was created: later than $within before it, in the $usual before
-- that, and how long a part of that is known. No row where a field of $fields is empty. Parameters: ticket, fields,
-- within, usual.
with likenesses as (
    select f.ticket, list(lower(w.text) order by f.field) as likeness
    from ticket_fields as f
    join words as w on w.field = f.field and w.code = f.first
    where f.field in (select unnest($fields))
    group by f.ticket
    having count(*) = len($fields)
),
begun as (select source, min(opened_at) as first_at from tickets group by source),
own as (
    select t.source, t.opened_at, l.likeness, least($usual, t.opened_at - $within - b.first_at) as basis
    from tickets as t
    join likenesses as l using (ticket)
    join begun as b using (source)
    where t.ticket = $ticket
)
select
    count(*) filter (t.opened_at > o.opened_at - $within) as lately,
    count(*) filter (t.opened_at <= o.opened_at - $within) as before,
    o.basis
from own as o
join likenesses as l using (likeness)
join tickets as t on t.ticket = l.ticket and t.source = o.source
where t.opened_at <= o.opened_at and t.opened_at > o.opened_at - $within - $usual
group by o.basis
