-- One row: the lapses of a run from one permission of one sort (section, replay.lapse_codes.LAPSES), all together
-- (whole) or those of one holder with the tickets of one team. Parameters: run, as_of.
with held as (
    select
        l.*,
        coalesce(l.departed, $as_of) - l.entered as time,
        holder.text as holder,
        team.text as team_name
    from lapses as l
    left join words as holder
        on holder.field = (select field from fields where name = 'assignee') and holder.code = l.assignee
    left join words as team on team.field = (select field from fields where name = 'team') and team.code = l.team
    where l.run = $run and l.section in (0, 1)
)
select
    rule::bigint as rule,
    section::bigint as section,
    grouping(holder) = 1 as whole,
    holder,
    team_name as team,
    count(*) as lapses,
    count(distinct ticket) as tickets,
    sum(time)::bigint as time,
    quantile_disc(time, 0.5) as median,
    max(time) as longest,
    count(*) filter (departed is null) as still_held
from held
group by grouping sets ((rule, section), (rule, section, holder, team_name))
order by rule, section, whole desc, time desc, holder, team
