"""What a placement costs, in the points of a routing's `costs`."""

from __future__ import annotations

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.limits import loads_after


def cost_of(desk: Desk, to: Ints) -> int:
    """Add up what a placement costs; `optimal` looks for the smallest sum.

    A ticket that is left costs `unplaced`. Any other costs `late` where its holder is not at work before it is due,
    `skill` for each step down the list of its skill rule, `language` where the holder does not speak its language,
    `stranger` where they know neither the ticket nor its customer, and `move` where its holder changes. A person who
    holds the weight L in the end costs `load` times 1 + 2 + … + L.

    Args:
        desk: the question.
        to: of each ticket, the person who gets it, or NOBODY: it stays as it is.
    """
    costs = desk.costs
    placed = np.flatnonzero(to != NOBODY)
    person, kind = to[placed], desk.kind[placed]
    points = (
        costs.late * (desk.at_work[person] >= desk.due[placed])
        + costs.skill * desk.step[kind, person]
        + costs.language * desk.foreign[kind, person]
        + costs.stranger * (closeness_of(desk, to)[placed] == 0)
        + costs.move * (person != desk.holder[placed])
    )
    held = loads_after(desk, to)
    loads = int((held * (held + 1) // 2).sum())
    return int(points.sum()) + costs.unplaced * (len(to) - len(placed)) + costs.load * loads


def closeness_of(desk: Desk, to: Ints) -> Ints:
    """How well each ticket's person knows it, as in `Desk.closeness`; 0 where they do not, or where nobody gets it."""
    ticket = np.repeat(np.arange(len(to)), np.diff(desk.known_from))
    same = desk.known == to[ticket]
    close = np.zeros(len(to), np.int64)
    close[ticket[same]] = desk.closeness[same]
    return close
