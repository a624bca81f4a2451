-- One row: the place of a text with a candidate that is a registration number of a resident of Korea, YYMMDDSxxxxxC.
-- S tells the century of birth: 1, 2, 5, 6 the 20th, 3, 4, 7, 8 the 21st; the date must exist. Citizens (1 to 4) born
-- before October 2020 have the check digit C = (11 - s mod 11) mod 10, where s adds up the twelve digits times
-- 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5. Numbers given since then end in chance digits, and those of foreigners (5 to 8)
-- follow no published rule: of these the date alone is tested.
-- Parameter: phrase, which finds candidates.
with candidates as (
    select place, unnest(regexp_extract_all(text, $phrase, 0, 'i')) as candidate
    from texts
),

numbers as (
    select place, regexp_extract_all(candidate, '[0-9]') as digits
    from candidates
),

born as (
    select
        place,
        list_transform(digits, lambda digit: digit::int) as digits,
        try_strptime(
            if(digits[7] in ('3', '4', '7', '8'), '20', '19') || array_to_string(digits[1:6], ''), '%Y%m%d'
        ) as birth
    from numbers
    where len(digits) = 13 and digits[7] between '1' and '8'
)

select distinct place
from born
where
    birth >= '2020-10-01'::timestamp
    or (birth is not null and digits[7] > 4)
    or (
        birth is not null
        and digits[13]
        = (11 - list_sum(list_transform(digits[1:12], lambda digit, i: digit * ((i - 1) % 8 + 2))) % 11) % 10
    )
order by place
