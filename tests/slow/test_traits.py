"""Traits of the slow replay, worked out by hand: docs/concepts/traits.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.policy import values
from hindesk.policy.automation import Doer
from hindesk.policy.patterns import Pattern, Title
from hindesk.policy.traits import Often, Says, Trait, trait_field
from tests.history_notation import instant, read_story
from tests.slow.history import History
from tests.slow.policies import HOUR, policy, rule
from tests.slow.traits import comes_often
from tests.slow_replay import replay_slowly
from tests.standard_metrics import is_set

DAY = 24 * HOUR
TWICE = Often(2, ("customer",), 7 * DAY)
UNUSUAL = replace(TWICE, within=DAY, times=4)


def ticket(created: str, customer: str = "ann", *, source: str = "desk", product: str = "") -> History:
    """A ticket of which nothing is known but its creation."""
    date, _, time = created.partition(" ")
    story = read_story(f"{date} {time or '09:00'} created")
    openings = {"customer": customer, "product": product}
    told = {name: text for name, text in openings.items() if text}
    return replace(story.history, openings=told, source=source)


NOW = ticket("2026-03-08")


def test_the_second_ticket_within_the_time_comes_often() -> None:
    assert comes_often(NOW, [ticket("2026-03-05")], TWICE)
    assert not comes_often(NOW, [], TWICE)


def test_a_ticket_as_old_as_the_whole_time_does_not_count() -> None:
    assert not comes_often(NOW, [ticket("2026-03-01 09:00")], TWICE)
    assert comes_often(NOW, [ticket("2026-03-01 09:00:00.000001")], TWICE)


def test_tickets_of_the_same_instant_count_for_each_other_and_later_ones_do_not() -> None:
    assert comes_often(NOW, [NOW], TWICE)
    assert not comes_often(NOW, [ticket("2026-03-08 09:00:00.000001")], TWICE)


def test_case_does_not_tell_tickets_apart_but_an_empty_field_and_another_help_desk_do() -> None:
    assert comes_often(NOW, [ticket("2026-03-05", "ANN")], TWICE)
    assert not comes_often(NOW, [ticket("2026-03-05", source="other")], TWICE)
    assert not comes_often(ticket("2026-03-08", ""), [ticket("2026-03-05", "")], TWICE)
    assert not comes_often(NOW, [ticket("2026-03-05")], replace(TWICE, same=("customer", "product")))


def test_what_is_usual_ends_where_the_time_begins() -> None:
    young = ticket("2026-02-10", "bob")
    usual = [ticket("2026-02-20"), ticket("2026-02-21"), ticket("2026-02-22")]
    others = [young, *usual, ticket("2026-03-08 08:00")]
    assert comes_often(NOW, others, replace(UNUSUAL, times=16))
    assert not comes_often(NOW, others, replace(UNUSUAL, times=17))
    assert not comes_often(NOW, [*others, ticket("2026-03-07 09:00")], replace(UNUSUAL, times=16))


def test_what_is_older_than_28_days_is_no_longer_usual() -> None:
    others = [ticket("2026-01-01", "bob"), ticket("2026-03-08 08:00")]
    assert comes_often(NOW, [*others, ticket("2026-02-07 09:00")], replace(UNUSUAL, times=1000))
    assert not comes_often(NOW, [*others, ticket("2026-02-07 09:00:00.000001")], replace(UNUSUAL, times=1000))


@pytest.mark.parametrize(("first", "found"), [("2026-02-28 09:00", True), ("2026-02-28 09:00:00.000001", False)])
def test_nothing_is_usual_in_the_first_week_of_a_help_desk(first: str, *, found: bool) -> None:
    others = [ticket(first, "bob"), ticket("2026-03-08 08:00"), ticket("2025-01-01", source="other")]
    assert comes_often(NOW, others, UNUSUAL) is found


def test_the_first_ticket_of_a_help_desk_is_part_of_what_is_usual() -> None:
    others = [ticket("2026-02-28 09:00"), ticket("2026-03-08 08:00")]
    assert comes_often(NOW, others, replace(UNUSUAL, times=14))
    assert not comes_often(NOW, others, replace(UNUSUAL, times=15))


def saying(*by: Doer) -> values.Policy:
    """A policy that puts tickets whose texts say `fire`, and not `hydrant`, into tier 2, others into tier 1."""
    says = Says((Pattern("own", Title(), ("fire",), ("hydrant",)),), by or ("customer",))
    trait = Trait("burns", says=says)
    tiers = (values.TierRule(2, is_set(trait_field("burns"))), values.TierRule(1, values.All()))
    return replace(policy(rule(8), tiers=tiers), traits=(trait,))


def tiers(text: str, judged_by: values.Policy) -> list[tuple[int, int]]:
    """The tiers of a story, and since when."""
    story = read_story(text)
    return [(visit.tier, visit.since) for visit in replay_slowly(story.history, judged_by, story.now).visits]


NINE, TEN = instant("2026-01-05 09:00"), instant("2026-01-05 10:00")


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_subject_or_a_description_gives_a_trait_from_creation_on(field: str) -> None:
    story = f'09:00 created "{field}=FIRE in here"'
    assert tiers(story, saying()) == [(2, NINE)]
    assert tiers(story, saying("agent")) == [(1, NINE)]


def test_a_veto_counts_in_its_own_text_alone() -> None:
    assert tiers('09:00 created "subject=fire hydrant"', saying()) == [(1, NINE)]
    assert tiers("09:00 created subject=hydrant text=fire", saying()) == [(2, NINE)]


def test_a_message_gives_a_trait_if_its_author_is_named() -> None:
    story = "09:00 created\n10:00 customer_message says=fire"
    assert tiers(story, saying()) == [(1, NINE), (2, TEN)]
    assert tiers(story, saying("agent", "system")) == [(1, NINE)]
    assert tiers("09:00 created\n10:00 agent_note says=fire by=unknown", saying("agent")) == [(1, NINE), (2, TEN)]
    assert tiers("09:00 created\n10:00 bot_reply says=fire", saying("system")) == [(1, NINE), (2, TEN)]


def test_a_trait_stays_whatever_is_said_later() -> None:
    story = "09:00 created\n10:00 customer_message says=fire\n11:00 customer_message says=hydrant"
    assert tiers(story, saying()) == [(1, NINE), (2, TEN)]


def test_a_trait_is_there_before_the_priority_section_asks() -> None:
    first = values.PriorityRule("urgent", is_set(trait_field("burns")))
    judged_by = replace(saying(), priority=(first,))
    story = read_story("09:00 created subject=fire\n10:00 now")
    judged = replay_slowly(story.history, judged_by, story.now)
    assert [(match.section, match.at) for match in judged.matches] == [("traits", NINE), ("priority", NINE)]
    assert judged.clocks[0].priority == "urgent"
