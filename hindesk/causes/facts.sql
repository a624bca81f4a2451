-- One row: one breached or met clock of a run, with every fact that a tag looks at. Instants and amounts in
-- microseconds. Facts that the ticket's history, or the policy, can't tell are null. `until` is the breach (as a vendor
-- would have recorded it), or the stop of a clock that met its target: what comes later can't have caused it.
-- Parameters: run, metrics (numbers), sets_priority (whether the policy has a `priority` section), all_buckets (the
-- `events.Knows` that all buckets need; 1 is the first reply, 2 all messages).
with judged as (
    select
        c.ticket,
        c.metric,
        c.cycle,
        c.verdict = 2 as breached,
        c.started,
        c.due,
        c.elapsed,
        c.target,
        c.priority,
        case when c.verdict = 2 then c.due_recorded else c.stopped end as until,
        coalesce(c.stopped, r.as_of) as ended
    from clocks as c
    join runs as r using (run)
    where c.run = $run and c.verdict in (1, 2) and list_contains($metrics, c.metric)
),

-- One row: one change of the priority or the team, and the value before it.
moves as (
    select
        e.ticket,
        e."at",
        e.seq,
        f.name as field,
        coalesce(lag(e.value) over same, first.first, 0) as before,
        e.value
    from events as e
    join fields as f on f.field = e.field and f.name in ('priority', 'team')
    left join ticket_fields as first on first.ticket = e.ticket and first.field = e.field
    where e.kind = 3
    window same as (partition by e.ticket, e.field order by e."at", e.seq)
),

-- One row: one hand-over from a team to another; `former` is the hand-over before it where this one takes it back.
hops as (
    select
        ticket,
        "at",
        case when value = lag(before) over same and before = lag(value) over same then lag("at") over same end as former
    from moves
    where field = 'team' and before <> 0 and value <> 0 and before <> value
    window same as (partition by ticket order by "at", seq)
),

ranks as (
    select w.code, list_position(['low', 'normal', 'high', 'urgent'], lower(w.text)) as rank
    from words as w
    join fields as f on f.field = w.field and f.name = 'priority'
),

-- One row: one time in which people of one tier had a ticket; `higher` than those who had it before.
stays as (
    select ticket, entered, tier > lag(tier) over same as higher, row_number() over same as place
    from visits
    where run = $run and tier >= 1 and (departed is null or departed > entered)
    window same as (partition by ticket order by entered)
),

-- One row: one visit; `again` where it begins with a reopening: while a ticket is solved, it has no visit at all.
entries as (
    select ticket, entered, lag(departed) over same < entered as again
    from visits
    where run = $run
    window same as (partition by ticket order by entered, departed)
),

-- One row: one thing that happened to a ticket, with what its kind needs: the hand-over that it takes back, the
-- priority that it gives, or which stay it begins.
happenings as (
    select ticket, "at", 'hop' as kind, former as detail from hops
    union all
    select m.ticket, m."at", 'raise', m.value
    from moves as m
    join ranks as low on low.code = m.before
    join ranks as high on high.code = m.value and high.rank > low.rank
    where m.field = 'priority'
    union all
    select ticket, entered, 'rise', place from stays where higher
    union all
    select ticket, entered, 'reopening', null from entries where again
),

-- One row: what happened while one clock ran; of the raises, the last one to the priority that it was judged by.
happened as (
    select
        j.ticket,
        j.metric,
        j.cycle,
        count(*) filter (h.kind = 'hop' and h."at" < j.until) as hop_count,
        count(*) filter (h.kind = 'hop' and h."at" < j.until and h.detail > j.started) as return_count,
        count(*) filter (h.kind = 'reopening' and h."at" < j.until) as reopened_count,
        count(*) filter (h.kind = 'rise' and h."at" < j.until and h.detail = 2) as first_rise_count,
        min(h."at") filter (h.kind = 'rise') as escalated_at,
        max(h."at") filter (h.kind = 'raise' and h."at" <= j.until and h.detail = j.priority) as raised_at
    from happenings as h
    join judged as j on j.ticket = h.ticket and h."at" > j.started and h."at" <= j.ended
    group by j.ticket, j.metric, j.cycle
)

select
    j.ticket,
    j.metric,
    j.cycle,
    j.breached,
    t.knows,
    j.elapsed,
    j.target,
    j.elapsed - j.target as over,
    j.due - j.started as due_after,

    coalesce(s.unassigned, 0) as unassigned,
    coalesce(s.waiting_inside, 0) as waiting_inside,
    coalesce(s.waiting_on_customer, 0) as waiting_on_customer,
    coalesce(s.handed_over, 0) as handed_over,
    coalesce(s.untouched, 0) as untouched,
    coalesce(s.worked, 0) as worked,
    coalesce(s.idle, 0) as idle,
    case when (t.knows & $all_buckets) = $all_buckets then coalesce(s.handed_over, 0) end as handed_over_told,
    coalesce(s.unassigned / j.elapsed, 0) as unassigned_part,
    coalesce(s.waiting_inside / j.elapsed, 0) as waiting_inside_part,
    case when (t.knows & 3) <> 1 then coalesce(s.waiting_on_customer / j.elapsed, 0) end as waiting_on_customer_part,
    coalesce(s.handed_over / j.elapsed, 0) as handed_over_part,
    coalesce(s.untouched / j.elapsed, 0) as untouched_part,
    coalesce(s.worked / j.elapsed, 0) as worked_part,
    coalesce(s.idle / j.elapsed, 0) as idle_part,

    case
        when t.fidelity = 2 and not $sets_priority
            then coalesce((h.raised_at - j.started) / nullif(j.due - j.started, 0), 0)
    end as raised_part,
    h.raised_at - j.started as raised_after,
    case when h.raised_at >= j.due then j.target end as raised_time,
    coalesce(h.reopened_count, 0) as reopened_count,
    j.elapsed - j.target as reopened_time,
    coalesce(h.hop_count, 0) as hop_count,
    coalesce(h.return_count, 0) as return_count,
    case
        when t.fidelity = 2 and exists (from visits where run = $run and tier >= 1)
            then coalesce((h.escalated_at - j.started) / nullif(j.due - j.started, 0), 0)
    end as escalated_part,
    h.escalated_at - j.started as escalated_after,
    case
        when t.fidelity = 2 and exists (from visits where run = $run and tier >= 1)
            then coalesce(h.first_rise_count, 0)
    end as first_rise_count,
    bit_count($all_buckets) - bit_count(t.knows & $all_buckets) as missing_count
from judged as j
left join tickets as t on t.ticket = j.ticket
left join shares as s on s.run = $run and s.ticket = j.ticket and s.metric = j.metric and s.cycle = j.cycle
left join happened as h on h.ticket = j.ticket and h.metric = j.metric and h.cycle = j.cycle
