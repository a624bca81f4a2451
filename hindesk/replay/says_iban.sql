-- One row: the place of a text with a candidate that is an international bank account number (ISO 13616): with its
-- first four characters moved to the end, and A to Z written as 10 to 35, it leaves 1 when it is divided by 97.
-- Parameter: phrase, which finds candidates.
with candidates as (
    select place, unnest(regexp_extract_all(text, $phrase, 0, 'i')) as candidate
    from texts
),

numbers as (
    select place, regexp_extract_all(upper(candidate), '[0-9A-Z]') as signs
    from candidates
)

select distinct place
from numbers
where len(signs) between 15 and 34
    and list_reduce(
        list_transform(
            signs[5:] || signs[1:4], lambda sign: if(sign between '0' and '9', sign::int, ascii(sign) - 55)
        ),
        lambda rest, value: (rest * if(value > 9, 100, 10) + value) % 97,
        0
    ) = 1
order by place
