-- One row: one ticket that a run gave clocks. `due` is the earliest due instant of those that are running or paused at
-- the run's end, in time or not; `breached` is 1 where some clock is breached, or would be by `as_of` if nothing
-- happened after the run's end; `paused` is 1 where some clock is paused at that end. Instants in microseconds.
-- Parameters: run, as_of, boundless (in place of an instant that is never reached).
with judged as (
    select
        c.ticket,
        c.due,
        c.verdict = 2 as over,
        c.verdict = 4 as paused,
        c.verdict = 3 and c.due < $as_of and r.as_of < $as_of as overrun,
        c.verdict in (3, 4) or (c.verdict = 2 and c.stopped is null) as standing
    from clocks as c
    join runs as r using (run)
    where c.run = $run
)
select
    ticket,
    coalesce(min(due) filter (where standing), $boundless) as due,
    max((over or coalesce(overrun, false))::bigint) as breached,
    max(paused::bigint) as paused
from judged
group by ticket
