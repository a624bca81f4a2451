"""The `escalate` key of a rule: for each metric a ladder of levels, which may be gone up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field, PlainValidator, TypeAdapter, ValidationInfo

from hindesk.policy.escalation import Notice
from hindesk.policy.findings import Findings, unknown
from hindesk.policy.notice_models import LevelModel, RepeatModel
from hindesk.policy.offsets import DURATIONS
from hindesk.policy.parts import Part
from hindesk.policy.words import Maybe, words_of
from hindesk.yaml_source import Path

MOST: Final = 60
"""The most notices that one metric of one rule may have, with everything that repeats."""


class LadderModel(Part):
    """The levels of one metric, from the lowest up: a list, or a mapping where the whole ladder is gone up again."""

    example: ClassVar[str] = (
        "sla:\n"
        "  - name: Everyone\n"
        "    calendar: always\n"
        "    targets: {first_response: 1h}\n"
        "    escalate:\n"
        "      first_response:\n"
        "        levels:\n"
        "          - {level: 1, after: 0m, to: [assignee]}\n"
        "          - {level: 2, after: 30m, to: [{manager_of: team}]}\n"
        "        repeat: {every: 2h, times: 2}\n"
    )

    levels: list[LevelModel] = Field(description="the levels, from the lowest up")
    repeat: Maybe[RepeatModel] = Field(default=None, description="goes up the whole ladder again")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of one metric, and where they stand below the rule."""

    levels: tuple[LevelModel, ...]
    paths: tuple[Path, ...]
    repeat: RepeatModel | None

    @property
    def tellings(self) -> int:
        """How often the ladder tells, with everything that repeats."""
        return _tellings(self.levels, self.repeat)

    def notices(self, line_of: Callable[[Path], int]) -> tuple[Notice, ...]:
        """Return every telling of every level as the engine's values; `line_of` says where each stands."""
        again = [self.repeat.every.amount * time for time in range(1, self.repeat.times + 1)] if self.repeat else []
        return tuple(
            notice
            for later in (0, *again)
            for level, path in zip(self.levels, self.paths, strict=True)
            for notice in level.notices(line_of(path), later=later)
        )


_LEVELS: Final = TypeAdapter(list[LevelModel])
_LADDER: Final = TypeAdapter(LadderModel)


def _read_ladder(raw: object, info: ValidationInfo) -> Ladder:
    """Read the ladder of one metric: a list of levels, or a mapping where it repeats."""
    below: Path = ()
    repeat = None
    if isinstance(raw, dict):
        model = _LADDER.validate_python(raw, context=info.context)
        levels, repeat, below = model.levels, model.repeat, ("levels",)
    else:
        levels = _LEVELS.validate_python(raw, context=info.context)
    paths = tuple((*below, number) for number in range(len(levels)))
    found = Findings(words_of(info))
    _check_order(levels, paths, found)
    _check_repeat(levels, repeat, found)
    found.close()
    return Ladder(tuple(levels), paths, repeat)


def _check_order(levels: list[LevelModel], paths: tuple[Path, ...], found: Findings) -> None:
    if not levels:
        found.add((), "a ladder without levels tells nobody")
    for (below, above), path in zip(pairwise(levels), paths[1:], strict=False):
        if above.level < below.level:
            found.add((*path, "level"), f"level {above.level} stands above level {below.level}; write the lowest first")


def _tellings(levels: Sequence[LevelModel], repeat: RepeatModel | None) -> int:
    once = sum(1 + (level.repeat.times if level.repeat else 0) for level in levels)
    return once * (1 + (repeat.times if repeat else 0))


def _check_repeat(levels: list[LevelModel], repeat: RepeatModel | None, found: Findings) -> None:
    total = _tellings(levels, repeat)
    if total > MOST:
        found.add((), f"this tells {total} times, and a ladder may tell {MOST} times at most; repeat less often")
    if repeat and any(level.offset().measure not in {*DURATIONS, "wall"} for level in levels):
        found.add((), "a ladder that repeats counts in hours and minutes, as in after: 1h")


def _known(ladders: dict[str, Ladder], info: ValidationInfo) -> dict[str, Ladder]:
    """Accept ladders of metrics that there are."""
    found = Findings(words_of(info))
    for metric in ladders:
        if metric not in found.words.metrics:
            found.add_key((metric,), unknown("metric", metric, found.words.metrics))
    found.close()
    return ladders


LadderValue = Annotated[Ladder, PlainValidator(_read_ladder, json_schema_input_type=list[LevelModel] | LadderModel)]

Ladders = Annotated[dict[str, LadderValue], AfterValidator(_known)]
"""The ladders of a rule by metric, as a field of a model."""
