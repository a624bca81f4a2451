"""What must hold of every judgement, whatever the policy and the history; one lot of random desks serves all tests."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from tests.histories import TELLING, Desk, desks
from tests.slow_replay import BUCKETS, ClockRow, Judgement, replay_slowly


@pytest.fixture(scope="module")
def judged() -> list[tuple[Judgement, int]]:
    judgements: list[tuple[Judgement, int]] = []

    @settings(
        max_examples=250,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(desks(drawn=TELLING))
    def judge(desk: Desk) -> None:
        judgements.extend((replay_slowly(history, desk.policy, desk.as_of), desk.as_of) for history in desk.tickets)

    judge()
    return judgements


@pytest.fixture(scope="module")
def ended(judged: list[tuple[Judgement, int]]) -> list[tuple[ClockRow, int]]:
    rows = [(row, as_of) for judgement, as_of in judged for row in judgement.clocks]
    return [(row, as_of if row.stopped is None else row.stopped) for row, as_of in rows]


def test_buckets_sum_to_what_has_elapsed(ended: list[tuple[ClockRow, int]]) -> None:
    assert [row for row, _ in ended if sum(row.buckets.values()) != row.elapsed] == []


def test_open_time_is_no_longer_than_the_time_that_passed(ended: list[tuple[ClockRow, int]]) -> None:
    assert [row for row, end in ended if not 0 <= row.elapsed + row.paused <= end - row.started] == []


def test_due_is_not_before_the_start_and_not_after_what_is_recorded(ended: list[tuple[ClockRow, int]]) -> None:
    dues = [(row.started, row.due, row.due_recorded) for row, _ in ended if row.due is not None]
    assert [due for due in dues if due[2] is None or not due[0] <= due[1] <= due[2]] == []


def test_what_is_met_is_within_its_target(ended: list[tuple[ClockRow, int]]) -> None:
    assert [row for row, _ in ended if row.verdict == "met" and row.elapsed > (row.target or 0)] == []


def test_what_is_breached_was_due_before_its_end(ended: list[tuple[ClockRow, int]]) -> None:
    breached = [(row, end) for row, end in ended if row.verdict == "breached"]
    assert [row for row, end in breached if row.due is None or row.due >= end] == []


def test_only_what_is_unknown_misses_something(ended: list[tuple[ClockRow, int]]) -> None:
    assert [row for row, _ in ended if bool(row.missing) != (row.verdict == "unknown")] == []


def test_clocks_of_a_metric_follow_each_other(judged: list[tuple[Judgement, int]]) -> None:
    pairs = [pair for judgement, _ in judged for pair in pairwise(judgement.clocks) if pair[0].metric == pair[1].metric]
    assert all(row.cycle < following.cycle for row, following in pairs)
    assert all(row.stopped is not None and row.stopped <= following.started for row, following in pairs)


def test_tier_visits_follow_each_other(judged: list[tuple[Judgement, int]]) -> None:
    pairs = [pair for judgement, _ in judged for pair in pairwise(judgement.visits)]
    assert all(visit.until is not None and visit.since <= visit.until <= other.since for visit, other in pairs)


def test_random_desks_reach_every_verdict_bucket_and_edge(ended: list[tuple[ClockRow, int]]) -> None:
    seen = Counter(row.verdict for row, _ in ended)
    seen.update(bucket for row, _ in ended for bucket, time in row.buckets.items() if time)
    seen["stopped at due"] = sum(row.stopped == row.due for row, _ in ended)
    seen["recorded later"] = sum(row.due != row.due_recorded for row, _ in ended)
    seen["paused time"] = sum(bool(row.paused) for row, _ in ended)
    seen["second cycle"] = sum(bool(row.cycle) for row, _ in ended)
    verdicts = ("met", "breached", "running", "paused", "cancelled", "unknown")
    edges = ("stopped at due", "recorded later", "paused time", "second cycle")
    assert {word: seen[word] for word in (*verdicts, *BUCKETS, *edges) if not seen[word]} == {}
