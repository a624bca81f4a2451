"""The `remind` and `escalate` keys of a rule: whom to tell before a clock is due, and whom after it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from hindesk.policy.conditions import When
from hindesk.policy.escalation import REMINDER, Notice
from hindesk.policy.findings import as_text, said, shown, unknown
from hindesk.policy.level_sets import Sets
from hindesk.policy.offsets import DURATIONS, Offset, OffsetValue
from hindesk.policy.parts import Part
from hindesk.policy.recipients import Recipients
from hindesk.policy.words import Maybe, words_of

MOST_TIMES: Final = 20
HIGHEST: Final = 60

Clock = Literal["open", "wall"]


def _read_metric(raw: object, info: ValidationInfo) -> str:
    """Accept the name of a metric."""
    name, known = as_text(raw) or "", words_of(info).metrics
    if name not in known:
        raise said(unknown("metric", name, known) if name else f"expected the name of a metric, found {shown(raw)}")
    return name


def _check_before(offset: Offset) -> None:
    """Refuse nothing before due, which is due itself."""
    if not offset.amount:
        raise said("nothing before due is due itself; write a level with after: 0m")


class NoticeModel(Part):
    """What reminders and levels have in common."""

    time: Clock = Field(
        default="open", description="whether a duration counts `open` time of the calendar, or `wall`-clock time"
    )
    to: Recipients = Field(description="who is told")
    when: Maybe[When] = Field(default=None, description="told only while this holds of the ticket")

    def measured(self, offset: Offset) -> Offset:
        """Return how far from due the notice stands, by the clock that it says.

        Raises:
            ValueError: business days or percent by the wall clock.
        """
        if self.time == "open":
            return offset
        if offset.measure not in DURATIONS:
            raise said("wall-clock time counts in hours and minutes, as in 30m")
        return Offset(offset.amount, "wall")


class RemindModel(NoticeModel):
    """Tells somebody before a clock is due."""

    example: ClassVar[str] = (
        "sla:\n"
        "  - name: Everyone\n"
        "    calendar: always\n"
        "    targets: {resolution: 8h}\n"
        "    remind:\n"
        "      - {metric: resolution, before: 30m, to: [assignee]}\n"
        "      - {metric: resolution, before: 25%, to: [team], when: {priority: [high, urgent]}}\n"
    )

    metric: Annotated[str, PlainValidator(_read_metric, json_schema_input_type=str)] = Field(description="whose clock")
    before: OffsetValue = Field(description="how long before due: `30m`, `1bd`, or `25%` of the target")

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_before(self.measured(self.before))
        return self

    def notice(self, line: int) -> Notice:
        """Return the reminder that stands on this line as the engine's value."""
        offset = self.measured(self.before)
        return Notice(REMINDER, -offset.amount, offset.measure, self.to, when=self.when, line=line)


class RepeatModel(Part):
    """Tells a level, or the whole ladder, again."""

    example: ClassVar[str] = (
        "sla:\n"
        "  - name: Everyone\n"
        "    calendar: always\n"
        "    targets: {resolution: 8h}\n"
        "    escalate:\n"
        "      resolution:\n"
        "        - {level: 1, after: 0m, to: [team], repeat: {every: 30m, times: 3}}\n"
    )

    every: OffsetValue = Field(description="how long from one to the next, in hours and minutes")
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] = Field(description=f"how often again, 1 to {MOST_TIMES}")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.every.measure not in DURATIONS or not self.every.amount:
            raise said("what repeats does so after hours and minutes, as in 30m")
        return self


class LevelModel(NoticeModel):
    """One level of the ladder: whom to tell when, and what it sets from then on."""

    example: ClassVar[str] = (
        "sla:\n"
        "  - name: Everyone\n"
        "    calendar: always\n"
        "    targets: {resolution: 8h}\n"
        "    escalate:\n"
        "      resolution:\n"
        "        - {level: 1, before: 10%, to: [assignee]}\n"
        "        - {level: 2, after: 1h, to: [{manager_of: assignee}]}\n"
        "        - {level: 3, after: 4h, time: wall, to: [{manager_of: team}], set: {priority: urgent}}\n"
    )

    level: Annotated[int, Field(ge=1, le=HIGHEST)] = Field(description=f"the rung, 1 to {HIGHEST}")
    after: Maybe[OffsetValue] = Field(default=None, description="how long after due: `0m`, `4h`, `1bd`, `50%`")
    before: Maybe[OffsetValue] = Field(default=None, description="how long before due, instead of `after`")
    set: Sets = Field(
        default=(), description="fields and what they are from then on: priority, status, team, assignee, type, tier"
    )
    repeat: Maybe[RepeatModel] = Field(default=None, description="tells this level again")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.after is None) == (self.before is None):
            raise said("a level stands either 'after' due or 'before' it")
        offset = self.offset()
        if self.before:
            _check_before(offset)
        if self.repeat and offset.measure not in {*DURATIONS, "wall"}:
            raise said("a level that repeats counts in hours and minutes, as in after: 1h")
        return self

    def offset(self) -> Offset:
        """Return how far from due the level stands, without the side."""
        return self.measured(self.after or self.before or Offset(0, "open"))

    def notices(self, line: int, *, later: int = 0) -> tuple[Notice, ...]:
        """Return every telling of the level as the engine's values, all of them by so many microseconds later."""
        offset = self.offset()
        amount = -offset.amount if self.before else offset.amount
        repeats = [self.repeat.every.amount * time for time in range(1, self.repeat.times + 1)] if self.repeat else []
        return tuple(
            Notice(
                self.level,
                amount + later + more,
                offset.measure,
                self.to,
                sets=self.set,
                when=self.when,
                line=line,
            )
            for more in (0, *repeats)
        )
