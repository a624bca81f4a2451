-- One row: one ticket that a run has judged. `solved` is 1 where it is solved at the end, `tier` the tier that had it
-- last, -1 where none did. Parameters: run, boundless (in place of an instant that is never reached).
with last as (
    select ticket, arg_max(coalesce(tier, -1)::bigint, (coalesce(departed, $boundless), entered, rowid)) as tier
    from visits
    where run = $run
    group by ticket
)
select
    o.ticket::bigint as ticket,
    1::bigint as seen,
    (o.solved is not null)::bigint as solved,
    coalesce(last.tier, -1) as tier
from outcomes as o
left join last using (ticket)
where o.run = $run
