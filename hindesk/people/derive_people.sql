-- One row: one person, and what the tickets that they held say of them. Beside `held` (derive_held.sql) come the
-- temporary tables meant_assignee, meant_person, meant_team, meant_type and meant_language. Parameters: the numbers of
-- the fields, and the bounds of derive.py.
with person as (select number, any_value(name) as name from meant_assignee group by number),
had as (select person, ticket, max("at") as last_at from held where person is not null and lasting group by person, ticket),
total as (select person, count(*) as tickets, max(last_at) as last_at from had group by person),
act as (
    select m.number as person, max(e."at") as last_at
    from events as e
    join meant_person as m on m.code = e.person
    group by m.number
),
team_tickets as (
    select person, team, count(distinct ticket) as tickets
    from held
    where person is not null and team is not null and lasting
    group by person, team
),
teams as (
    select
        t.person,
        string_agg(n.name, '; ' order by t.tickets desc, n.name) as team,
        string_agg(case when regexp_full_match(n.name, '[0-9]+') then n.name else '' end, '; ' order by t.tickets desc, n.name)
            as team_id
    from team_tickets as t
    join total using (person)
    join (select number, any_value(name) as name from meant_team group by number) as n on n.number = t.team
    where t.tickets >= $team_share * total.tickets
    group by t.person
),
tiers as (
    select h.person, max(try_cast(w.text as integer)) as tier
    from held as h
    join words as w on w.field = $tier and w.code = h.tier
    where h.lasting and try_cast(w.text as integer) between 0 and $highest_tier
    group by h.person
),
solved_types as (
    select h.person, m.number, any_value(m.name) as name, count(distinct h.ticket) as tickets
    from held as h
    join ticket_fields as f on f.field = $type and f.ticket = h.ticket
    join meant_type as m on m.code = f.latest
    where h.solved
    group by h.person, m.number
    having count(distinct h.ticket) >= $solved
),
skills as (
    select
        person,
        string_agg(case when contains(name, ':') then name || ':1' else name end, '; ' order by tickets desc, name)
            as skills
    from solved_types
    group by person
),
spoken as (
    select had.person, m.number, any_value(m.name) as name, count(*) as tickets
    from had
    join ticket_fields as f on f.field = $language and f.ticket = had.ticket
    join meant_language as m on m.code = f.latest
    group by had.person, m.number
),
languages as (
    select person, string_agg(name, '; ' order by tickets desc, name) as languages
    from (
        select *, sum(tickets) over (partition by person) as all_tickets from spoken
    )
    where tickets >= $language_share * all_tickets
    group by person
),
step as (
    select person, "at", 1 as change from held where person is not null and open
    union all
    select person, until, -1 from held where person is not null and open and until is not null
),
change as (select person, "at", sum(change) as change from step group by person, "at" having sum(change) <> 0),
load as (
    select person, sum(change) over (partition by person order by "at" rows unbounded preceding) as tickets from change
),
most as (select person, max(tickets)::bigint as capacity from load group by person)
select
    p.number as person,
    p.name,
    teams.team,
    case when regexp_matches(teams.team_id, '[0-9]') then teams.team_id end as team_id,
    tiers.tier,
    skills.skills,
    languages.languages,
    most.capacity,
    coalesce(total.tickets, 0) as tickets,
    strftime(make_timestamp(greatest(total.last_at, coalesce(act.last_at, total.last_at))), '%Y-%m-%d') as last_seen
from person as p
join total on total.person = p.number
left join act on act.person = p.number
left join teams on teams.person = p.number
left join tiers on tiers.person = p.number
left join skills on skills.person = p.number
left join languages on languages.person = p.number
left join most on most.person = p.number
order by tickets desc, p.name
