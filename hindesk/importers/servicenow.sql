-- Rows that say of no incident when it was so.
insert into raw_rejects
select a."row", if(a.key is null, 'number', (select header from audit_headers)), if(a.key is null, '', coalesce(a.updated_text, '')),
    if(a.key is null, 'the row names no incident', 'not an instant in the form of its column')
from audit as a
where a.key is null or a.updated is null;

-- A state of -100 is what ServiceNow writes where it could not read the choice; the state stays as it was.
insert into raw_rejects
select c."row", (select header from state_headers), c.value, 'no state of an incident; it keeps the one before'
from raw_cells as c
where c.field = 'status' and regexp_full_match(c.value, '-[0-9]+');

delete from raw_cells where field = 'status' and regexp_full_match(value, '-[0-9]+');

-- audit_rows. One row: one version of an incident. The same version in twice counts once.
create or replace temp table audit_rows as
select *, row_number() over (order by modified, "row") as seq
from audit
where key is not null and updated is not null
qualify row_number() over (partition by key, updated, modified order by "row" desc) = 1 or modified is null;

insert into snapshot_rows by name
select seq, key, updated as "at", if(lower(person) = 'system', 4, 2) as actor, person
from audit_rows;

insert into snapshot_cells by name
select a.seq, c.field, c.value
from raw_cells as c
join audit_rows as a using ("row");
