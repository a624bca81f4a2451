"""The `on_call` section: who is on call when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, model_validator

from hindesk.calendars.calendar import Calendar
from hindesk.people.on_call import Layer, Override, Schedule
from hindesk.policy.calendar_model import read_zone
from hindesk.policy.findings import Findings, as_text, said, shown, unknown
from hindesk.policy.parts import Part, Text
from hindesk.policy.turns import NAMED, NOBODY, LocalTime, Takers, Turn
from hindesk.policy.words import Maybe, words_of


def _read_hours(raw: object, info: ValidationInfo) -> Calendar | None:
    """Return the calendar that a name means; None where it can't be used, which is told where it stands."""
    name, calendars = as_text(raw), words_of(info).calendars
    if name is None:
        raise said(f"expected the name of a calendar, found {shown(raw)}")
    if name not in calendars:
        raise said(unknown("calendar", name, calendars))
    return calendars[name]


class LayerModel(Part):
    """People who take turns: each has it as long as `rotate` or `every` says, then the next, then the first again."""

    example: ClassVar[str] = (
        'calendars: {office: {week: {mon-fri: "09:00-18:00"}}}\n'
        "on_call:\n"
        "  payments:\n"
        "    layers:\n"
        "      - {start: 2026-01-05T09:00, who: Lee Ana}\n"
        "      - {every: 12h, start: 2026-01-05T09:00, who: [Kim Suji, nobody]}\n"
        "      - {rotate: daily, start: 2026-01-05T09:00, who: [Park Junsu, Choi Daeun], hours: office}\n"
    )

    rotate: Maybe[Literal["hourly", "daily", "weekly"]] = Field(
        default=None,
        description="how long a turn lasts: an hour that passes, or a day or a week by the wall clock; needed, unless "
        "`every` is given or there is one person",
    )
    every: Maybe[Turn] = Field(
        default=None,
        description="instead of `rotate`: hours or minutes that pass (`12h`, `30m`), or days and weeks by the wall "
        "clock (`2 days`, `2 weeks`)",
    )
    start: LocalTime = Field(
        description="when the first person takes over, as wall-clock time of the schedule's zone: `2026-01-05T09:00`"
    )
    who: Takers = Field(
        description=f"the people in the order of their turns; a person may come several times, `{NOBODY}` is a turn "
        "that nobody has"
    )
    hours: Annotated[Calendar | None, PlainValidator(_read_hours, json_schema_input_type=str)] = Field(
        default=None, description="a calendar: the layer has somebody only while it is open; without it, always"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.rotate and self.every:
            raise said("'rotate' and 'every' both say how long a turn lasts; leave one of them out")
        if not self.rotate and not self.every and len(set(self.who)) > 1:
            raise said("how long a turn lasts is missing; add rotate: weekly, or every: 2 days")
        return self

    def layer(self) -> Layer:
        """Return the layer as the engine's value."""
        return Layer(self.every or NAMED[self.rotate or "weekly"], self.start, self.who, self.hours)

    def ever_staffed(self) -> bool:
        """Tell whether anybody can ever have a turn while the layer is open."""
        hours = self.hours
        opens = hours is None or any(hours.week) or any(day >= self.start.date() for day in hours.open)
        return opens and any(self.who)


class OverrideModel(Part):
    """Puts one person on call for a time, or nobody, whatever the layers say."""

    example: ClassVar[str] = (
        "on_call:\n"
        "  payments:\n"
        "    layers: [{rotate: weekly, start: 2026-01-05T09:00, who: [Kim Suji, Park Junsu]}]\n"
        "    overrides:\n"
        "      - {from: 2026-02-16T00:00, to: 2026-02-19T00:00, who: Lee Ana}\n"
        "      - {from: 2026-12-25T00:00, to: 2026-12-26T00:00, who: nobody}\n"
    )

    from_: LocalTime = Field(alias="from", description="from when on, as wall-clock time of the schedule's zone")
    to: LocalTime = Field(description="until when, likewise")
    who: Text = Field(description=f"the person, or `{NOBODY}`")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.to <= self.from_:
            found = Findings()
            found.add(("to",), "the override ends before it begins" if self.to < self.from_ else "it ends as it begins")
            found.close()
        return self

    def override(self) -> Override:
        """Return the override as the engine's value."""
        return Override(self.from_, self.to, None if self.who == NOBODY else self.who)


def _apart(overrides: Sequence[OverrideModel]) -> tuple[OverrideModel, ...]:
    """Accept overrides of which no two hold at once."""
    found = Findings()
    latest: int | None = None
    for number in sorted(range(len(overrides)), key=lambda number: overrides[number].from_):
        if latest is not None and overrides[number].from_ < overrides[latest].to:
            first, second = sorted((latest, number))
            found.add((second,), f"this overlaps no. {first + 1}, which holds from {_span(overrides[first])}")
        if latest is None or overrides[number].to > overrides[latest].to:
            latest = number
    found.close()
    return tuple(overrides)


def _span(override: OverrideModel) -> str:
    """Say when an override holds."""
    return f"{override.from_:%Y-%m-%dT%H:%M} to {override.to:%Y-%m-%dT%H:%M}"


class ScheduleModel(Part):
    """Says who is on call when. A later layer wins where it has somebody, an override wins over all layers."""

    example: ClassVar[str] = (
        'calendars: {office: {week: {mon-fri: "09:00-18:00"}}}\n'
        "on_call:\n"
        "  payments:\n"
        "    time_zone: Asia/Seoul\n"
        "    layers:\n"
        "      - {every: 12h, start: 2026-01-05T09:00, who: [Lee Ana, Han Bora]}\n"
        "      - {rotate: weekly, start: 2026-01-05T09:00, who: [Kim Suji, Park Junsu], hours: office}\n"
        "    overrides: [{from: 2026-02-16T00:00, to: 2026-02-19T00:00, who: Lee Ana}]\n"
    )

    time_zone: Annotated[Text, AfterValidator(read_zone)] = Field(
        default="", description="IANA time zone of all its times; without it, the policy's"
    )
    layers: tuple[LayerModel, ...] = Field(
        default=(), description="people who take turns; the last layer that has somebody counts", strict=False
    )
    overrides: Annotated[tuple[OverrideModel, ...], AfterValidator(_apart)] = Field(
        default=(), description="exceptions, which win over all layers; no two at once", strict=False
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        staffed = any(layer.ever_staffed() for layer in self.layers)
        if not staffed and all(override.who == NOBODY for override in self.overrides):
            raise said("nobody is ever on call; add a layer with somebody in it, at hours that come after its start")
        return self

    def schedule(self, name: str, *, time_zone: str, line: int) -> Schedule:
        """Return the schedule as the engine's value; `time_zone` is the policy's."""
        return Schedule(
            name,
            self.time_zone or time_zone,
            tuple(layer.layer() for layer in self.layers),
            tuple(sorted((one.override() for one in self.overrides), key=lambda override: override.start)),
            line,
        )
