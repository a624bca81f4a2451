"""Opening hours as a policy writes them."""

from __future__ import annotations

import pytest

from hindesk.calendars.hours import always, parse_spans, parse_week

H = 3600


def test_a_range_of_days_shares_its_spans() -> None:
    week = parse_week({"mon-fri": "09:00-12:00, 13:00-18:00", "sat": "10:00-14:00"})
    assert week[:5] == (((9 * H, 12 * H), (13 * H, 18 * H)),) * 5
    assert week[5:] == (((10 * H, 14 * H),), ())


@pytest.mark.parametrize(
    ("days", "open_days"),
    [
        ("fri-mon", {4, 5, 6, 0}),
        ("mon, wed", {0, 2}),
        ("Sun", {6}),
        ("tue-wed, sat", {1, 2, 5}),
        ("mon-sun", set(range(7))),
    ],
)
def test_days_may_wrap_and_be_listed(days: str, open_days: set[int]) -> None:
    assert {day for day, spans in enumerate(parse_week({days: "09:00-10:00"})) if spans} == open_days


def test_24x7_is_every_second_of_the_week() -> None:
    assert parse_week("24x7") == (((0, 24 * H),),) * 7 == always("always").week


@pytest.mark.parametrize("end", ["24:00", "00:00", "0:00", "23:59", "23:59:59"])
def test_the_end_of_the_day_may_be_written_in_several_ways(end: str) -> None:
    assert parse_spans(f"00:00-{end}") == ((0, 24 * H),)


def test_a_span_across_midnight_is_open_on_both_weekdays() -> None:
    week = parse_week({"sun": "22:00-06:00", "mon": "09:00-10:00"})
    assert week[6] == ((22 * H, 24 * H),)
    assert week[0] == ((0, 6 * H), (9 * H, 10 * H))


def test_a_span_across_midnight_of_one_date_runs_on() -> None:
    assert parse_spans("22:00-06:00") == ((22 * H, 30 * H),)


def test_spans_are_sorted_and_seconds_count() -> None:
    assert parse_spans("13:00-14:00:30, 09:00–10:00") == ((9 * H, 10 * H), (13 * H, 14 * H + 30))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("09:00-09:00", "'09:00-09:00' is empty"),
        ("09:00", "'09:00' is not a span; write 09:00-18:00"),
        ("9-18", "'9' is not a time of day; write hours and minutes such as 09:00"),
        ("09:00-25:00", "'25:00' is not a time of day; the last one is 24:00"),
        ("09:60-10:00", "'09:60' is not a time of day; the last one is 24:00"),
        ("24:00-06:00", "'24:00-06:00' begins at the end of the day"),
        ("09:00-12:00, 11:00-13:00", "11:00-13:00 overlaps 09:00-12:00 in '09:00-12:00, 11:00-13:00'"),
        ("", "'' is not a span; write 09:00-18:00"),
    ],
)
def test_spans_that_make_no_sense_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse_spans(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ({"mo": "09:00-10:00"}, "unknown day 'mo'; did you mean mon?"),
        ({"monday": "09:00-10:00"}, "unknown day 'monday'; did you mean mon?"),
        ({"xyz": "09:00-10:00"}, "unknown day 'xyz'; days are mon, tue, wed, thu, fri, sat, sun"),
        ({"mon-fri": "09:00-10:00", "fri": "09:00-11:00"}, "fri is given twice"),
        ({"mon": "22:00-06:00", "tue": "05:00-07:00"}, "05:00-07:00 overlaps 00:00-06:00 in 'tue'"),
        ("always", "'always' is not a week; write 24x7, or hours by day such as mon-fri: 09:00-18:00"),
    ],
)
def test_weeks_that_make_no_sense_are_refused(hours: str | dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse_week(hours)
    assert str(caught.value) == sentence
