-- From consecutive snapshots of tickets to what changed. The first row of a ticket, by (at, seq), makes it with its
-- values; a later row changes the fields whose value differs from the row before. A field without a cell in a row
-- keeps its value. Changes of one row come in the order of the fields' names, the status last: a ticket that is
-- handed over and solved in one row is solved by its new holder.

create or replace temp table snapshot_changes as
with ordered as (
    select
        r.seq, r.key, r."at", r.actor, r.person, c.field, c.value,
        lag(c.value, 1, '') over (partition by r.key, c.field order by r."at", r.seq) as before,
        r.seq = f.seq as opening
    from snapshot_rows as r
    join snapshot_cells as c using (seq)
    join (select key, arg_min(seq, ("at", seq)) as seq from snapshot_rows group by key) as f on f.key = r.key
)
select *, dense_rank() over (order by field = 'status', field) as place
from ordered
where value is distinct from before;

insert into staged_openings by name
select key, field, value
from snapshot_changes
where opening;

insert into staged_events by name
select key, "at", seq * 65536 as seq, 1 as kind, actor, 0 as flags, '' as field, '' as value, person
from snapshot_rows
qualify row_number() over (partition by key order by "at", seq) = 1
union all
select key, "at", seq * 65536 + place, 3, actor, 0, field, value, person
from snapshot_changes
where not opening;

drop table snapshot_changes;
drop table snapshot_cells;
drop table snapshot_rows;
