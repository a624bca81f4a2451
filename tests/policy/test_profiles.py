"""Profiles are data; each has the standard metrics, so that a policy can move from one to another."""

from __future__ import annotations

import pytest

from hindesk.policy.model import PROFILES
from hindesk.policy.profile import load_profile
from hindesk.policy.triggers import SIGNALS
from hindesk.policy.values import Metric, Test, Trigger
from hindesk.replay import codes
from tests.policy.texts import policy

STANDARD = ("first_response", "next_response", "update", "resolution", "assignment", "ownership")
SOLVED = Trigger(condition=Test("status", "in", ("solved", "closed")))
CREATED = Trigger(signal="created")
REPLY = Trigger(signal="agent_reply")


def metrics_of(profile: str) -> dict[str, Metric]:
    return {metric.name: metric for metric in policy(f"profile: {profile}\n").metrics}


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_the_standard_metrics_and_says_what_it_follows(name: str) -> None:
    assert set(STANDARD) <= set(metrics_of(name))
    assert load_profile(name).title
    assert load_profile(name).description


@pytest.mark.parametrize("name", PROFILES[1:])
def test_a_vendor_s_profile_says_what_was_not_verified(name: str) -> None:
    assert "ot verified" in load_profile(name).description


def test_the_standard_metrics_are_these() -> None:
    assert tuple(metrics_of("standard").values()) == (
        Metric("first_response", (CREATED,), (REPLY,), cancel=(SOLVED,), title="First response"),
        Metric(
            "next_response",
            (Trigger(signal="customer_message"),),
            (REPLY,),
            cancel=(SOLVED,),
            after=(REPLY,),
            repeat="each",
            title="Next response",
        ),
        Metric("update", (REPLY,), (REPLY,), cancel=(SOLVED,), repeat="each", title="Update"),
        Metric("resolution", (CREATED,), (SOLVED,), repeat="resume", title="Resolution"),
        Metric(
            "assignment",
            (CREATED,),
            (Trigger(condition=Test("assignee", "is_set", ("true",))),),
            cancel=(SOLVED,),
            title="Assignment",
        ),
        Metric(
            "ownership",
            (Trigger(condition=Test("team", "is_set", ("true",))),),
            (Trigger(changed="team"), SOLVED),
            repeat="each",
            title="Ownership by one team",
        ),
    )


@pytest.mark.parametrize(
    ("metric", "statuses"),
    [
        ("first_response", None),
        ("next_response", None),
        ("update", None),
        ("pausable_update", ("waiting_on_customer",)),
        ("requester_wait", ("waiting_on_customer",)),
        ("agent_work", ("waiting_on_customer", "on_hold")),
        ("resolution", None),
        ("ownership", None),
    ],
)
def test_zendesk_s_metrics_pause_in_these_statuses(metric: str, statuses: tuple[str, ...] | None) -> None:
    assert metrics_of("zendesk")[metric].pause == (Test("status", "in", statuses) if statuses else None)


def test_freshdesk_lands_on_the_next_opening_and_pauses_every_clock_of_its_own() -> None:
    assert policy("profile: freshdesk\n").landing == "next_open"
    paused = {name for name, metric in metrics_of("freshdesk").items() if metric.pause}
    assert paused == {"first_response", "next_response", "resolution"}


def test_a_reopened_ticket_gets_a_new_resolution_clock_in_servicenow_only() -> None:
    repeats = {name: metrics_of(name)["resolution"].repeat for name in PROFILES}
    assert repeats == {
        "standard": "resume",
        "zendesk": "resume",
        "freshdesk": "resume",
        "jira": "once",
        "servicenow": "each",
    }


def test_the_language_has_the_signals_that_replay_raises() -> None:
    assert set(SIGNALS) == set(codes.SIGNALS)
