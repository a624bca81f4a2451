"""Which texts say what a pattern looks for: phrases, vetoes, and numbers with their check digits."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.policy.patterns import Check, Pattern, Title, shipped_patterns
from hindesk.replay.says import says_truth

SHIPPED: Final = shipped_patterns()
NETWORKS: Final = {
    "4": 16,
    "51": 16,
    "2221": 16,
    "2720": 16,
    "34": 15,
    "36": 14,
    "3528": 16,
    "6011": 16,
    "62": 19,
    "9": 16,
}
BEFORE: Final = st.dates(date(1900, 1, 1), date(2020, 9, 30))
SINCE: Final = st.dates(date(2020, 10, 1), date(2039, 12, 31))
ABROAD: Final = st.dates(date(1920, 1, 1), date(1999, 12, 31))
CITIZENS: Final = st.sampled_from("34")
FOREIGNERS: Final = st.sampled_from("56")
CHANCE: Final = st.integers(0, 999_999)
BETWEEN: Final = ("", "-", " ", " - ", "–")
ACCOUNTS: Final = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=11, max_size=30)

FEW: Final = settings(max_examples=15, deadline=None)
"""Each example holds many numbers."""


def says(name: str, *texts: str | None) -> list[bool]:
    return [bool(flag) for flag in says_truth(SHIPPED[name], pa.array(texts, pa.string()))]


def pattern(*phrases: str, vetoes: tuple[str, ...] = (), check: Check | None = None) -> Pattern:
    return Pattern("own", Title(), phrases, vetoes, check)


def luhn_passes(number: str) -> bool:
    """The test of Luhn, digit by digit."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def full_width(text: str) -> str:
    """A text in the full-width signs of East Asian keyboards."""
    return "".join("\u3000" if sign == " " else chr(ord(sign) + 0xFEE0) for sign in text)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A card number of one of the networks."""
    start, length = draw(st.sampled_from(sorted(NETWORKS.items())))
    rest = draw(st.text("0123456789", min_size=length - len(start) - 1, max_size=length - len(start) - 1))
    return next(number for last in range(10) if luhn_passes(number := f"{start}{rest}{last}"))


def changes(number: str) -> st.SearchStrategy[str]:
    """The numbers that differ from one in a single digit."""
    return st.integers(0, len(number) - 1).flatmap(
        lambda place: st.sampled_from(sorted(set("0123456789") - {number[place]})).map(
            lambda digit: f"{number[:place]}{digit}{number[place + 1 :]}"
        )
    )


def citizen(born: date, *, woman: bool, chance: int) -> str:
    """The number of a citizen, with its check digit."""
    first = f"{born:%y%m%d}{(3 if born.year >= 2000 else 1) + woman}{chance:05d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True))
    return f"{first}{(11 - total % 11) % 10}"


def iban(country: str, account: str) -> str:
    """An account number of a country, with its two check digits."""
    spelled = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(spelled) % 97:02d}{account}"


def test_a_text_says_it_if_a_phrase_is_found_and_no_veto() -> None:
    texts = pa.array(["Refund!", "no refund", "a REFUNDED cup", "cup", "", None])
    found = says_truth(pattern("refund", "give back", vetoes=(r"\bno\b",)), texts)
    assert found.dtype == np.int64
    assert found.tolist() == [1, 0, 1, 0, 0, 0]


def test_a_choice_within_a_phrase_stays_within_it() -> None:
    assert says_truth(pattern("^a|b$", "c"), pa.array(["a-", "-b", "c", "-a-", "b-"])).tolist() == [1, 1, 1, 0, 0]


def test_a_pattern_without_phrases_is_said_by_nothing() -> None:
    assert says_truth(pattern(), pa.array(["", "anything", None])).tolist() == [0, 0, 0]


@pytest.mark.parametrize("check", ["luhn", "resident", "iban"])
def test_a_check_passes_nothing_that_is_no_number(check: Check) -> None:
    assert says_truth(pattern(".*", check=check), pa.array(["hello", "", "1234567", None])).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_texts_and_empty_ones_say_nothing(name: str) -> None:
    assert says(name) == []
    assert says(name, None, "", " ") == [False, False, False]


def test_every_candidate_of_a_text_is_looked_at() -> None:
    assert says("card number", "4111111111111112 4111111111111113 4111111111111111", "4111111111111112") == [
        True,
        False,
    ]
    assert says("resident number", "850315-1991234, 850315-1991231", "850315-1991234") == [True, False]
    assert says("iban", "DE89370400440532013001 DE89370400440532013000", "DE89370400440532013001") == [True, False]


def test_a_veto_goes_before_a_number_that_passes() -> None:
    own = pattern(r"\d{16}", vetoes=("test card",), check="luhn")
    assert says_truth(own, pa.array(["4111111111111111", "test card 4111111111111111"])).tolist() == [1, 0]


@FEW
@given(st.lists(cards(), min_size=1))
def test_cards_of_all_networks_are_found(numbers: list[str]) -> None:
    written = [text for number in numbers for text in (f"card {number}.", f"카드{number}입니다")]
    assert all(says("card number", *written))


@FEW
@given(st.lists(cards(), min_size=1), st.data())
def test_a_card_with_one_digit_changed_fails_the_check(numbers: list[str], data: st.DataObject) -> None:
    own = pattern(r"\d+", check="luhn")
    changed = [data.draw(changes(number)) for number in numbers]
    assert says_truth(own, pa.array([*numbers, *changed])).tolist() == [1] * len(numbers) + [0] * len(changed)


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111 12/29",
        "4111 1111 1111 1111 123",
        "4111.1111.1111.1111",
        "4111–1111–1111–1111",
        "4111\u00a01111\u00a01111\u00a01111",
        "4111\u200b1111\u200b1111\u200b1111",
        full_width("4111 1111 1111 1111"),
        full_width("4111-1111-1111-1111"),
    ],
)
def test_cards_are_found_however_they_are_written(text: str) -> None:
    assert says("card number", text) == [True]


@pytest.mark.parametrize(
    "text", ["1111111111111117", "94111111111111111111", "4111 1111 1111 111", "41111111a11111111"]
)
def test_digits_of_no_network_and_parts_of_longer_numbers_are_no_cards(text: str) -> None:
    assert says("card number", text) == [False]


@FEW
@given(st.lists(st.tuples(BEFORE, st.booleans(), st.integers(0, 99_999)), min_size=1), st.sampled_from(BETWEEN))
def test_numbers_of_citizens_born_before_october_2020_pass_by_their_check_digit(
    people: list[tuple[date, bool, int]], between: str
) -> None:
    numbers = [citizen(born, woman=woman, chance=chance) for born, woman, chance in people]
    wrong = [f"{number[:-1]}{(int(number[-1]) + 1) % 10}" for number in numbers]
    written = [f"번호 {number[:6]}{between}{number[6:]}입니다" for number in [*numbers, *wrong]]
    assert says("resident number", *written) == [True] * len(numbers) + [False] * len(wrong)


@FEW
@given(st.lists(st.one_of(st.tuples(SINCE, CITIZENS, CHANCE), st.tuples(ABROAD, FOREIGNERS, CHANCE)), min_size=1))
def test_numbers_without_a_check_digit_count_by_their_date_with_a_hyphen_or_a_word(
    people: list[tuple[date, str, int]],
) -> None:
    numbers = [f"{born:%y%m%d}-{century}{chance:06d}" for born, century, chance in people]
    bare = [number.replace("-", "") for number in numbers]
    assert all(says("resident number", *numbers, *(f"주민번호 {number}" for number in bare)))
    assert not any(says("resident number", *bare))


@pytest.mark.parametrize(
    "text", ["030229-5991234", "261301-7991234", "850315-0991234", "850315-9991234", "850315-1******"]
)
def test_dates_that_do_not_exist_other_centuries_and_hidden_digits_are_no_residents(text: str) -> None:
    assert says("resident number", f"주민번호 {text}") == [False]


def test_a_leap_day_exists_in_its_own_century_alone() -> None:
    assert says("resident number", "000229-7991234", "000229-5991234", "주민 000229-5991234") == [True, False, False]


@FEW
@given(st.lists(st.tuples(st.sampled_from(["DE", "GB", "KR", "NL", "MT"]), ACCOUNTS), min_size=1), st.booleans())
def test_account_numbers_of_any_country_pass_by_their_check_digits(
    accounts: list[tuple[str, str]], lower: bool
) -> None:
    numbers = [iban(country, account) for country, account in accounts]
    wrong = [f"{number[:2]}{(int(number[2:4]) + 1) % 100:02d}{number[4:]}" for number in numbers]
    written = [number.lower() if lower else number for number in [*numbers, *wrong]]
    assert says("iban", *written) == [True] * len(numbers) + [False] * len(wrong)


@pytest.mark.parametrize(
    "text", ["GB82 WEST 1234 5698 7654 32", "IBAN:GB82WEST12345698765432.", "GB82 WEST 1234 5698 7654 32 "]
)
def test_account_numbers_are_found_in_groups_of_four(text: str) -> None:
    assert says("iban", text) == [True]


@pytest.mark.parametrize(
    "text", ["계좌번호 110-123-456789", "하나 123-910123-45607", "110-123-456789 (신한)", "account no. 55779911"]
)
def test_account_numbers_count_beside_a_bank_or_a_word(text: str) -> None:
    assert says("bank account", text) == [True]


@pytest.mark.parametrize(
    "text", ["110-123-456789", "하나 010-1234-5678", "은행 02-123-4567", "농협 2026-11-22", "account 5"]
)
def test_telephone_numbers_dates_and_bare_numbers_are_no_accounts(text: str) -> None:
    assert says("bank account", text) == [False]


def test_syllables_in_parts_and_curly_apostrophes_count_as_plain_ones() -> None:
    assert says("billing", "\u1112\u116a\u11ab\u1107\u116e\u11af") == [True]
    assert says("account", "I can’t log in") == [True]
