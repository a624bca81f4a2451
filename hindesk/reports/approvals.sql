-- One row: what needed an approval of one rule of a run, all together (whole) or what one person did; the person is
-- null where the history names nobody, or several at that instant. Parameters: run.
with acts as (
    select
        ticket,
        rule,
        happened,
        count(*) filter (section = 2) as asked,
        count(*) filter (section = 3) as missing
    from matches
    where run = $run and section in (2, 3)
    group by all
), doers as (
    select a.ticket, a.happened, if(count(distinct e.person) = 1, max(e.person), 0) as person
    from (select distinct ticket, happened from acts) as a
    join events as e on e.ticket = a.ticket and e."at" = a.happened and e.actor in (0, 2) and e.kind <> 1
    group by all
), done as (
    select a.*, person.text as person
    from acts as a
    left join doers as d using (ticket, happened)
    left join words as person
        on person.field = (select field from fields where name = 'person') and person.code = d.person
)
select
    rule::bigint as rule,
    grouping(person) = 1 as whole,
    person,
    sum(asked)::bigint as asked,
    sum(missing)::bigint as missing,
    sum(missing) / sum(asked) as missing_share,
    count(distinct ticket) as tickets,
    count(distinct ticket) filter (missing > 0) as tickets_missing
from done
group by grouping sets ((rule), (rule, person))
order by rule, whole desc, missing desc, asked desc, person
