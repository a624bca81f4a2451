"""Examples worked out by hand: how clocks end, what a history can't tell, where the time went, and the tiers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from tests.history_notation import EVERYTHING, Story, instant, read_story
from tests.slow.policies import HOUR, MINUTE, policy, rule
from tests.slow_replay import ClockRow, TierVisit, replay_slowly
from tests.standard_metrics import FIRST_RESPONSE, OWNERSHIP, RESOLUTION, field, on, when


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def clock(story: Story, judged_by: values.Policy) -> ClockRow:
    (row,) = replay_slowly(story.history, judged_by, story.now).clocks
    return row


def forgetting(story: Story, *parts: Knows) -> Story:
    knows = EVERYTHING
    for part in parts:
        knows &= ~part
    return Story(replace(story.history, knows=knows), story.now)


def test_a_merged_ticket_has_no_verdict(story: Story) -> None:
    """Merged in time.

    09:00 created
    11:00 merged
    15:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.stopped, row.elapsed) == ("cancelled", instant("2026-01-05 11:00"), 2 * HOUR)


def test_a_breach_outlives_the_deletion_of_its_ticket(story: Story) -> None:
    """Deleted too late.

    09:00 created
    14:00 deleted
    15:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.stopped) == ("breached", instant("2026-01-05 14:00"))


def test_a_solved_ticket_that_is_merged_stays_met(story: Story) -> None:
    """Merged after it was solved, and opened by nobody knows what.

    09:00 created
    10:00 status=solved
    11:00 merged
    12:00 status=open
    15:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.stopped, row.elapsed) == ("met", instant("2026-01-05 10:00"), HOUR)


def test_nothing_starts_on_a_ticket_that_is_gone(story: Story) -> None:
    """The team is still there after the merge, and changes.

    09:00 created team=billing
    10:00 merged
    11:00 team=network
    """
    row = clock(story, policy(rule(4, metric="ownership"), metric=OWNERSHIP))
    assert (row.team, row.verdict) == ("billing", "cancelled")


def test_a_clock_that_a_signal_stopped_resumes_with_the_next_event(story: Story) -> None:
    """Answered twice, then opened.

    09:00 created
    10:00 agent_reply
    11:00 agent_reply
    13:00 status=open
    14:00 now
    """
    row = clock(story, policy(rule(4), metric=replace(RESOLUTION, stop=(on("agent_reply"),))))
    assert (row.verdict, row.elapsed) == ("running", 2 * HOUR)


def test_a_stopped_clock_keeps_its_terms_until_it_resumes(story: Story) -> None:
    """Urgent after it was solved.

    09:00 created priority=low
    12:00 status=solved
    13:00 priority=urgent
    14:00 now
    """
    judged_by = policy(rule(2, field("priority", "urgent")), rule(8))
    row = clock(story, judged_by)
    assert (row.verdict, row.target, row.priority) == ("met", 8 * HOUR, "low")
    opened = "09:00 created priority=low\n12:00 status=solved\n13:00 priority=urgent\n14:00 status=open"
    row = clock(read_story(opened), judged_by)
    assert (row.verdict, row.due, row.due_recorded) == (
        "breached",
        instant("2026-01-05 11:00"),
        instant("2026-01-05 14:00"),
    )


def test_a_clock_that_ends_as_it_resumes_shows_who_had_the_ticket_just_before(story: Story) -> None:
    """Another rule is for tickets that are not new; it wants a clock of its own.

    09:00 created team=desk
    10:00 status=solved
    11:00 team=network
    12:00 status=open
    """
    judged_by = policy(rule(8, field("status", "new")), rule(4, on_change="restart"))
    first, second = replay_slowly(story.history, judged_by, story.now).clocks
    assert (first.verdict, first.stopped, first.team) == ("cancelled", second.started, "network")


def test_a_breached_clock_pauses_as_the_rule_that_it_broke_says(story: Story) -> None:
    """Urgent an hour after the breach, then on hold for two hours.

    09:00 created priority=low
    11:00 priority=urgent
    12:00 status=on_hold
    14:00 status=open
    15:00 now
    """
    low = replace(rule(1, field("priority", "low")), pause={"resolution": field("status", "on_hold")})
    row = clock(story, policy(low, rule(4)))
    assert (row.verdict, row.elapsed, row.paused) == ("breached", 4 * HOUR, 2 * HOUR)


def test_a_ticket_whose_clocks_can_not_be_told_has_one_row_without_any_count(story: Story) -> None:
    """Urgent in the end.

    09:00 created priority=low
    10:00 priority=urgent
    12:00 status=solved
    13:00 now
    """
    row = clock(forgetting(story, Knows.SOLVED, Knows.STATUSES), policy(rule(2, field("priority", "urgent"))))
    assert (row.verdict, row.missing, row.target, row.started) == (
        "unknown",
        ("solved",),
        2 * HOUR,
        instant("2026-01-05 09:00"),
    )
    assert (row.due, row.due_recorded, row.stopped, row.elapsed, row.cycle) == (None, None, None, 0, 0)


def test_a_restart_trigger_leaves_no_trace(story: Story) -> None:
    """Every customer message starts the hours anew, also after a breach.

    09:00 created
    14:00 customer_message
    15:00 status=solved
    """
    row = clock(story, policy(rule(4), metric=replace(RESOLUTION, restart=(on("customer_message"),))))
    assert (row.started, row.cycle, row.elapsed, row.verdict) == (instant("2026-01-05 14:00"), 0, HOUR, "met")


def test_the_policys_priority_stands_against_machines_but_not_people() -> None:
    """A machine's change is left out, a person's wins, and then a machine's wins too."""
    urgent = values.PriorityRule("urgent", field("type", "outage"))
    judged_by = policy(rule(4), priority=(urgent,))
    text = "09:00 created type=outage priority=low\n09:10 priority=normal by=system"
    assert clock(read_story(text), judged_by).priority == "urgent"
    by_hand = f"{text}\n09:20 priority=high by=kim"
    assert clock(read_story(by_hand), judged_by).priority == "high"
    assert clock(read_story(f"{by_hand}\n09:30 priority=normal by=system"), judged_by).priority == "normal"


@pytest.mark.parametrize(
    ("parts", "verdict", "missing"),
    [
        ((Knows.MESSAGES,), "met", ()),
        ((Knows.FIRST_REPLY,), "met", ()),
        ((Knows.MESSAGES, Knows.FIRST_REPLY), "unknown", ("first_reply",)),
    ],
)
def test_a_first_response_needs_the_first_reply(
    story: Story, parts: tuple[Knows, ...], verdict: str, missing: tuple[str, ...]
) -> None:
    """Answered in time.

    09:00 created
    10:00 agent_reply
    """
    row = clock(forgetting(story, *parts), policy(rule(4, metric="first_response"), metric=FIRST_RESPONSE))
    assert (row.verdict, row.missing, row.target) == (verdict, missing, 4 * HOUR)


@pytest.mark.parametrize(("target", "verdict"), [(8, "met"), (4, "unknown")])
def test_a_pause_that_is_not_told_might_have_saved_a_breach(story: Story, target: int, verdict: str) -> None:
    """Waiting for three of six hours.

    09:00 created
    10:00 status=waiting_on_customer
    13:00 status=open
    15:00 status=solved
    """
    row = clock(forgetting(story, Knows.STATUSES), policy(rule(target)))
    assert (row.verdict, row.elapsed, row.paused) == (verdict, 6 * HOUR, 0)
    assert row.missing == (("statuses",) if verdict == "unknown" else ())


def test_a_stop_that_is_not_told_is_unknown(story: Story) -> None:
    """Solved at some time.

    09:00 created
    10:00 now
    """
    row = clock(forgetting(story, Knows.STATUSES, Knows.SOLVED), policy(rule(4)))
    assert (row.verdict, row.missing) == ("unknown", ("solved",))


def test_a_named_status_needs_all_statuses(story: Story) -> None:
    """Parked in time.

    09:00 created
    10:00 status=on_hold
    """
    parked = values.Metric("resolution", (on("created"),), (when(field("status", "on_hold")),))
    row = clock(forgetting(story, Knows.STATUSES), policy(rule(4), metric=parked))
    assert (row.verdict, row.missing) == ("unknown", ("statuses",))


def test_every_counted_second_goes_to_one_bucket(story: Story) -> None:
    """A day with all of it.

    09:00 created
    09:30 assignee=kim
    10:00 agent_note by=kim
    10:40 status=open by=kim
    12:00 agent_reply by=kim
    12:30 customer_message
    12:40 status=on_hold by=kim
    13:10 status=open by=system
    13:40 assignee=lee by=kim
    14:00 agent_note by=lee
    14:20 agent_note by=lee
    15:30 status=solved by=lee
    """
    row = clock(story, policy(rule(8)))
    minutes = {bucket: time // MINUTE for bucket, time in row.buckets.items()}
    assert minutes == {
        "unassigned": 30,
        "waiting_inside": 30,
        "waiting_on_customer": 30,
        "handed_over": 20,
        "untouched": 30,
        "worked": 40 + 10 + 30 + 20,
        "idle": 80 + 70,
    }
    assert sum(row.buckets.values()) == row.elapsed


def test_an_answer_before_the_first_assignment_does_not_touch_what_is_assigned(story: Story) -> None:
    """A note from the side, then it is assigned.

    09:00 created
    10:00 agent_note by=lee
    10:30 assignee=kim by=lee
    12:00 now
    """
    row = clock(story, policy(rule(8)))
    assert (row.buckets["unassigned"], row.buckets["untouched"]) == (90 * MINUTE, 90 * MINUTE)


def test_the_last_stretch_ends_at_the_stop(story: Story) -> None:
    """Confirmed by the customer half an hour after the last act; the next act is hours away.

    09:00 created assignee=kim
    10:00 agent_note by=kim
    10:30 status=solved by=customer
    14:00 agent_note by=kim
    """
    row = clock(story, policy(rule(8)))
    assert (row.buckets["untouched"], row.buckets["worked"], row.buckets["idle"]) == (HOUR, 30 * MINUTE, 0)


def test_tiers_follow_the_state_and_the_last_solution_counts(story: Story) -> None:
    """From the bot to a person to the specialists and back.

    09:00 created
    09:01 bot_reply
    10:00 agent_reply by=kim
    11:00 team=specialists
    12:00 status=solved
    13:00 status=open
    13:00 team=desk
    14:00 status=solved
    """
    bot, special = field("handled_by", "bot"), field("team", "specialists")
    tiers = (values.TierRule(0, bot), values.TierRule(2, special), values.TierRule(1, values.All()))
    judged = replay_slowly(story.history, policy(rule(4), tiers=tiers), story.now)
    times = ("09:00", "09:01", "10:00", "11:00", "12:00", "13:00", "13:00", "14:00")
    at = [instant(f"2026-01-05 {time}") for time in times]
    went = [*zip((1, 0, 1, 2), at[:4], at[1:5], strict=True), *zip((2, 1), at[5:7], at[6:], strict=True)]
    assert judged.visits == tuple(TierVisit(*visit) for visit in went)
    assert (judged.final_tier, judged.highest_tier, judged.resolving_tier) == (1, 2, 1)
