-- One row: one metric of one source, with the verdicts of the export against those of a run. `pairs` is what
-- agreement_pairs.sql gives.
select
    t.source,
    p.metric,
    count(*) as recorded,
    count(*) filter (p.recorded = 'met' and p.replayed = 'met') as both_met,
    count(*) filter (p.recorded = 'breached' and p.replayed = 'breached') as both_breached,
    count(*) filter (p.recorded = 'breached' and p.replayed = 'met') as only_recorded_breached,
    count(*) filter (p.recorded = 'met' and p.replayed = 'breached') as only_replay_breached,
    count(*) filter (p.replayed not in ('met', 'breached')) as not_judged,
    count(*) filter (p.recorded = p.replayed) / nullif(count(*) filter (p.replayed in ('met', 'breached')), 0)
        as agreement_share
from pairs as p
join tickets as t on t.ticket = p.ticket
group by t.source, p.metric
order by t.source, p.metric
