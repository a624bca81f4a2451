"""Conditions in words."""

from __future__ import annotations

import pytest

from hindesk.policy.values import All, Any, Condition, Not, Test
from hindesk.wording.conditions import condition, only_if
from hindesk.wording.phrases import phrases_of

ENGLISH, KOREAN = phrases_of("en"), phrases_of("ko")
OUTAGE = Test("subject", "contains", ("outage", "장애"))
VIP = Test("company", "in", ("Acme", "Hanbit"))
BACK = Test("trait:comes back", "is_set", ("true",))
SALES = Test("trait:판매 기회", "is_set", ("true",))


@pytest.mark.parametrize(
    ("when", "english", "korean"),
    [
        (OUTAGE, "the subject contains “outage” or “장애”", "제목에 “outage” 또는 “장애”가 들어 있음"),
        (Not(OUTAGE), "the subject does not contain “outage” or “장애”", "제목에 “outage” 또는 “장애”가 없음"),
        (VIP, "the company is Acme or Hanbit", "고객사가 Acme 또는 Hanbit"),
        (Test("company", "not", ("Acme",)), "the company is not Acme", "고객사가 Acme가 아님"),
        (Not(Test("company", "not", ("Acme",))), "the company is Acme", "고객사가 Acme"),
        (Test("team", "is_set", ("true",)), "the team is set", "팀이 있음"),
        (Not(Test("team", "is_set", ("true",))), "the team is empty", "팀이 없음"),
        (Test("team", "is_set", ("false",)), "the team is empty", "팀이 없음"),
        (Test("tags", "contains", ("crisis",)), "the ticket has the tag crisis", "태그 crisis가 있음"),
        (Test("handled_by", "is", ("bot",)), "only the bot has answered so far", "아직 챗봇만 답함"),
        (Test("handled_by", "not", ("agent",)), "no agent has answered", "상담원이 아직 답하지 않음"),
        (Test("amount", "above", ("100",)), "amount is above 100", "amount이 100보다 높음"),
        (
            All((OUTAGE, VIP)),
            "the subject contains “outage” or “장애”, and the company is Acme or Hanbit",
            "제목에 “outage” 또는 “장애”가 들어 있음, 그리고 고객사가 Acme 또는 Hanbit",
        ),
        (
            Any((VIP, All((VIP, OUTAGE)))),
            (
                "the company is Acme or Hanbit, or "
                "(the company is Acme or Hanbit, and the subject contains “outage” or “장애”)"
            ),
            (
                "고객사가 Acme 또는 Hanbit, 또는 "
                "(고객사가 Acme 또는 Hanbit, 그리고 제목에 “outage” 또는 “장애”가 들어 있음)"
            ),
        ),
        (BACK, "the ticket has the trait “comes back”", "특이 사항 “comes back”에 해당함"),
        (Not(BACK), "the ticket does not have the trait “comes back”", "특이 사항 “comes back”에 해당하지 않음"),
        (
            Any((BACK, SALES)),
            "the ticket has the trait “comes back” or “판매 기회”",
            "특이 사항 “comes back” 또는 “판매 기회”에 해당함",
        ),
        (
            Not(Any((BACK, SALES))),
            "the ticket does not have the trait “comes back” or “판매 기회”",
            "특이 사항 “comes back” 또는 “판매 기회”에 해당하지 않음",
        ),
        (
            Any((BACK, VIP)),
            "the ticket has the trait “comes back”, or the company is Acme or Hanbit",
            "특이 사항 “comes back”에 해당함, 또는 고객사가 Acme 또는 Hanbit",
        ),
        (Not(Any()), "not (never)", "다음이 아님: (해당 없음)"),
        (All(), "", ""),
        (Any(), "never", "해당 없음"),
    ],
)
def test_a_condition_reads_as_a_sentence(when: Condition, english: str, korean: str) -> None:
    assert (condition(when, ENGLISH), condition(when, KOREAN)) == (english, korean)


def test_a_limit_without_a_condition_needs_no_words() -> None:
    assert (only_if(None, ENGLISH), only_if(All(), ENGLISH)) == ("", "")
