-- One row: one clock of a metric that both policies measure, whose verdict differs. Numbered in order.
create temp table changed as
select (row_number() over (order by p.ticket, p.metric, p.cycle) - 1)::integer as number,
    p.ticket, p.metric, p.cycle, p.old_verdict, p.new_verdict
from pairs as p
where p.old_verdict is distinct from p.new_verdict and list_contains(?::tinyint[], p.metric)
