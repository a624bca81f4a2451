-- One row: one ticket, in the order of their numbers: how it had ended by an instant, and who had it then.
-- fate: 0 open, 1 solved or closed for good, 2 merged or deleted. end_at: null where open. assignee, team: codes after
-- everything that happened at the end.
-- Parameters: status, assignee, team (`fields.field`), until. Table: categories (code, done).
with gone as (
    select ticket, min("at") as "at" from events where kind in (4, 5) and "at" <= $until group by ticket
),

-- One row: one value of one of the three fields, from its place in the ticket's history on.
told as (
    select e.ticket, e.field, e."at", e.seq, e.value
    from events as e
    left join gone as g using (ticket)
    where e.kind = 3
      and e.field in ($status, $assignee, $team)
      and e."at" <= $until
      and (g."at" is null or e."at" <= g."at")
    union all
    select f.ticket, f.field, t.opened_at, -1, f.first
    from ticket_fields as f
    join tickets as t using (ticket)
    where f.field in ($status, $assignee, $team)
),
done as (
    select t.ticket, t."at", t.seq, c.done
    from told as t
    join categories as c on c.code = t.value
    where t.field = $status
),
reopened as (select ticket, max(seq) as seq from done where not done group by ticket),
solved as (
    select d.ticket, min(d."at") as "at"
    from done as d
    left join reopened as r using (ticket)
    where d.done and (r.seq is null or d.seq > r.seq)
    group by d.ticket
),
ended as (
    select
        t.ticket,
        case when s."at" is not null and (g."at" is null or s."at" <= g."at") then 1 when g."at" is not null then 2 else 0 end as fate,
        least(s."at", g."at") as "at"
    from tickets as t
    left join solved as s using (ticket)
    left join gone as g using (ticket)
),
last as (
    select e.ticket, t.field, arg_max(t.value, t.seq) as value
    from ended as e
    join told as t using (ticket)
    where t.field <> $status and (e."at" is null or t."at" <= e."at")
    group by e.ticket, t.field
)
select
    e.ticket::bigint as ticket,
    e.fate::bigint as fate,
    coalesce(e."at", -1)::bigint as end_at,
    coalesce(a.value, 0)::bigint as assignee,
    coalesce(m.value, 0)::bigint as team,
    t.knows::bigint as knows,
    t.fidelity::bigint as fidelity
from ended as e
join tickets as t using (ticket)
left join last as a on a.ticket = e.ticket and a.field = $assignee
left join last as m on m.ticket = e.ticket and m.field = $team
order by e.ticket
