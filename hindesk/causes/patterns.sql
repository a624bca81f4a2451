-- One row: the breached, or the met, clocks that have the same tags: how many they are, their counted time, and the
-- time that their primary tag accounts for, in microseconds. Parameters: those of facts.sql.
select
    breached,
    primary_tag,
    /* names */
    count(*) as clocks,
    sum(elapsed)::bigint as counted,
    sum(most)::bigint as time
from (
    /* marked */
) as f
group by all
