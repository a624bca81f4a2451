-- One row: one source, assignee and team of open tickets: neither solved, closed, merged nor deleted. Parameters: the
-- numbers of the fields.
select
    t.source,
    holder.text as assignee,
    team.text as team,
    count(*) as tickets
from tickets as t
left join ticket_fields as s on s.ticket = t.ticket and s.field = $status
left join words as status on status.field = $status and status.code = s.latest
left join ticket_fields as h on h.ticket = t.ticket and h.field = $assignee
left join words as holder on holder.field = $assignee and holder.code = h.latest
left join ticket_fields as g on g.ticket = t.ticket and g.field = $team
left join words as team on team.field = $team and team.code = g.latest
where coalesce(status.category, 0) not in (5, 6)
    and t.ticket not in (select ticket from events where kind in (4, 5))
group by all
order by all
