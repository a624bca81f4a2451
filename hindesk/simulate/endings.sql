-- One row: the clocks with one verdict on each side that lack the same parts of history. Verdict null: no such clock.
select old_verdict, old_missing, new_verdict, new_missing, count(*) as clocks
from pairs
group by all
order by all
