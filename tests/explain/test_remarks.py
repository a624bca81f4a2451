"""What the ledger says of traits, lapses and approvals, worked out by hand (5 January 2026 is a Monday)."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from tests.explain.stories import ledger_of
from tests.history_notation import Story, read_story

PEOPLE: Final = "name,team,tier\nKim,Billing,2\nLee,Desk,1\n"
POLICY: Final = """\
hindesk: 1
name: Limits
time_zone: UTC
people: people.csv
fields: [refund, approval, followers]
traits:
  influential: {when: {followers: {above: 10000}}}
  card data: {says: [card number, resident number]}
  quote: {says: {phrases: ["quote", "offer"], vetoes: ["in quotes"]}, by: agent}
tiers:
  - {tier: 2, when: {trait: quote}}
  - {tier: 1, when: {type: [billing, praise]}}
permissions:
  - {name: Payments, when: {type: billing}, hold: [{team: Billing}, Lee]}
  - {name: In their tier, when: {type: praise}, tier: 2, hold: [{tier: own}]}
approvals:
  - {name: Large refunds, on: {changed: refund}, when: {refund: {above: 1000}}, approved: {approval: granted}}
sensitive:
  - {name: Card data, when: {trait: card data}, public: {channel: [twitter, facebook]}}
sla:
  - {name: Everyone, when: {trait: influential}, calendar: always, targets: {resolution: 4h}}
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A policy with its roster."""
    folder = tmp_path_factory.mktemp("limits")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "limits.yaml").write_text(POLICY, encoding="utf-8")
    return load_policy(folder / "limits.yaml")


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def test_a_lapse_begins_with_whoever_may_not_hold_the_ticket_and_ends_with_whoever_may(
    story: Story, policy: Policy
) -> None:
    """A ticket that becomes one about money.

    09:00 created status=open assignee=Park
    10:00 type=billing
    11:30 assignee=Lee
    """
    assert ledger_of(story, policy) == [
        (
            "10:00 unknown holder: Payments; nobody of the roster is called Park, "
            "may be held by anybody in the team Billing or Lee; type is billing"
        ),
        "11:30 lapse ends: Payments; changed after 1h 30m: assignee Park → Lee",
    ]


def test_a_ticket_that_rises_to_a_tier_above_its_holders_lapses_until_it_is_solved(
    story: Story, policy: Policy
) -> None:
    """Praise, and an offer.

    09:00 created status=open assignee=Lee type=praise
    10:00 agent_reply says="Here is an offer"
    12:00 status=solved
    """
    assert ledger_of(story, policy) == [
        "10:00 has the trait: quote; an agent's message says 'offer'",
        (
            "10:00 outside permission: In their tier; Lee has it, "
            "may be held by anybody whose tier is at least the ticket's; type is praise; it is in tier 2"
        ),
        "12:00 lapse ends: In their tier; over after 2h 00m: status open → solved",
    ]


def test_a_sensitive_matter_is_told_from_the_message_on_that_shows_it_until_it_moves(
    story: Story, policy: Policy
) -> None:
    """A card number on a public channel.

    09:00 created status=open channel=twitter
    10:00 customer_message says="My card is 4111 1111 1111 1111"
    10:20 channel=email
    11:00 channel=facebook
    11:30 now
    """
    assert ledger_of(story, policy) == [
        "10:00 has the trait: card data; the customer's message says card number",
        "10:00 sensitive: Card data; has the trait 'card data'; channel is twitter",
        "10:20 lapse ends: Card data; moved after 20m: channel twitter → email",
        "11:00 sensitive: Card data; has the trait 'card data'; channel is facebook",
        "11:30 lapse lasts: Card data; for 30m so far",
    ]


def test_a_trait_that_the_subject_shows_is_there_from_creation_on(story: Story, policy: Policy) -> None:
    """A subject with a card number.

    09:00 created status=open "subject=4111111111111111 was charged"
    """
    assert ledger_of(story, policy) == ["09:00 has the trait: card data; the subject says card number"]


def test_a_trait_that_is_a_condition_comes_and_goes_with_it_before_clocks_follow(story: Story, policy: Policy) -> None:
    """An author becomes known.

    09:00 created status=open followers=20000
    10:00 followers=30
    """
    assert ledger_of(story, policy) == [
        "09:00 has the trait: influential; followers is above 10000 – the ticket's is 20000",
        "09:00 starts: created; 4h 00m in always by Everyone, due 2026-01-05 13:00",
        "10:00 loses the trait: influential; followers 20000 → 30",
        "10:00 changes: followers 20000 → 30; rule Everyone → none; target 4h 00m → none",
        "10:00 still open: no verdict",
    ]


def test_an_approval_is_told_where_it_is_asked_for_with_what_is_there_or_missing(story: Story, policy: Policy) -> None:
    """Three refunds.

    09:00 created status=open
    10:00 refund=50
    11:00 refund=5000
    12:00 approval=granted
    13:00 refund=6000
    """
    assert ledger_of(story, policy) == [
        (
            "11:00 approval missing: Large refunds; refund 50 → 5000; refund is above 1000 – the ticket's is 5000; "
            "approval is granted – the ticket's is empty"
        ),
        (
            "13:00 approved: Large refunds; refund 5000 → 6000; refund is above 1000 – the ticket's is 6000; "
            "approval is granted"
        ),
    ]


def test_what_ends_at_the_instant_at_which_it_began_is_told_as_no_lapse(story: Story, policy: Policy) -> None:
    """Three people who may not hold it, and one in between who may.

    09:00 created status=open type=billing assignee=Park
    10:00 assignee=Choi
    10:00 assignee=Kim
    10:00 assignee=Jung
    10:30 merged
    """
    assert [line.split("; may")[0].split(", may")[0] for line in ledger_of(story, policy)] == [
        "09:00 unknown holder: Payments; nobody of the roster is called Park",
        "10:00 lapse ends: Payments; changed after 1h 00m: assignee Park → Choi",
        "10:00 unknown holder: Payments; nobody of the roster is called Jung",
        "10:30 lapse ends: Payments; over after 30m: merged",
    ]
