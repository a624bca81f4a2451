-- One row: the breached, or the met, clocks of one run that have the same codes, and the shares of their counted time
-- that went to each bucket. Combinations of codes without a breached clock are left out. partition.py puts the codes,
-- their names and the tables that they stand in at the three marks. Parameters: run, metrics (numbers), and those of
-- the joins.
--
-- A share is the difference of two running totals, each rounded to 1/2^30 of the whole: the seven add up to 1 exactly,
-- in every order, and an empty bucket has 0.
with sums as (
    select
        /* codes */
        c.verdict = 2 as breached,
        count(*) as clocks,
        sum(c.elapsed)::hugeint as counted,
        sum(coalesce(s.unassigned, 0))::hugeint as unassigned,
        sum(coalesce(s.waiting_inside, 0))::hugeint as waiting_inside,
        sum(coalesce(s.waiting_on_customer, 0))::hugeint as waiting_on_customer,
        sum(coalesce(s.handed_over, 0))::hugeint as handed_over,
        sum(coalesce(s.untouched, 0))::hugeint as untouched,
        sum(coalesce(s.worked, 0))::hugeint as worked,
        sum(coalesce(s.idle, 0))::hugeint as idle
    from clocks as c
    left join shares as s on s.run = c.run and s.ticket = c.ticket and s.metric = c.metric and s.cycle = c.cycle
    /* joins */
    where c.run = $run and c.verdict in (1, 2) and list_contains($metrics, c.metric)
    group by all
), totals as (
    select
        *,
        unassigned as t1,
        t1 + waiting_inside as t2,
        t2 + waiting_on_customer as t3,
        t3 + handed_over as t4,
        t4 + untouched as t5,
        t5 + worked as t6,
        t6 + idle as t7
    from sums
), rounded as (
    select
        *,
        list_transform(
            [t1, t2, t3, t4, t5, t6, t7], lambda t: (t * 1073741824 + counted // 2) // nullif(counted, 0)
        ) as r
    from totals
)
select
    /* names */
    if(breached, 'breached', 'met') as verdict,
    clocks,
    counted::bigint as counted,
    r[1]::double / 1073741824 as unassigned_share,
    (r[2] - r[1])::double / 1073741824 as waiting_inside_share,
    (r[3] - r[2])::double / 1073741824 as waiting_on_customer_share,
    (r[4] - r[3])::double / 1073741824 as handed_over_share,
    (r[5] - r[4])::double / 1073741824 as untouched_share,
    (r[6] - r[5])::double / 1073741824 as worked_share,
    (r[7] - r[6])::double / 1073741824 as idle_share
from rounded
qualify bool_or(breached) over (partition by /* names */ null)
order by /* names */ verdict
