"""The tickets that came before that of a case: from their keys to each of them."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.cases.model import EarlierModel, extras
from hindesk.cases.moments import Day, date_at, read_moment
from hindesk.cases.problems import Told
from hindesk.cases.ticket_fields import read_fields
from hindesk.cases.values import Earlier, Moment
from hindesk.cases.words import CaseWords
from hindesk.yaml_source import Path


def read_earlier(
    models: tuple[EarlierModel, ...], created: Moment, words: CaseWords, *, told: Told, path: Path
) -> Iterator[Earlier]:
    """Yield each ticket that came before one that is created then; `path` is that of their list.

    What is wrong with them goes to `told`: none comes later than the one of the case.
    """
    day = Day(date_at(created.at, words.time_zone), words.time_zone)
    for number, model in enumerate(models):
        place = (*path, number)
        fields = dict(read_fields(extras(model), words, told, place))
        try:
            first = read_moment(model.created, day).at
        except ValueError as error:
            told.wrong((*place, "created"), str(error))
            continue
        if (model.times is None) != (model.every is None):
            told.wrong(place, "`times` and `every` stand together: how many there are, and how far apart")
        instants = [first + step * (model.every or 0) for step in range(model.times or 1)]
        if instants[-1] > created.at:
            what = "it comes" if first > created.at else f"the last of {len(instants)} comes"
            told.wrong((*place, "created"), f"{what} after the ticket of the case")
        yield from (Earlier(at, fields) for at in instants)
