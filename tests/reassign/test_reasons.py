"""Reasons in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.reassign.desk import BOUNDLESS, NOBODY, Left, Placement, Why
from hindesk.reassign.reasons import BROKEN_WORDS, LEFT_WORDS, ON_CALL_WORDS, WHY_WORDS, is_reason, reasons
from tests.reassign.desks import ints, plain_desk


def reason(*, to: int = 0, left: int = 0, why: int = 0, holder: int = NOBODY, capacity: int = BOUNDLESS) -> str:
    """The reason of one ticket, of whose rule the person meets the second step, and who holds 1,200."""
    desk = replace(plain_desk(1, 1), holder=ints(holder), capacity=ints(capacity), step=ints(1).reshape(1, 1))
    (words,) = reasons(desk, Placement(ints(to), ints(left), ints(why), ints(1200), ints(0))).to_pylist()
    return str(words)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (reason(why=Why.TURN), "next in turn"),
        (reason(why=Why.LOAD), "least loaded, holds 1,200"),
        (reason(why=Why.LOAD, capacity=1300), "least loaded, holds 1,200 of 1,300"),
        (reason(why=Why.SKILL), "has the skills of step 2, holds 1,200"),
        (reason(why=Why.KNOWS_CUSTOMER), "has held another ticket of this customer, holds 1,200"),
        (reason(why=Why.KNOWS_TICKET), "has held this ticket before, holds 1,200"),
        (reason(why=Why.KNOWS_TICKET, holder=0), "stays: holds it already, holds 1,200"),
        (reason(why=Why.LOAD, holder=0), "stays: least loaded, holds 1,200"),
        (reason(why=Why.COST), "the lowest total cost"),
        (reason(why=Why.ON_CALL, capacity=1300), "on call in its schedule, holds 1,200 of 1,300"),
        (reason(to=NOBODY, left=Left.FULL), "stays: nobody who may hold it has room"),
    ],
)
def test_a_reason_says_what_spoke_for_the_person(found: str, words: str) -> None:
    assert found == words
    assert is_reason(found)


def test_a_sentence_that_a_person_wrote_is_no_reason() -> None:
    assert not is_reason("knows the customer well")
    assert not is_reason("")


def test_every_obstacle_and_every_reason_has_its_words() -> None:
    assert set(LEFT_WORDS) == set(ON_CALL_WORDS) == set(Left) - {Left.NOT}
    assert set(BROKEN_WORDS) == set(Left) - {Left.NOT, Left.STOPPED}
    assert set(WHY_WORDS) == set(Why)


def test_a_desk_without_people_has_reasons_too() -> None:
    desk = plain_desk(1, 0)
    placed = Placement(ints(NOBODY), ints(Left.TEAM), ints(0), ints(0), ints())

    assert reasons(desk, placed).to_pylist() == [f"stays: {LEFT_WORDS[Left.TEAM]}"]
