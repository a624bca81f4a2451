-- From the cells of a XES log (xes_cells, xes_parser.CELLS) and the words of its dialect (xes_words, xes_derived) to
-- snapshots of tickets (changes.SNAPSHOTS), rejects and what is known.

create or replace temp table xes_traces as
with named as (
    select
        trace, min(line) as line,
        coalesce(max(value) filter (where name = 'concept:name'), '') as key
    from xes_cells
    where trace > 0 and event = 0
    group by trace
)
select *, min(trace) over (partition by key) as first_trace, min(line) over (partition by key) as first_line
from named;

create or replace temp table xes_events as
with stamped as (
    select
        event, trace, min(line) as line,
        max(value) filter (where name = 'time:timestamp') as stamp
    from xes_cells
    where event > 0
    group by event, trace
)
select
    *,
    epoch_us(case
        when regexp_matches(stamp, '[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$') then try_cast(stamp as timestamptz)
        else timezone((select name from xes_words where role = 'zone'), try_cast(stamp as timestamp))
    end) as "at"
from stamped;

insert into staged_rejects by name
select line, 'concept:name' as column_name, key as value, case
    when key = '' then 'the trace has no name, so there is no ticket to tell of'
    else 'a trace of this name begins on line ' || first_line || ' already'
end as reason
from xes_traces
where key = '' or trace <> first_trace
union all
select line, 'event', key, 'the trace has no event'
from xes_traces
where key <> '' and trace not in (select trace from xes_events)
union all
select line, 'time:timestamp', coalesce(stamp, ''), case
    when trace = 0 then 'the event stands outside every trace'
    when stamp is null then 'the event has no time:timestamp'
    else 'this is no date and time'
end
from xes_events
where trace = 0 or "at" is null;

insert into snapshot_rows by name
with people as (
    select event, max(value) as person
    from xes_cells
    where event > 0 and name = 'org:resource' and value not in (select name from xes_words where role = 'empty')
    group by event
)
select e.event as seq, t.key, e."at", if(p.person is null, 0, 2) as actor, coalesce(p.person, '') as person
from xes_events as e
join xes_traces as t on t.trace = e.trace and t.trace = t.first_trace and t.key <> ''
left join people as p on p.event = e.event
where e."at" is not null;

-- One row: one field of one snapshot. What a trace says of itself belongs to its first snapshot.
create or replace temp table xes_fields as
with openings as (
    select trace, arg_min(event, ("at", event)) as event
    from xes_events
    where "at" is not null
    group by trace
),
placed as (
    select if(c.event = 0, o.event, c.event) as seq, c.event > 0 as own, c.name, c.value
    from xes_cells as c
    left join openings as o on o.trace = c.trace
    where c.name <> ''
),
statuses as (
    select p.seq, 'status' as field, string_agg(p.value, '/' order by w.meaning) as value
    from placed as p
    join xes_words as w on w.role = 'status' and w.name = p.name
    where p.own
    group by p.seq
),
attributes as (
    select
        p.seq, coalesce(f.meaning, p.name) as field,
        arg_max(if(e.name is null, p.value, ''), (p.own, f.meaning is not null, p.value)) as value
    from placed as p
    left join xes_words as f on f.role = 'field' and f.name = p.name
    left join xes_words as e on e.role = 'empty' and e.name = p.value
    where p.name not in (select name from xes_words where role in ('status', 'left_out'))
    group by p.seq, coalesce(f.meaning, p.name)
),
derived as (
    select p.seq, d.field, coalesce(nullif(regexp_extract(p.value, d.pattern, 1), ''), d.otherwise) as value
    from placed as p
    join xes_derived as d on d.attribute = p.name
    where p.own
)
select a.seq, a.field, if(a.field = 'assignee' and u.name is not null, '', a.value) as value
from attributes as a
left join statuses as s on s.seq = a.seq
left join xes_words as u on u.role = 'unassigned' and u.name = lower(s.value)
union all
select seq, field, value from statuses
union all
select seq, field, value from derived;

insert into snapshot_cells by name
select r.seq, f.field, f.value
from snapshot_rows as r
join xes_fields as f on f.seq = r.seq
union all
select r.seq, a.field, ''
from snapshot_rows as r
cross join (select distinct field from xes_fields) as a
anti join xes_fields as f on f.seq = r.seq and f.field = a.field
where exists (from xes_words where role = 'whole');

insert into staged_statuses by name
select f.value as status, coalesce(max(w.meaning), '0')::tinyint as category
from xes_fields as f
left join xes_words as w on w.role = 'category' and w.name = lower(f.value)
where f.field = 'status'
group by f.value;

-- events.Knows: what has a field is told completely.
insert into staged_tickets by name
with known as (select distinct field from snapshot_cells)
select distinct
    key, 2 as fidelity,
    (
        select coalesce(sum(case field when 'status' then 4 + 8 when 'assignee' then 16 + 64 when 'team' then 32 end), 0)
        from known
    ) as knows
from snapshot_rows;
