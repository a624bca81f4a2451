-- One row: the place of a text with a candidate whose digits pass the test of Luhn (ISO/IEC 7812-1, annex B): from the
-- right, every second digit counts twice (the digits of the product added), and the sum ends in 0.
-- Parameter: phrase, which finds candidates.
with candidates as (
    select place, unnest(regexp_extract_all(text, $phrase, 0, 'i')) as candidate
    from texts
),

numbers as (
    select place, list_reverse(regexp_extract_all(candidate, '[0-9]')) as digits
    from candidates
)

select distinct place
from numbers
where list_sum(list_transform(
    digits,
    lambda digit, i:
        case when i % 2 = 1 then digit::int when digit < '5' then digit::int * 2 else digit::int * 2 - 9 end
)) % 10 = 0
order by place
