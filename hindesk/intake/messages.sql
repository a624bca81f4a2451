-- One row: one ticket that a run found solved and whose history tells all messages, with the
-- messages of its customer and the public replies that agents wrote by hand, after its creation until its solution. Parameters: run, messages (events.Knows.MESSAGES).
select
    o.ticket::bigint as ticket,
    1::bigint as known,
    count(*) filter (e.actor = 1) as customer,
    count(*) filter (e.actor = 2 and e.flags = 1) as agent
from outcomes as o
join tickets as t using (ticket)
left join events as e
    on e.ticket = o.ticket and e.kind = 2 and e."at" > t.opened_at and e."at" <= o.solved
where o.run = $run and o.solved is not null and t.knows & $messages = $messages
group by o.ticket
