-- One row: a stretch of one ticket in which holder, team, tier and status stay the same. `open`: neither solved, closed,
-- merged nor deleted; `solved`: it begins by being solved or closed; `lasting`: it takes time, or is the last one.
-- Meanings of codes come in the temporary tables meant_assignee and meant_team (code, number, name): `number` is the
-- same for spellings that differ in case alone. Parameters: the numbers of the fields.
create or replace temp table held as
with point as (
    select
        t.ticket,
        t.opened_at as "at",
        -1 as seq,
        coalesce(holder.first, 0) as assignee,
        coalesce(team.first, 0) as team,
        coalesce(tier.first, 0) as tier,
        coalesce(status.first, 0) as status,
        null as gone
    from tickets as t
    left join ticket_fields as holder on holder.ticket = t.ticket and holder.field = $assignee
    left join ticket_fields as team on team.ticket = t.ticket and team.field = $team
    left join ticket_fields as tier on tier.ticket = t.ticket and tier.field = $tier
    left join ticket_fields as status on status.ticket = t.ticket and status.field = $status
    union all
    select
        e.ticket,
        e."at",
        e.seq,
        case when e.kind = 3 and e.field = $assignee then e.value end,
        case when e.kind = 3 and e.field = $team then e.value end,
        case when e.kind = 3 and e.field = $tier then e.value end,
        case when e.kind = 3 and e.field = $status then e.value end,
        case when e.kind in (4, 5) then true end
    from events as e
    where (e.kind = 3 and e.field in ($assignee, $team, $tier, $status)) or e.kind in (4, 5)
),
filled as (
    select
        p.ticket,
        p."at",
        lead(p."at") over life as until,
        last_value(p.assignee ignore nulls) over upto as assignee,
        last_value(p.team ignore nulls) over upto as team,
        last_value(p.tier ignore nulls) over upto as tier,
        last_value(p.status ignore nulls) over upto as status,
        last_value(p.status ignore nulls) over earlier as status_before,
        coalesce(last_value(p.gone ignore nulls) over upto, false) as gone
    from point as p
    window
        life as (partition by p.ticket order by p."at", p.seq),
        upto as (life rows unbounded preceding),
        earlier as (life rows between unbounded preceding and 1 preceding)
),
done as (select code from words where field = $status and category in (5, 6))
select
    f.ticket,
    f."at",
    f.until,
    coalesce(f.until > f."at", true) as lasting,
    h.number as person,
    m.number as team,
    f.tier,
    f.status not in (from done) and not f.gone as open,
    f.status in (from done) and not f.gone and coalesce(f.status_before not in (from done), true) as solved
from filled as f
join meant_assignee as h on h.code = f.assignee
left join meant_team as m on m.code = f.team
