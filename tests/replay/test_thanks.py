"""The thank-you detector line by line of docs/concepts/automation.md; office hours are nine to five."""

from __future__ import annotations

from typing import Final

import pytest

from tests.history_notation import read_story
from tests.replay.acting import acted, acting, clocks, does, spent, thanked, times, upon
from tests.slow.policies import HOUR, policy, rule
from tests.standard_metrics import NEXT_RESPONSE, on

OFFICE: Final = thanked(policy(rule(8)))


def verdict(text: str) -> object:
    """What becomes of a ticket solved at ten."""
    (clock,) = clocks(read_story(text), OFFICE)
    return clock["verdict"]


SOLVED: Final = "09:00 created\n10:00 status=solved by=kim\n"
THANKS: Final = f"{SOLVED}11:00 customer_message says='Thanks a lot'\n"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("THANKS a lot", "met"),
        ("thank you", "met"),
        ("Thanks, but no", "running"),
        ("No thanks", "running"),
        ("", "running"),
    ],
)
def test_what_matches_a_phrase_and_no_veto_keeps_the_ticket_solved(says: str, expected: str) -> None:
    assert verdict(f"{SOLVED}11:00 customer_message says='{says}'\n11:01 status=open by=system\n12:00 now") == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [("customer", "met"), ("bot", "met"), ("system", "met"), ("kim", "running"), ("unknown", "running")],
)
def test_only_an_agent_or_nobody_knows_who_reopens_a_ticket_that_is_kept_solved(actor: str, expected: str) -> None:
    assert verdict(f"{THANKS}11:01 status=open by={actor}\n12:00 now") == expected


def test_an_agent_s_change_of_the_status_ends_that_the_ticket_is_kept_solved() -> None:
    again = "11:01 status=closed by=kim\n11:02 status=open by=system\n12:00 now"
    assert verdict(f"{THANKS}{again}") == "running"


def test_the_next_message_of_a_customer_ends_that_the_ticket_is_kept_solved() -> None:
    again = "11:01 customer_message says='It fails'\n11:02 status=open by=system\n12:00 now"
    assert verdict(f"{THANKS}{again}") == "running"


def test_an_agent_s_message_does_not_end_that_the_ticket_is_kept_solved() -> None:
    assert verdict(f"{THANKS}11:01 agent_reply\n11:02 status=open by=system\n12:00 now") == "met"


@pytest.mark.parametrize(
    ("says", "actor", "expected"),
    [("Thanks", "system", "met"), ("It fails", "system", "running"), ("Thanks", "kim", "running")],
)
def test_a_reopening_that_stands_before_its_thanks_is_left_out_too(says: str, actor: str, expected: str) -> None:
    reopened = f"11:00 status=open by={actor}\n11:00 customer_message says='{says}'\n12:00 now"
    assert verdict(f"{SOLVED}{reopened}") == expected


def test_thanks_a_second_later_do_not_undo_a_reopening() -> None:
    assert (
        verdict(f"{SOLVED}11:00 status=open by=system\n11:00:01 customer_message says=Thanks\n12:00 now") == "running"
    )


def test_thanks_raise_no_signal_on_a_solved_ticket_and_on_no_other() -> None:
    story = read_story(
        "09:00 created\n09:30 customer_message says=Thanks\n10:00 status=solved\n11:00 customer_message says=Thanks"
    )
    heard = upon("heard", does(tells=True), on("customer_message"))
    assert acted(story, acting(OFFICE, heard)) == times(("heard", "09:30"))


def test_a_rule_without_on_hears_thanks() -> None:
    story = read_story("09:00 created status=solved\n11:00 customer_message says=Thanks")
    assert acted(story, acting(OFFICE, upon("any", does(tells=True)))) == times(("any", "11:00"))


def test_thanks_call_for_no_response() -> None:
    story = read_story(
        "09:00 created\n"
        "10:00 agent_reply\n"
        "10:01 status=solved\n"
        "11:00 customer_message says=Thanks\n"
        "11:01 status=open by=kim\n"
        "12:00 now"
    )
    judged_by = thanked(policy(rule(4, metric="next_response"), metric=NEXT_RESPONSE))
    assert clocks(story, judged_by, "next_response") == []


def test_a_ticket_whose_customer_said_thanks_no_longer_waits_for_him() -> None:
    story = read_story(
        "09:00 created assignee=kim\n"
        "10:00 agent_reply\n"
        "10:00 status=solved\n"
        "11:00 customer_message says=Thanks\n"
        "11:30 status=open by=kim\n"
        "12:00 now"
    )
    (clock,) = clocks(story, OFFICE)
    assert spent(clock) == {"untouched": HOUR, "worked": HOUR // 2}


def test_what_the_policy_itself_reopens_may_be_changed_by_anyone() -> None:
    story = read_story(
        "09:00 created status=solved\n"
        "10:00 customer_message says=Thanks\n"
        "11:00 rated\n"
        "12:00 status=on_hold by=customer\n"
        "13:00 now"
    )
    reopen = upon("reopen", does(status="open"), by=("customer",))
    (clock,) = clocks(story, acting(OFFICE, reopen))
    assert clock["verdict"] == "running"


def test_without_thanks_a_customer_s_thanks_are_a_message_like_any_other() -> None:
    (clock,) = clocks(read_story(f"{THANKS}11:01 status=open by=system\n12:00 now"), policy(rule(8)))
    assert clock["verdict"] == "running"
