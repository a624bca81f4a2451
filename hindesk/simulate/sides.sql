-- One row: one clock of a side. Metric and rule have the comparison's common numbers.
create temp table old_clocks as
select ticket, metric, cycle, rule, due, elapsed, target, verdict, missing, priority, team, assignee, tier
from clocks
limit 0;

create temp table new_clocks as from old_clocks;

-- One row: how often one side tells one recipient at one level (0: reminders, null: rules), about how many tickets.
create temp table told (side varchar, level tinyint, wanted varchar, notices bigint, tickets bigint);

-- One row: how often one side's tickets lapse from one of its rules (section: replay.lapse_codes.LAPSES), in one set.
create temp table lapsed (side varchar, section tinyint, name varchar, lapses bigint, tickets bigint)
