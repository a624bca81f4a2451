"""The made desk is one on which every limit matters, and the strategies are measured on it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from benchmarks import strategy_speed
from benchmarks.made_desk import made_desk
from benchmarks.reassign_speed import OPTIMAL_SHARE, SERVING, Placed, measure_strategy, reassign_figures
from hindesk.reassign.desk import NOBODY, Desk, Left
from hindesk.reassign.strategies import STRATEGIES


def test_the_made_desk_has_tickets_with_and_without_holders_and_obstacles_of_several_sorts() -> None:
    desk = made_desk(2_000, 50)

    assert set(np.unique(desk.hurdle).tolist()) == {Left.NOT, Left.TEAM, Left.GONE}
    assert 0.2 < (desk.holder == NOBODY).mean() < 0.5
    assert desk.weight.sum() < (desk.capacity - desk.load).sum() < 2 * desk.weight.sum()
    assert len(np.unique(desk.kind)) == len(desk.hurdle) == 300
    assert desk.known_from[-1] == len(desk.known) == len(desk.closeness)


def test_the_same_size_makes_the_same_desk() -> None:
    one, other = made_desk(300, 20), made_desk(300, 20)

    assert all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Desk) if f.name != "costs")
    assert one.costs == other.costs


@pytest.mark.parametrize("name", SERVING)
def test_the_made_desk_has_room_for_most_tickets(name: str) -> None:
    placement = STRATEGIES[name].place(made_desk(2_000, 50))  # type: ignore[index]

    assert (placement.to != NOBODY).mean() > 0.9


def test_every_strategy_is_measured_and_held_against_its_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def apart(_: object, name: str, tickets: int, people: int) -> Placed:
        asked.append((name, tickets))
        return measure_strategy("least_loaded", 20, people)

    monkeypatch.setattr(strategy_speed, "apart", apart)
    figures = list(reassign_figures(400, 1))

    assert asked == [("round_robin", 400), *((name, 400) for name in SERVING), ("optimal", 400 // OPTIMAL_SHARE)]
    assert [figure.goal.least for figure in figures if figure.goal] == [10, 10, 10, 10, 10, 30]
