"""Lapses and approvals of the slow replay, worked out by hand: docs/concepts/permissions.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.people.person import Person, Roster
from hindesk.policy import values
from hindesk.policy.people_names import with_names
from hindesk.policy.permissions import Approval, Holder, Permission, Sensitive
from tests.history_notation import instant, read_story
from tests.replay.acting import acting, at_creation, does, judged, upon
from tests.slow.policies import policy, rule
from tests.slow_replay import LapseRow, replay_slowly
from tests.standard_metrics import field, moved, on

KIM = Person("Kim Suji", "kim", teams=("Billing",), tier=2, skills={"Payments": 2})
LEE = Person("lee", tier=1)
ROSTER = Roster((KIM, LEE))
TIERS = (values.TierRule(2, field("type", "outage")), values.TierRule(0, field("type", "chat")))
BILLING = Holder("team", "billing")


def permitting(
    *holders: Holder, when: values.Condition | None = None, tier: int | None = None, roster: Roster | None = ROSTER
) -> values.Policy:
    """A policy with one permission."""
    permission = Permission("held", when or values.All(), tier, holders)
    base = policy(rule(8), tiers=TIERS)
    judged_by = replace(base, permissions=(permission,), roster=roster, roles={"leads": ("Kim Suji",)})
    return with_names(judged_by, roster) if roster else judged_by


def lapses(text: str, judged_by: values.Policy) -> tuple[LapseRow, ...]:
    """The lapses of a story."""
    story = read_story(text)
    judged(story, judged_by)
    return replay_slowly(story.history, judged_by, story.now).lapses


def shortly(rows: tuple[LapseRow, ...]) -> list[tuple[str, str, str]]:
    """Lapses by their sort, their assignee and how they ended."""
    return [(row.sort, row.assignee, row.ended) for row in rows]


def at(time: str) -> int:
    """An instant of 5 January 2026."""
    return instant(f"2026-01-05 {time}")


def test_who_is_not_named_makes_a_lapse_while_they_hold_the_ticket() -> None:
    story = "09:00 created assignee=lee priority=low\n10:00 assignee=kim priority=high\n11:00 now"
    assert lapses(story, permitting(BILLING)) == (
        LapseRow("outside", 0, at("09:00"), at("10:00"), "changed", "lee", "", "low", None),
    )


@pytest.mark.parametrize(
    "holder",
    [
        BILLING,
        Holder("role", "leads"),
        Holder("person", "KIM"),
        Holder("skill", "payments", 2),
        Holder("tier", level=2),
        Holder("own_tier"),
    ],
)
def test_each_sort_of_holder_permits_some_and_not_others(holder: Holder) -> None:
    assert lapses("09:00 created assignee=kim type=outage", permitting(holder)) == ()
    assert shortly(lapses("09:00 created assignee=lee type=outage", permitting(holder))) == [
        ("outside", "lee", "lasts")
    ]


def test_a_higher_level_than_the_skill_has_is_not_enough() -> None:
    assert shortly(lapses("09:00 created assignee=kim", permitting(Holder("skill", "payments", 3)))) == [
        ("outside", "kim", "lasts")
    ]


def test_a_ticket_without_a_tier_is_anybodys_own_and_below_every_rule_with_a_tier() -> None:
    assert lapses("09:00 created assignee=lee", permitting(Holder("own_tier"))) == ()
    assert lapses("09:00 created assignee=lee", permitting(BILLING, tier=0)) == ()
    assert len(lapses("09:00 created assignee=lee type=chat", permitting(BILLING, tier=0))) == 1
    assert lapses("09:00 created assignee=lee type=chat", permitting(BILLING, tier=1)) == ()


def test_somebody_without_a_tier_on_the_roster_has_every_tier() -> None:
    anybody = Roster((Person("lee"),))
    for holder in (Holder("own_tier"), Holder("tier", level=3)):
        assert lapses("09:00 created assignee=lee type=outage", permitting(holder, roster=anybody)) == ()


def test_the_tier_that_a_policy_raised_counts() -> None:
    raising = acting(permitting(Holder("own_tier")), upon("raise", does(tier="3"), on("agent_reply")))
    (lapse,) = lapses("09:00 created assignee=kim type=outage\n10:00 agent_reply\n11:00 now", raising)
    assert (lapse.entered, lapse.tier) == (at("10:00"), 3)


def test_an_assignee_whom_the_roster_does_not_know_is_a_lapse_of_its_own_sort() -> None:
    story = "09:00 created assignee=who\n10:00 assignee=lee\n11:00 status=solved\n12:00 now"
    assert shortly(lapses(story, permitting(BILLING))) == [("unknown", "who", "changed"), ("outside", "lee", "over")]
    assert lapses("09:00 created assignee=who", permitting(BILLING, tier=1)) == ()


def test_a_word_that_means_two_people_is_a_lapse_only_by_both() -> None:
    both = Roster((Person("A", ids={"one": "7"}, teams=("billing",)), Person("B", ids={"two": "7"}, tier=1)))
    assert lapses("09:00 created assignee=7 type=outage", permitting(BILLING, roster=both)) == ()
    assert len(lapses("09:00 created assignee=7 type=outage", permitting(Holder("person", "kim"), roster=both))) == 1


def test_without_a_roster_names_are_known_and_everybody_else_is_outside() -> None:
    named = permitting(Holder("person", "lee"), roster=None)
    assert lapses("09:00 created assignee=LEE", named) == ()
    assert shortly(lapses("09:00 created assignee=kim", named)) == [("outside", "kim", "lasts")]


def test_a_lapse_begins_anew_with_the_next_assignee_and_when_the_ticket_is_reopened() -> None:
    story = "09:00 created assignee=lee\n10:00 assignee=who\n11:00 status=solved\n12:00 status=open"
    found = lapses(story, permitting(Holder("person", "kim")))
    assert [(row.entered, row.departed) for row in found] == [
        (at("09:00"), at("10:00")),
        (at("10:00"), at("11:00")),
        (at("12:00"), None),
    ]


def test_nobody_holds_what_is_not_assigned_and_nobody_lapses_once_it_is_merged() -> None:
    assert lapses("09:00 created", permitting(BILLING)) == ()
    assert shortly(lapses("09:00 created assignee=lee\n10:00 merged", permitting(BILLING))) == [
        ("outside", "lee", "over")
    ]


def test_what_ends_at_the_instant_at_which_it_began_is_no_lapse() -> None:
    story = "09:00 created assignee=kim\n10:00 assignee=lee\n10:00 assignee=kim\n11:00 now"
    assert lapses(story, permitting(BILLING)) == ()


def test_what_rules_undo_upon_an_event_is_no_lapse() -> None:
    story = "09:00 created assignee=kim\n10:00 assignee=lee\n11:00 now"
    undoing = upon("back", does(assignee="kim"), moved("assignee"), when=field("assignee", "lee"))
    assert lapses(story, acting(permitting(BILLING), undoing)) == ()


SECRET = replace(
    policy(rule(8)), sensitive=(Sensitive("card", field("type", "billing"), field("channel", "twitter", "facebook")),)
)


@pytest.mark.parametrize(
    ("change", "ended"),
    [
        ("channel=email", "moved"),
        ("channel=facebook", "lasts"),
        ("type=question", "changed"),
        ("status=solved", "over"),
        ("deleted", "over"),
        ("assignee=lee", "lasts"),
    ],
)
def test_a_sensitive_matter_ends_by_moving_by_changing_or_by_being_over(change: str, ended: str) -> None:
    (lapse,) = lapses(f"09:00 created type=billing channel=twitter\n10:00 {change}\n11:00 now", SECRET)
    assert (lapse.sort, lapse.entered, lapse.ended) == ("sensitive", at("09:00"), ended)
    assert lapse.departed == (None if ended == "lasts" else at("10:00"))


def test_a_sensitive_matter_that_moves_as_it_stops_being_one_has_moved() -> None:
    both = acting(SECRET, upon("clean", does(type="question"), moved("channel")))
    (lapse,) = lapses("09:00 created type=billing channel=twitter\n10:00 channel=email\n11:00 now", both)
    assert lapse.ended == "moved"


LARGE = field("refund", "100", operator="above")
REFUNDS = Approval("refunds", (moved("refund"), on("deleted")), LARGE, field("ok", "yes"))


def asked(text: str, judged_by: values.Policy) -> list[tuple[str, int]]:
    """What a story asks for, and what it lacks."""
    story = read_story(text)
    judged(story, judged_by)
    matches = replay_slowly(story.history, judged_by, story.now).matches
    return [(match.section, match.at) for match in matches if match.section in ("asked", "missing")]


NEEDING = replace(policy(rule(8)), approvals=(REFUNDS,))


def test_an_approval_is_missing_where_it_does_not_hold_right_after_the_event() -> None:
    assert asked("09:00 created\n10:00 refund=500", NEEDING) == [("asked", at("10:00")), ("missing", at("10:00"))]
    assert asked("09:00 created\n10:00 refund=500\n10:00 ok=yes", NEEDING) == [
        ("asked", at("10:00")),
        ("missing", at("10:00")),
    ]
    assert asked("09:00 created ok=yes\n10:00 refund=500", NEEDING) == [("asked", at("10:00"))]


@pytest.mark.parametrize("story", ["refund=50", "refund=500 by=customer", "refund=500 by=system", "other=500"])
def test_what_is_small_or_not_done_by_agents_asks_for_no_approval(story: str) -> None:
    assert asked(f"09:00 created\n10:00 {story}", NEEDING) == []


def test_a_change_that_leaves_the_field_as_it_was_asks_for_no_approval() -> None:
    assert asked("09:00 created refund=500\n10:00 refund=500", NEEDING) == []


def test_whom_the_export_does_not_name_counts_as_an_agent() -> None:
    assert len(asked("09:00 created\n10:00 refund=500 by=unknown", NEEDING)) == 2


def test_deleting_can_ask_for_an_approval() -> None:
    assert len(asked("09:00 created refund=500\n10:00 deleted", NEEDING)) == 2


def test_rules_neither_ask_for_approvals_nor_give_them_in_time() -> None:
    setting = acting(NEEDING, at_creation("pay", does(refund="500")), upon("grant", does(ok="yes")))
    assert asked("09:00 created\n10:00 agent_reply\n11:00 refund=600", setting) == [("asked", at("11:00"))]
    assert asked("09:00 created\n11:00 refund=600", setting) == [("asked", at("11:00")), ("missing", at("11:00"))]
