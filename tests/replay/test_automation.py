"""Rules at creation and after events line by line of docs/concepts/automation.md; office hours are nine to five."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.errors import PolicyError
from hindesk.policy import values
from hindesk.policy.automation import AutomationRule, Doer
from tests.history_notation import Story, instant, read_story
from tests.replay.acting import acted, acting, at_creation, clocks, does, in_time, judged, spent, times, upon
from tests.replay.desks import replay_desk
from tests.replay.ladders import after, telling
from tests.slow.policies import HOUR, policy, rule
from tests.slow_replay import Endless, replay_slowly
from tests.standard_metrics import OWNERSHIP, field, is_set, moved, on

OFFICE: Final = policy(rule(8))
URGENT: Final = field("priority", "urgent")
LOW: Final = field("priority", "low")
VIP: Final = field("tags", "vip", operator="contains")
CUSTOMER: Final = on("customer_message")
RAISE: Final = upon("raise", does(priority="urgent"), CUSTOMER)


def names(story: Story, judged_by: values.Policy) -> list[str]:
    return [name for name, _ in acted(story, judged_by)]


def test_what_a_rule_gave_stays_where_a_bot_changes_it() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message\n11:00 priority=low by=bot\n12:00 now")
    (clock,) = clocks(story, acting(OFFICE, RAISE))
    assert clock["priority"] == "urgent"


def test_an_agent_s_change_wins_over_what_a_rule_gave() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message\n11:00 priority=low by=kim\n12:00 now")
    (clock,) = clocks(story, acting(OFFICE, RAISE))
    assert clock["priority"] == "low"


def test_a_tag_that_a_rule_gave_stays_whatever_history_does_to_tags() -> None:
    story = read_story("09:00 created tags=old\n10:00 tags=new\n11:00 now")
    judged_by = policy(rule(2, VIP), rule(8))
    (clock,) = clocks(story, acting(judged_by, at_creation("tag", does(tag="VIP"))))
    assert clock["rule"] == "office 2"


@pytest.mark.parametrize(
    ("condition", "sees"),
    [
        (VIP, True),
        (is_set("tags"), True),
        (values.Test("tags", "is_set", ("false",)), False),
        (field("tags", "vip", operator="is"), False),
        (field("tags", "v", operator="matches"), False),
        (values.Not(VIP), False),
    ],
)
def test_what_asks_for_tags_sees_those_that_a_rule_gave(condition: values.Condition, *, sees: bool) -> None:
    story = read_story("09:00 created\n10:00 tags=new\n11:00 tags=\n12:00 now")
    sees_none = isinstance(condition, values.Test) and condition.operator == "is_set" and condition.values == ("false",)
    given = acting(policy(rule(2, condition), rule(8)), at_creation("tag", does(tag="vip")))
    (clock,) = clocks(story, given)
    assert clock["rule"] == ("office 2" if sees or sees_none else "office 8")


def test_a_tag_that_a_rule_gives_is_no_change_of_the_tags() -> None:
    story = read_story("09:00 created\n10:00 customer_message")
    heard = upon("heard", does(tells=True), moved("tags"))
    assert names(story, acting(OFFICE, upon("tag", does(tag="vip"), CUSTOMER), heard)) == ["tag"]


def test_a_rule_raises_the_tier_and_never_lowers_it() -> None:
    story = read_story("09:00 created\n10:00 customer_message\n11:00 agent_reply\n12:00 now")
    tiers = (values.TierRule(1, values.All()),)
    judged_by = policy(rule(8), tiers=tiers)
    raising = upon("up", does(tier="3"), CUSTOMER), upon("down", does(tier="2"), on("agent_reply"))
    (clock,) = clocks(story, acting(judged_by, *raising))
    assert clock["tier"] == 3
    assert replay_slowly(story.history, acting(judged_by, *raising), story.now).highest_tier == 3


def test_a_rule_s_notice_shows_the_ticket_as_the_rule_leaves_it() -> None:
    story = read_story("09:00 created team=desk assignee=kim\n10:00 customer_message")
    tells = upon("hand over", does(tells=True, team="network", assignee="lee"), CUSTOMER)
    (notice,) = judged(story, acting(OFFICE, tells))[1]
    assert (notice["rule"], notice["sent"], notice["team"], notice["assignee"]) == (
        "hand over",
        instant("2026-01-05 10:00"),
        "network",
        "lee",
    )


def test_another_team_by_a_rule_is_a_hand_over_until_an_agent_acts() -> None:
    story = read_story("09:00 created team=desk assignee=kim\n10:00 customer_message\n12:00 agent_note\n12:30 now")
    (clock,) = clocks(story, acting(OFFICE, upon("move", does(team="network"), CUSTOMER)))
    assert spent(clock) == {
        "untouched": HOUR,
        "handed_over": 2 * HOUR,
        "worked": HOUR // 2,
    }


def test_the_message_upon_which_a_rule_gives_a_ticket_to_its_first_team_is_an_act() -> None:
    story = read_story("09:00 created assignee=kim\n10:00 agent_note\n10:30 now")
    (clock,) = clocks(story, acting(OFFICE, upon("move", does(team="network"), on("agent_note"))))
    assert spent(clock) == {"untouched": HOUR, "worked": HOUR // 2}


def test_what_a_rule_sets_is_no_change_for_a_metric() -> None:
    story = read_story("09:00 created team=desk\n10:00 customer_message\n11:00 now")
    owned = policy(rule(8, metric="ownership"), metric=OWNERSHIP)
    (clock,) = clocks(story, acting(owned, upon("move", does(team="network"), CUSTOMER)), "ownership")
    assert clock["verdict"] == "running"


TWO: Final = (
    at_creation("low", does(priority="low")),
    at_creation("low is urgent", does(priority="urgent"), LOW),
    at_creation("high", does(priority="high"), field("priority", "high")),
)


def test_at_creation_the_first_rule_that_matches_acts_alone() -> None:
    assert names(read_story("09:00 created priority=high"), acting(OFFICE, *TWO)) == ["low"]


def test_at_creation_every_rule_may_act_and_sees_what_those_above_it_set() -> None:
    story = read_story("09:00 created priority=high")
    assert names(story, acting(OFFICE, *TWO, every=True)) == ["low", "low is urgent"]


def test_rules_at_creation_see_the_priority_of_its_section_which_no_rule_hears() -> None:
    judged_by = policy(rule(8), priority=(values.PriorityRule("urgent", values.All()),))
    heard = upon("heard", does(tells=True), moved("priority"))
    seen = at_creation("seen", does(tells=True), URGENT)
    story = read_story("09:00 created priority=low")
    assert names(story, acting(judged_by, heard, seen)) == ["seen"]
    assert judged(story, judged_by)[2] == [("priority", 0, instant("2026-01-05 09:00"))]


def test_rules_after_events_are_not_looked_at_at_creation() -> None:
    assert names(read_story("09:00 created"), acting(OFFICE, upon("any", does(tells=True)))) == []


def test_a_rule_acts_once_its_event_has_changed_the_ticket_and_before_clocks_follow() -> None:
    story = read_story("09:00 created\n10:00 status=solved\n11:00 now")
    reopen = upon("reopen", does(status="open"), moved("status"), when=field("status", "solved"))
    (clock,) = clocks(story, acting(OFFICE, reopen))
    assert (clock["verdict"], clock["elapsed"]) == ("running", 2 * HOUR)


def test_every_rule_that_hears_an_event_acts_from_the_top_on_what_those_above_it_left() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message")
    rules = (
        upon("not yet", does(tells=True), CUSTOMER, when=URGENT),
        RAISE,
        upon("then", does(tells=True), CUSTOMER, when=URGENT),
    )
    assert names(story, acting(OFFICE, *rules)) == ["raise", "then"]


ALL_SORTS: Final = "09:00 created\n10:00 customer_message\n11:00 team=desk by=kim\n12:00 agent_reply\n13:00 rated"


@pytest.mark.parametrize(
    ("heard", "hours"),
    [
        ((CUSTOMER,), (10,)),
        ((moved("team"),), (11,)),
        ((moved("priority"),), ()),
        ((on("agent_reply"), moved("team")), (11, 12)),
        ((), (10, 11, 12, 13)),
    ],
)
def test_a_rule_hears_the_signals_and_changes_that_it_names_else_every_event(
    heard: tuple[values.Trigger, ...], hours: tuple[int, ...]
) -> None:
    found = acted(read_story(ALL_SORTS), acting(OFFICE, upon("hears", does(tag="heard"), *heard)))
    assert found == times(*(("hears", f"{hour}:00") for hour in hours))


@pytest.mark.parametrize(
    ("actor", "doer"),
    [("customer", "customer"), ("kim", "agent"), ("unknown", "agent"), ("bot", "system"), ("system", "system")],
)
def test_a_rule_hears_only_events_of_those_whom_it_names(actor: str, doer: Doer) -> None:
    story = read_story(f"09:00 created\n10:00 type=outage by={actor}")
    doers: tuple[Doer, ...] = ("customer", "agent", "system")
    rules = [upon(by, does(tells=True), by=(by,)) for by in doers]
    assert names(story, acting(OFFICE, *rules)) == [doer]


def test_a_change_that_is_left_out_is_an_event_but_no_change() -> None:
    story = read_story("09:00 created priority=low\n10:00 priority=high by=bot")
    rules = (
        at_creation("keep", does(priority="urgent")),
        upon("any", does(tag="any")),
        upon("changed", does(tag="changed"), moved("priority"), by=("system",)),
    )
    assert acted(story, acting(OFFICE, *rules)) == times(("keep", "09:00"), ("changed", "09:00"), ("any", "10:00"))


@pytest.mark.parametrize("end", ["merged", "deleted"])
def test_no_rule_hears_what_ends_a_ticket(end: str) -> None:
    story = read_story(f"09:00 created\n10:00 {end}")
    assert names(story, acting(OFFICE, upon("any", does(tells=True)))) == []


ROUND: Final = (
    upon("customers", does(tells=True), moved("priority"), by=("customer",)),
    upon("unheard", does(tells=True), moved("team"), by=("system",)),
    upon("move", does(team="network"), moved("priority"), when=URGENT),
)


@pytest.mark.parametrize(
    ("first", "time"),
    [
        (at_creation("first", does(priority="urgent")), "09:00"),
        (upon("first", does(priority="urgent"), CUSTOMER), "10:00"),
        (in_time("first", does(priority="urgent"), 2, "created"), "11:00"),
    ],
)
def test_what_a_rule_changes_is_heard_round_by_round_as_the_system_s_doing(first: AutomationRule, time: str) -> None:
    story = read_story("09:00 created priority=low team=desk\n10:00 customer_message\n12:00 now")
    found = acted(story, acting(OFFICE, *ROUND, first))
    assert found == times(("first", time), ("move", time), ("unheard", time))


def test_what_a_level_changes_is_heard_too() -> None:
    story = read_story("09:00 created priority=low team=desk\n12:00 now")
    escalating = policy(telling(rule(1), after(0, priority="urgent")))
    assert acted(story, acting(escalating, *ROUND)) == times(("move", "10:00"), ("unheard", "10:00"))


def test_a_rule_without_on_hears_no_round_and_what_is_the_same_as_before_makes_none() -> None:
    story = read_story("09:00 created priority=urgent\n10:00 customer_message")
    again = upon("changed", does(tells=True), moved("priority"))
    assert names(story, acting(OFFICE, RAISE, upon("any", does(tag="any")), again)) == ["raise", "any"]


def test_what_one_rule_changes_and_the_next_undoes_has_changed() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message")
    undo = upon("undo", does(priority="low"), CUSTOMER)
    heard = upon("heard", does(tells=True), moved("priority"))
    assert names(story, acting(OFFICE, RAISE, undo, heard)) == ["raise", "undo", "heard"]


def endless(story: Story, judged_by: values.Policy) -> str:
    """What the refusal of a policy by both replays says."""
    with pytest.raises(Endless) as slow:
        replay_slowly(story.history, judged_by, story.now)
    with pytest.raises(PolicyError, match="come to no end") as fast:
        replay_desk((story.history,), judged_by, story.now)
    assert all(name in str(fast.value) for name in slow.value.args)
    return str(fast.value)


@pytest.mark.parametrize("event", ["priority=low", "priority=urgent"])
def test_rules_that_undo_each_other_round_by_round_are_refused_by_name(event: str) -> None:
    story = read_story(f"09:00 created priority=high\n10:00 {event} by=kim")
    up = upon("up", does(priority="urgent"), moved("priority"), when=LOW)
    down = upon("down", does(priority="low"), moved("priority"), when=URGENT)
    said = endless(story, acting(OFFICE, upon("aside", does(tells=True), CUSTOMER), up, down))
    assert "'up'" in said
    assert "'down'" in said


def test_rules_in_time_that_move_the_due_from_which_they_count_are_refused_by_name() -> None:
    story = read_story("09:00 created priority=low\n2026-02-05 09:00 now")
    up = in_time("up", does(priority="urgent"), 0, "due", when=LOW)
    down = in_time("down", does(priority="low"), 0, "due", when=URGENT)
    anew = (
        rule(1, LOW, calendar="always", on_change="restart"),
        rule(2, URGENT, calendar="always", on_change="restart"),
    )
    said = endless(story, acting(policy(*anew), up, down))
    assert "'up'" in said
    assert "'down'" in said


def test_a_ticket_of_many_events_may_have_more_rounds_than_one_instant() -> None:
    lines = [f"09:{second // 60:02}:{second % 60:02} customer_message" for second in range(1, 300)]
    story = read_story("\n".join(["09:00 created priority=low", *lines]))
    calm = upon("calm", does(priority="low"), moved("priority"), when=URGENT)
    assert names(story, acting(OFFICE, RAISE, calm)) == ["raise", "calm"] * 299
