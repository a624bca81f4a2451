-- One row: one ladder of a run's policy of which somebody was told, by rule and metric.
-- Parameters: run, metrics (numbers), as_of. Tables: rungs (rule, metric, notice, entry, last, top, sure, tops).
with rung as (
    -- What was sent of a clock since its start, under the rule that it has at its end or had at its breach.
    select n.ticket, n.metric, n.cycle, n.rule, n.sent, n.missing, r.entry, r.last, r.top, r.sure, r.tops
    from notices n
    join rungs r on r.rule = n.rule and r.metric = n.metric and r.notice = n.notice
    join clocks c on c.run = n.run and c.ticket = n.ticket and c.metric = n.metric and c.cycle = n.cycle
        and c.rule = n.rule and c.started <= n.sent
    where n.run = $run and list_contains($metrics, n.metric)
),
entry as (
    select ticket, metric, cycle, rule, entry, top, sure, tops,
        max(sent) as sent, bit_or(missing) as missing, bool_or(last) as ended
    from rung
    group by all
),
ladder as (
    -- Nothing is to come: the top level was told for the last time, and so was every level that repeats.
    select ticket, metric, cycle, rule, max(sent) as sent, bit_or(missing) as missing,
        bool_or(top and ended) and bool_and(ended or not sure)
            and count(*) filter (top and sure) = any_value(tops) as at_end
    from entry
    group by ticket, metric, cycle, rule
),
clock as (
    select l.*, c.stopped is null as open, coalesce(c.stopped, $as_of) - l.sent as after
    from ladder l
    join clocks c on c.run = $run and c.ticket = l.ticket and c.metric = l.metric and c.cycle = l.cycle
)
select
    rule::bigint as rule,
    metric::bigint as metric,
    count(*) as escalated,
    count(*) filter (at_end and after > 0) as exhausted,
    count(*) filter (at_end and after > 0 and open) as open,
    count(*) filter (at_end and after > 0 and missing <> 0) as uncertain,
    quantile_disc(after, 0.5) filter (at_end and after > 0) as median_after,
    max(after) filter (at_end and after > 0) as longest_after,
    arg_max(open, (after, open)) filter (at_end and after > 0) as longest_open
from clock
group by all
