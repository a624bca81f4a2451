-- One row: one ticket's id among the three most like a text, regardless of case. Parameters: key.
select distinct key
from tickets
order by damerau_levenshtein(lower(key), lower($key)), key
limit 3
