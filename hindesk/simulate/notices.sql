-- One row: a level (0: reminders, null: rules) and a recipient, and how often each side tells them, about how many
-- tickets.
select
    level,
    wanted as recipient,
    coalesce(sum(notices) filter (side = 'old'), 0)::bigint as old_notices,
    coalesce(sum(notices) filter (side = 'new'), 0)::bigint as new_notices,
    new_notices - old_notices as difference,
    coalesce(sum(tickets) filter (side = 'old'), 0)::bigint as old_tickets,
    coalesce(sum(tickets) filter (side = 'new'), 0)::bigint as new_tickets
from told
group by level, wanted
order by level nulls last, recipient
