"""The sections `on_call` and `roles`: what they mean, and every problem with its place."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pytest

from hindesk.people.on_call import Layer, Override, Rotation, Schedule
from hindesk.policy.schema import policy_schema
from hindesk.yaml_source import read_yaml
from tests.policy.json_schema import accepts
from tests.policy.texts import HEAD, OFFICE, SLA, notes, policy, problems

HOUR: Final = 3_600_000_000

WHOLE: Final = """\
calendars: {office: {week: {mon-fri: "09:00-18:00"}}}
on_call:
  payments:
    time_zone: Europe/London
    layers:
      - {every: 12h, start: 2026-01-05T09:00, who: [Lee Ana, nobody]}
      - {rotate: weekly, start: 2026-01-05 09:00, who: [Kim Suji, Park Junsu], hours: office}
    overrides:
      - {from: 2026-12-25T00:00, to: 2026-12-26T00:00, who: nobody}
      - {from: 2026-02-16T00:00, to: 2026-02-19T00:00, who: Lee Ana}
  nights: {layers: [{start: 2026-01-05T18:00, who: Han Bora}]}
roles: {regional_leads: [Choi Daeun, Jung Mirae], duty: Han Bora}
"""
LAYER: Final = "{rotate: daily, start: 2026-01-05T09:00, who: [A, B]}"


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rotation(text: str) -> Rotation:
    """How long a turn lasts in a layer that is given by the key for it."""
    return (
        policy(f"on_call: {{s: {{layers: [{{{text}, start: 2026-01-05T09:00, who: [A, B]}}]}}}}\n")
        .on_call["s"]
        .layers[0]
        .rotation
    )


def test_every_key_is_read() -> None:
    read = policy(WHOLE)
    office = read.calendars["office"]
    start = time("2026-01-05T09:00")
    assert read.on_call["payments"] == Schedule(
        "payments",
        "Europe/London",
        (
            Layer(Rotation(12 * HOUR, "microsecond"), start, ("Lee Ana", None)),
            Layer(Rotation(7, "day"), start, ("Kim Suji", "Park Junsu"), office),
        ),
        (
            Override(time("2026-02-16"), time("2026-02-19"), "Lee Ana"),
            Override(time("2026-12-25"), time("2026-12-26"), None),
        ),
        line=6,
    )


def test_without_a_zone_of_its_own_a_schedule_has_the_policys() -> None:
    assert policy(WHOLE).on_call["nights"].time_zone == "Asia/Seoul"


def test_roles_are_lists_of_people() -> None:
    assert policy(WHOLE).roles == {"regional_leads": ("Choi Daeun", "Jung Mirae"), "duty": ("Han Bora",)}


def test_a_policy_need_not_have_either() -> None:
    assert (policy("").on_call, policy("").roles) == ({}, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rotate: hourly", Rotation(HOUR, "microsecond")),
        ("rotate: daily", Rotation(1, "day")),
        ("rotate: weekly", Rotation(7, "day")),
        ("every: 12h", Rotation(12 * HOUR, "microsecond")),
        ("every: 1h 30m", Rotation(HOUR + HOUR // 2, "microsecond")),
        ("every: 24h", Rotation(24 * HOUR, "microsecond")),
        ("every: 1 day", Rotation(1, "day")),
        ("every: 2 days", Rotation(2, "day")),
        ("every: 2 weeks", Rotation(14, "day")),
    ],
)
def test_the_length_of_a_turn(text: str, expected: Rotation) -> None:
    assert rotation(text) == expected


def test_a_calendar_that_only_a_layer_uses_is_used() -> None:
    text = OFFICE + f"on_call: {{s: {{layers: [{LAYER[:-1]}, hours: office}}]}}}}\n" + SLA
    assert not [note for note in notes(text) if "office" in note]
    assert [note for note in notes(OFFICE + SLA) if "no rule uses this calendar" in note]


BAD: Final = [
    ("layers: [{rotate: dayly, start: 2026-01-05T09:00, who: A}]", "dayly", "did you mean 'daily'?"),
    ("layers: [{rotate: daily, start: 2026-01-05T09:00, who: A, hour: office}]", "hour:", "did you mean 'hours'?"),
    ("layers: [{rotate: daily, start: 2026-01-05T09:00, who: A, hours: offise}]", "offise", "did you mean 'office'?"),
    ("layers: [{rotate: daily, start: 2026-01-05T09:00, who: []}]", "[]}", "name at least one person"),
    ("layers: [{start: 2026-01-05T09:00, who: [A, B]}]", "{start", "how long a turn lasts is missing"),
    (f"layers: [{LAYER[:-1]}, every: 12h}}]", "{rotate", "leave one of them out"),
    ("layers: [{every: 12, start: 2026-01-05T09:00, who: A}]", "12,", "write hours or minutes that pass (12h, 30m)"),
    ("layers: [{every: 2d, start: 2026-01-05T09:00, who: A}]", "2d", "days by the wall clock (2 days, 2 weeks)"),
    ("layers: [{every: 0h, start: 2026-01-05T09:00, who: A}]", "0h", "a turn lasts longer than nothing"),
    ("layers: [{every: 600 weeks, start: 2026-01-05T09:00, who: A}]", "600", "is longer than ten years"),
    ("layers: [{rotate: daily, start: 2026-01-05, who: A}]", "2026-01-05,", "such as 2026-01-05T09:00"),
    ("layers: [{rotate: daily, start: 2026-02-30T09:00, who: A}]", "2026-02-30", "there is no date and time"),
    ("layers: [{rotate: daily, start: 2026-01-05T09:00+09:00, who: A}]", "2026-01-05", "of the schedule's zone"),
    ("layers: [{rotate: daily, start: 1026-01-05T09:00, who: A}]", "1026", "the year of 1026-01-05T09:00 is not"),
    ("layers: [{rotate: daily, who: A}]", "{rotate", "'start' is missing"),
    ("time_zone: Asia/Soul\n    layers: []", "Asia/Soul", "did you mean Asia/Seoul?"),
    ("layers: []", "layers", "nobody is ever on call"),
    ("layers: [{start: 2026-01-05T09:00, who: nobody}]", "layers", "nobody is ever on call"),
    ("layers: [{start: 2026-01-05T09:00, who: A, hours: past}]", "layers", "nobody is ever on call"),
    ("overrides: [{from: 2026-01-05T09:00, to: 2026-01-06T09:00, who: nobody}]", "overrides", "nobody is ever on"),
    ("overrides: [{from: 2026-01-05T09:00, to: 2026-01-05T08:00, who: A}]", "2026-01-05T08", "ends before it begins"),
    ("overrides: [{from: 2026-01-05T09:00, to: 2026-01-05T09:00, who: A}]", "2026-01-05T09:00, who", "as it begins"),
    (
        (
            "overrides: [{from: 2026-01-05T09:00, to: 2026-01-07T09:00, who: A}, "
            "{from: 2026-01-06T09:00, to: 2026-01-08T09:00, who: B}]"
        ),
        "{from: 2026-01-06",
        "this overlaps no. 1, which holds from 2026-01-05T09:00 to 2026-01-07T09:00",
    ),
]


@pytest.mark.parametrize(("schedule", "at", "message"), BAD)
def test_a_bad_schedule_is_told_at_its_place(schedule: str, at: str, message: str) -> None:
    calendars = (
        'calendars: {office: {week: {mon-fri: "09:00-18:00"}}, past: {week: {}, open: {2026-01-02: "09:00-18:00"}}}'
    )
    text = f"{HEAD}{SLA}{calendars}\non_call:\n  pay:\n    {schedule}\n"
    before = text[: text.rindex(schedule) + schedule.index(at)]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: on_call > pay"
    assert problems(text)[0].startswith(place)
    assert message in problems(text)[0]


def test_every_override_that_overlaps_an_earlier_one_is_told() -> None:
    spans = [("05T09", "09T09"), ("06T09", "06T10"), ("08T09", "08T10"), ("09T09", "10T09")]
    listed = ", ".join(f"{{from: 2026-01-{start}:00, to: 2026-01-{end}:00, who: A}}" for start, end in spans)
    found = problems(f"{HEAD}{SLA}on_call: {{pay: {{overrides: [{listed}]}}}}\n")
    assert [problem.split(": ")[1] for problem in found] == [
        f"on_call > pay > overrides > no. {number}" for number in (2, 3)
    ]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("[]", "nobody is named; name at least one person"),
        ("[Choi Daeun, choi daeun]", "'choi daeun' is named twice"),
        ("[Choi Daeun, nobody]", "'nobody' stands for no person here; leave it out"),
        ("{a: b}", "expected a list of texts"),
    ],
)
def test_a_bad_role_is_told_at_its_place(people: str, message: str) -> None:
    (problem,) = problems(f"{HEAD}{SLA}roles: {{leads: {people}}}\n")
    assert problem.startswith("5:16: roles > leads: ")
    assert message in problem


@pytest.mark.parametrize(
    ("recipient", "message"),
    [
        ("on_call: paymets", "unknown on-call schedule 'paymets'; did you mean 'payments'?"),
        ("role: regional_lead", "unknown role 'regional_lead'; did you mean 'regional_leads'?"),
    ],
)
def test_a_recipient_that_the_policy_does_not_define_is_told(recipient: str, message: str) -> None:
    ladder = f"escalate: {{resolution: [{{level: 1, after: 0m, to: [{{on_call: nights}}, {{{recipient}}}]}}]}}"
    sla = f"sla: [{{name: All, calendar: always, targets: {{resolution: 4h}}, {ladder}}}]\n"
    (problem,) = problems(HEAD + WHOLE + sla)
    assert problem.startswith("16:")
    assert problem.endswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "on_call: {s: {layers: [{every: 2d, start: 2026-01-05T09:00, who: A}]}}",
        "on_call: {s: {layers: [{rotate: daily, start: 2026-01-05, who: A}]}}",
        "on_call: {s: {layers: [{rotate: yearly, start: 2026-01-05T09:00, who: A}]}}",
        "on_call: {s: {layers: [{rotate: daily, start: 2026-01-05T09:00}]}}",
        "on_call: {s: {overrides: [{from: 2026-01-05T09:00, who: A}]}}",
        "roles: {leads: {a: b}}",
    ],
)
def test_editors_underline(text: str) -> None:
    assert accepts(policy_schema(), read_yaml(HEAD + WHOLE + SLA, file="a").value)
    assert not accepts(policy_schema(), read_yaml(f"{HEAD}{SLA}{text}\n", file="a").value)
