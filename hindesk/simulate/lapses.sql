-- One row: a rule of either side, or nobody known under it, and how often each side's tickets lapse from it. A rule that
-- no ticket lapses from stands with nothing; unknown holders stand only where there are any.
select
    section,
    name as rule,
    coalesce(sum(lapses) filter (side = 'old'), 0)::bigint as old_lapses,
    coalesce(sum(lapses) filter (side = 'new'), 0)::bigint as new_lapses,
    new_lapses - old_lapses as difference,
    coalesce(sum(tickets) filter (side = 'old'), 0)::bigint as old_tickets,
    coalesce(sum(tickets) filter (side = 'new'), 0)::bigint as new_tickets
from lapsed
group by section, name
having section != $unknown or sum(lapses) > 0
order by section, rule
