"""What changed between two policies."""

from __future__ import annotations

import pytest

from hindesk.wording.changes import changes
from hindesk.wording.phrases import phrases_of
from hindesk.wording.policy import statements
from tests.wording.desk import POLICY, policy_of

PHRASES = phrases_of("en")
BILLING = "  - {when: {any: [{amount: {above: 100}}, {type: billing, channel: [email, chat]}]}, set: high}\n"
EVERYONE = "  - {name: Everyone, calendar: office, targets: {closure: 3bd}}\n"


def changed(new: str, old: str = POLICY) -> list[tuple[str, str, str, str | None, str | None]]:
    """What changed from one text to another."""
    found = changes(statements(policy_of(old), PHRASES), statements(policy_of(new), PHRASES), PHRASES)
    return [(one.section, one.name, one.what, one.old, one.new) for one in found]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("urgent: 15m", "urgent: 10m", ("targets", "VIP", "First response, urgent", "15 minutes", "10 minutes")),
        (
            "holidays: [GB, KR]",
            "holidays: [GB]",
            (
                "calendars",
                "office",
                "Holidays",
                "closed on the public holidays of GB and KR",
                "closed on the public holidays of GB",
            ),
        ),
        (
            "contains: [outage, 장애]",
            "contains: outage",
            (
                "priority",
                "urgent",
                "",
                "the subject contains “outage” or “장애”, and the customer's segment is not trial",
                "the subject contains “outage”, and the customer's segment is not trial",
            ),
        ),
        (
            "evaluate_every: 15m\n",
            "",
            ("policy", "", "Notices", "it looks at its clocks every 15 minutes, and sends", None),
        ),
        ("Check: {team: Finance", "Check: {team: Books", ("tasks", "Check", "Team", "Finance", "Books")),
        (
            "within: 7 days",
            "within: 36h",
            (
                "traits",
                "comes back",
                "",
                "at least 3 tickets within 7 days in which",
                "at least 3 tickets within 36 hours in which the customer is the same, itself among them",
            ),
        ),
        (
            "hold: [{tier: own}]",
            "hold: Lee",
            ("permissions", "Everybody in their tier", "May hold it", "anybody whose tier is at least", "Lee"),
        ),
        (
            "approved: {approval: granted}",
            "approved: {approval: [granted, waived]}",
            ("approvals", "Large refunds", "Approved if", "approval is granted", "approval is granted or waived"),
        ),
        (
            "public: {channel: [twitter, facebook]}",
            "public: {channel: twitter}",
            ("sensitive", "Card data", "Public if", "the channel is twitter or", "the channel is twitter"),
        ),
        (
            "status: open}}",
            "status: Reopened}}",
            (
                "automation",
                "Regulars",
                "Does",
                "set the assignee to Kim and set the status to open",
                "set the assignee to Kim and set the status to Reopened",
            ),
        ),
    ],
)
def test_a_change_tells_where_and_what_both_say(
    old: str, new: str, change: tuple[str, str, str, str | None, str | None]
) -> None:
    ((section, name, what, was, now),) = changed(POLICY.replace(old, new))

    assert (section, name, what, now) == (change[0], change[1], change[2], change[4])
    assert was is not None
    assert change[3] is not None
    assert was.startswith(change[3])


def test_what_is_new_has_no_old_sentence() -> None:
    found = changed(
        POLICY.replace(EVERYONE, f"{EVERYONE}  - {{name: Late, calendar: office, targets: {{closure: 5bd}}}}\n")
    )

    assert found == [
        ("sla", "Late", "For", None, "everything else"),
        ("sla", "Late", "Time counts", None, "office"),
        ("targets", "Late", "Time to closing", None, "5 business days"),
    ]


def test_rules_that_change_places_are_told_where_the_first_match_counts() -> None:
    head, first = POLICY.split("priority:\n", 1)
    urgent, rest = first.split("\n", 1)
    moved = f"{head}priority:\n{BILLING}{urgent}\n{rest.replace(BILLING, '', 1)}"

    ((section, name, what, was, now),) = changed(moved)

    assert (section, name, what) == ("priority", "", "Order of the rules")
    assert was is not None
    assert now is not None
    assert was.split(" → ") == now.split(" → ")[::-1]


def test_calendars_that_change_places_change_nothing() -> None:
    line = '  evenings: {week: {mon-fri: "18:00-24:00"}}\n'

    assert changed(POLICY.replace(line, "").replace("calendars:\n", f"calendars:\n{line}", 1)) == []


def test_of_two_rules_alike_one_can_go() -> None:
    twice = POLICY.replace(BILLING, BILLING * 2)

    ((section, name, _, was, now),) = changed(POLICY, twice)

    assert (section, name, now) == ("priority", "high", None)
    assert was is not None
