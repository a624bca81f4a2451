-- One row: one breached or met clock with its facts, a column for each tag (null: can't be tested), the most time that
-- one of its tags accounts for, and its primary tag. marks.py writes the tags at the five marks.
select *, case /* primary */ end as primary_tag
from (
    select *, greatest(/* times */) as most
    from (
        select *, /* tags */
        from (
            /* facts */
        ) as f
    ) as f
) as f
