"""The made queue is one in which tickets wait, and every strategy is measured on it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import strategy_speed
from benchmarks.arrivals_speed import MEASURED, GivenOut, arrivals_figures, measure_arrivals
from benchmarks.made_queue import made_queue


def test_the_same_size_makes_the_same_queue() -> None:
    one, other = made_queue(300, 20), made_queue(300, 20)

    assert np.array_equal(one.end_at, other.end_at)
    assert np.array_equal(one.shifts.at, other.shifts.at)


def test_in_the_made_queue_tickets_wait() -> None:
    measured = measure_arrivals("least_loaded", 2_000, 10)

    assert 0 < measured.at_once < measured.given < 1


def test_every_strategy_is_measured_and_held_against_its_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def apart(_: object, name: str, tickets: int, people: int) -> GivenOut:
        asked.append((name, tickets))
        return measure_arrivals("least_loaded", 20, min(people, 20))

    monkeypatch.setattr(strategy_speed, "apart", apart)
    figures = list(arrivals_figures(400, 1))

    assert asked == [("round_robin", 400), *((name, 400) for name in MEASURED)]
    assert [figure.goal.least for figure in figures if figure.goal] == [15, 5, 5, 5, 5, 5]
