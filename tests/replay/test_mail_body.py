"""What is left of an e-mail once its quoted history and its signature block are cut off."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.thanks_page import judged
from hindesk.policy.automation import Thanks
from hindesk.replay.mail_body import body_of, only_thanks
from tests.slow.mail import written

LINES: Final = (
    "Thanks!",
    "",
    " \t",
    "> Did it come?",
    "  >> yes",
    "On Mon, 5 Jan 2026, Support wrote:",
    "On 5 Jan 2026, Support",
    "on the phone you wrote:",
    "<support@shop.example> wrote: ",
    "2026년 1월 5일 고객센터님이 작성:",
    "2026. 1. 5. 고객센터",
    "고객센터님이 쓴 글 :",
    "-----Original Message-----",
    "--- 원본 메일 ---",
    "From: Support",
    "*보낸 사람:* 고객센터",
    "Sent: Monday",
    "*날짜:* 월요일",
    "To: Jo",
    "-- ",
    "--",
    "-- Jo",
    "______",
    "It\u00a0failed",
)
"""Lines of e-mails, and such that come close."""


def body(text: str) -> str | None:
    """What is left of one text."""
    left: str | None = body_of(pa.array([text]))[0].as_py()
    return left


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 5 Jan 2026 at 10:02, Support wrote:\n> Your parcel",
        "On Mon, 5 Jan 2026 at 10:02, Support\n<support@shop.example> wrote:\n\nYour parcel",
        "2026년 1월 5일 (월) 오전 10:02, 고객센터님이 작성:\n> 안녕하세요",
        "2026. 1. 5. 오전 10:02, 고객센터 작성:\n안녕하세요",
        "-----Original Message-----\nYour parcel",
        "----- 원본 메시지 -----\n안녕하세요",
        "________\nFrom: Support\nSent: Monday\nTo: Jo\n\nYour parcel",
        "보낸 사람: 고객센터\n받는 사람: 김민수\n날짜: 월요일\n\n안녕하세요",
        "> Your parcel\n> has left",
        "-- \nJo Smith\nAcme Ltd.",
    ],
)
def test_quoted_history_and_signature_blocks_are_cut_off(history: str) -> None:
    assert body(f"Thanks!\n\n{history}") == "Thanks!"
    assert body(f"Thanks!\r\n\r\n{history}".replace("\n", "\r\n")) == "Thanks!"


@pytest.mark.parametrize(
    "text",
    [
        "On the phone your colleague wrote:\nsend it back",
        "From: London\nTo: Leeds",
        "보낸 사람: 김민수\n받는 사람: 박지영",
        "It costs > 5",
        "It -- the parcel -- is here",
        "-----\nIt is here",
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert body(text) == text


def test_answers_between_and_below_quoted_lines_stay() -> None:
    text = "On 5 Jan 2026, Support wrote:\n> Did it come?\nYes.\n> All of it?\nThe charger is missing."
    assert body(text) == "Yes.\nThe charger is missing."


def test_nothing_is_left_of_a_message_that_only_quotes() -> None:
    assert body("> Thanks!") is None
    assert body_of(pa.array([None], pa.string())).to_pylist() == [None]
    assert only_thanks(Thanks((".*",)), pa.array(["> Thanks!", "", None, "x"])).tolist() == [0, 0, 0, 1]


def test_vetoes_look_at_what_is_left() -> None:
    texts = pa.array(["Thanks\n> but it fails", "Thanks, but it fails\n> Thanks"])
    assert only_thanks(Thanks(("thanks",), ("but",)), texts).tolist() == [1, 0]


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_read_line_by_line_as_much_is_left(text: str) -> None:
    assert (body(text) or "") == written(text)


def test_read_line_by_line_as_much_is_left_of_the_sample() -> None:
    texts = [one.text for one in judged()]
    assert [left or "" for left in body_of(pa.array(texts)).to_pylist()] == [written(text) for text in texts]
