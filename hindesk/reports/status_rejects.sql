-- One row: one place of a file that could not be read.
select
    i.source,
    i.file,
    r.line,
    r.column_name as "column",
    r.value,
    r.reason
from rejects as r
join imports as i using (import)
order by r.import, r.line, r.column_name
