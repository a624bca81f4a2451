-- The tickets that had enough others like them shortly before their creation: the same texts, but for case, in all of
-- $fields; later than $within before it; and $times as many as in the $usual before that, of which $least are known.
with likenesses as (
    select f.ticket, list(lower(w.text) order by f.field) as likeness
    from ticket_fields as f
    join words as w on w.field = f.field and w.code = f.first
    where f.field in (select unnest($fields))
    group by f.ticket
    having count(*) = len($fields)
),
begun as (select source, min(opened_at) as first_at from tickets group by source),
counted as (
    select
        t.ticket,
        count(*) over lately as lately,
        count(*) over before as before,
        least($usual, t.opened_at - $within - b.first_at) as basis
    from tickets as t
    join likenesses as l using (ticket)
    join begun as b using (source)
    window
        lately as (
            partition by t.source, l.likeness order by t.opened_at
            range between $within - 1 preceding and current row
        ),
        before as (
            partition by t.source, l.likeness order by t.opened_at
            range between $within + $usual - 1 preceding and $within preceding
        )
)
select ticket
from counted
where lately >= $tickets
    and (
        $times = 0
        or (basis >= $least and lately::hugeint * basis >= $times::hugeint * before * $within)
    )
order by ticket
