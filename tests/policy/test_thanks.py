"""Which messages only say thanks: the section, the phrases that are shipped, and how well they do."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pytest

from docs.thanks_page import LANGUAGES, figures, judged
from hindesk.policy.automation import Thanks
from hindesk.policy.compared import value_problem
from hindesk.policy.thanks_model import nothing_but, shipped_thanks
from hindesk.replay.mail_body import only_thanks
from tests.policy.texts import policy

SHIPPED: Final = shipped_thanks()


def says(text: str, thanks: Thanks = SHIPPED) -> bool:
    """Whether a message only says thanks."""
    return bool(only_thanks(thanks, pa.array([text]))[0])


def test_true_takes_what_is_shipped_and_false_nothing() -> None:
    assert policy("thanks: true\n").thanks == SHIPPED
    assert policy("thanks: false\n").thanks is None


def test_own_phrases_count_besides_those_shipped() -> None:
    read = policy("thanks: {phrases: 최고예요, vetoes: [invoice, receipt]}\n").thanks
    assert read == Thanks((*SHIPPED.phrases, "최고예요"), (*SHIPPED.vetoes, "invoice", "receipt"))


def test_own_phrases_may_stand_in_place_of_those_shipped() -> None:
    assert policy("thanks: {shipped: false, phrases: merci}\n").thanks == Thanks(("merci",))


def test_every_shipped_expression_can_be_matched() -> None:
    assert [one for one in SHIPPED.phrases + SHIPPED.vetoes if value_problem("text", "matches", one)] == []


def test_a_text_of_several_parts_is_nothing_but_these() -> None:
    only = Thanks((nothing_but(("thanks?", "it works")),), ("never",))
    assert says("Thanks!", only)
    assert says("  It works... thank, thanks\n", only)
    assert not says("thanksgiving", only)
    assert not says("Thanks, Bob", only)
    assert not says("Thanks!\n\nBest regards,\nJo Smith", only)
    assert not says("", only)


@pytest.mark.parametrize("text", ["해결됐어요 감사합니다 😊", "감사합니다👍🏻", "Thanks! 🙏❤️", "🎉 It works"])
def test_friendly_emoji_are_no_more_than_punctuation(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize("text", ["감사합니다 👎", "Thanks 😡", "👍"])
def test_other_emoji_and_emoji_alone_say_no_thanks(text: str) -> None:
    assert not says(text)


@pytest.mark.parametrize(
    "text",
    [
        "감사합니다",
        "고맙습니다",
        "잘 해결됐어요",
        "해결되었습니다",
        "thanks, that worked",
        "perfect, thank you",
        "much appreciated",
        "네, 감사합니다! 잘 해결됐어요 ㅎㅎ",
        "THANK YOU SO MUCH!!!",
        "Thanks,\nit works now.",
        "Thanks for the quick answer, works now.",
    ],
)
def test_thanks_keep_a_ticket_solved(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "감사합니다. 확인 부탁드립니다.",
        "감사합니다. 근데 아직 안 돼요",
        "감사합니다, 언제 오나요?",
        "thanks in advance",
        "thanks, but it still fails",
        "Thank you. Can you call me",
        "Thanks. My number is 5550142.",
        "Where is it",
        "",
        "감사합니다. " * 40,
    ],
)
def test_whatever_else_a_message_says_reopens(text: str) -> None:
    assert not says(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks a lot!\n\nBest regards,\nJo Smith",
        "감사합니다.\n김민수 드림",
        "Thanks!\n\nSent from my iPhone",
        "Great, thank you!\n\nOn Mon, 5 Jan 2026 at 10:02, Support wrote:\n> Your parcel ...",
        "Dear Ms Park,\n\nThank you.\n\nKind regards\nAna Maria O'Neill\n\nSent from my Galaxy S24",
        "감사합니다.\n한빛물산 총무팀 박지영 과장 올림\n\n나의 iPhone에서 보냄",
        "감사합니다. 이서연 배상",
    ],
)
def test_closings_with_names_signatures_of_phones_and_quoted_history_say_no_more_than_thanks(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks. Where is the other one?\n\nBest regards,\nJo Smith",
        "감사합니다. 영수증이 빠졌습니다.\n김민수 드림",
        "Thanks!\n\nBest regards,\nreopen it",
        "Thanks!\n\nBest regards,\nJo Smith\nThe Other Parcel Is Missing",
        "Thanks!\n\nSent from my iPhone since the laptop fails",
        "Thanks,\nPlease Reply",
        "감사합니다.\n내일 전화 드림",
        "감사합니다.\n오늘 방문 드림",
        "감사합니다.\n변경 신고서 올림",
        "감사합니다.\n피해 금액 배상",
        "감사합니다. 사진 올림",
        "감사합니다. 다시 정리해 드림",
        "Thanks!\n\n> Was it complete?\nThe charger is missing.",
        "> Thanks!",
    ],
)
def test_a_request_beside_a_closing_or_a_quotation_reopens(text: str) -> None:
    assert not says(text)


@pytest.mark.parametrize(
    "text", ["Sent from my iPhone", "Best regards,\nJo Smith", "김민수 드림", "나의 iPhone에서 보냄"]
)
def test_a_message_that_only_closes_says_no_thanks(text: str) -> None:
    assert not says(text)


def test_the_length_of_quoted_history_is_no_veto() -> None:
    assert says("Thanks!\n" + "> Your parcel has left our warehouse.\n" * 20)


def test_the_sample_has_enough_of_both_languages_and_labels() -> None:
    messages = judged()
    assert len({one.text for one in messages}) == len(messages) >= 160
    for language in LANGUAGES:
        of_language = [one for one in messages if one.language == language]
        assert len(of_language) >= 80
        assert {one.label for one in of_language} == {"thanks", "other"}
        assert 0.4 <= figures(of_language).thanks / len(of_language) <= 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_messages_that_somebody_should_read_stay_solved(language: str) -> None:
    found = figures([one for one in judged() if one.language == language])
    assert found.precision >= 0.95
    assert found.recall >= 0.9


def test_what_shipped_phrases_take_is_told_for_messages_that_were_kept_aside() -> None:
    found = figures([one for one in judged() if one.part == "kept"])
    assert (found.messages, found.thanks, found.taken, found.both) == (48, 24, 23, 20)


def test_what_shipped_phrases_take_is_told_for_whole_e_mails_that_were_kept_aside() -> None:
    found = figures([one for one in judged() if one.part == "mail kept"])
    assert (found.messages, found.thanks, found.taken, found.both) == (32, 16, 15, 13)
