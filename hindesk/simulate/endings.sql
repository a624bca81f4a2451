-- One row: the clocks with one verdict on each side that lack the same parts of history. Verdicts: tables.OUTCOMES.
select
    coalesce(old_verdict, 6) as old_verdict,
    coalesce(old_missing, 0) as old_missing,
    coalesce(new_verdict, 6) as new_verdict,
    coalesce(new_missing, 0) as new_missing,
    count(*) as clocks
from pairs
group by all
order by all
