-- One row: the times in which tickets about one matter were public in a run, all together (whole) or those of one
-- channel, which is the ticket's when such a time began. Parameters: run, as_of.
with channel as (select field from fields where name = 'channel'),
public as (
    select l.*, coalesce(l.departed, $as_of) - l.entered as time, l.rowid as number
    from lapses as l
    where l.run = $run and l.section = 2
),
changed as (
    select p.number, arg_max(e.value, (e."at", e.seq)) as code
    from public as p
    join events as e on e.ticket = p.ticket and e."at" <= p.entered and e.kind = 3
    where e.field = (from channel)
    group by p.number
),
told as (
    select p.*, w.text as channel
    from public as p
    left join changed as c using (number)
    left join ticket_fields as f on f.field = (from channel) and f.ticket = p.ticket
    left join words as w on w.field = (from channel) and w.code = coalesce(c.code, f.first)
)
select
    rule::bigint as rule,
    grouping(channel) = 1 as whole,
    channel,
    count(distinct ticket) as tickets,
    count(*) as lapses,
    sum(time)::bigint as time,
    count(*) filter (ended = 2) as moved,
    quantile_disc(time, 0.5) filter (ended = 2) as median_until_moved,
    quantile_disc(time, 0.9) filter (ended = 2) as p90_until_moved,
    count(*) filter (ended = 1) as over_in_public,
    count(*) filter (ended = 3) as changed,
    count(*) filter (ended = 0) as still_public
from told
group by grouping sets ((rule), (rule, channel))
order by rule, whole desc, lapses desc, channel
