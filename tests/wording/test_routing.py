"""Who is on call, as the one who gets tickets, in words."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.wording.changes import changes
from hindesk.wording.phrases import Language, phrases_of
from hindesk.wording.policy import statements
from tests.wording.desk import policy_of, sentences

DESK: Final = """\
hindesk: 1
name: Desk
time_zone: UTC
sla: [{name: All, calendar: always, targets: {resolution: 4h}}]
on_call:
  nights: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Kim]}]}
  pay: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Lee]}]}
"""
ONE: Final = f"{DESK}routing: {{strategy: on_call, on_call: nights}}\n"
BY_TYPE: Final = f"{DESK}routing: {{strategy: on_call, on_call: {{by: type, billing: pay, else: nights}}}}\n"


@pytest.mark.parametrize(
    ("text", "language", "who", "schedule"),
    [
        (ONE, "en", "Who | to whoever is on call", "On-call schedule | nights"),
        (ONE, "ko", "누구에게 | 그때의 당번에게", "당번표 | nights"),
        (
            BY_TYPE,
            "en",
            "Who | to whoever is on call",
            "On-call schedule | pay if the type is billing; otherwise nights",
        ),
        (BY_TYPE, "ko", "누구에게 | 그때의 당번에게", "당번표 | 유형이 billing이면 pay; 그 밖에는 nights"),
    ],
)
def test_a_routing_to_whoever_is_on_call_is_said_with_its_schedule(
    text: str, language: Language, who: str, schedule: str
) -> None:
    said = sentences(text, language)

    assert f"routing |  | {who}" in said
    assert f"routing |  | {schedule}" in said


@pytest.mark.parametrize(
    ("language", "what", "new"),
    [
        ("en", "On-call schedule", "pay if the type is billing; otherwise nights"),
        ("ko", "당번표", "유형이 billing이면 pay; 그 밖에는 nights"),
    ],
)
def test_a_change_of_the_schedule_is_told(language: Language, what: str, new: str) -> None:
    phrases = phrases_of(language)
    before, after = (statements(policy_of(text), phrases) for text in (ONE, BY_TYPE))
    (change,) = changes(before, after, phrases)

    assert (change.section, change.what, change.old, change.new) == ("routing", what, "nights", new)
