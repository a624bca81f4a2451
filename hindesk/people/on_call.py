"""On-call schedules as frozen values: layers of people who take turns, and overrides.

docs/concepts/on-call.md says who is on call when; `on_call_spans` works it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hindesk.calendars.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Rotation:
    """How long one turn lasts.

    Args:
        length: days by the wall clock, after which the hand-over comes at the same time of day; or microseconds that
            pass, whatever the wall clock shows. 1 or more.
        unit: which of the two.
    """

    length: int
    unit: Literal["day", "microsecond"]


@dataclass(frozen=True, slots=True)
class Layer:
    """People who take turns, one after the other and again from the first, from an instant on.

    Args:
        rotation: how long a turn lasts.
        start: wall-clock time, in the schedule's zone, at which the first person takes over.
        who: the people in the order of their turns, as the policy writes them; None: a turn that nobody has.
        hours: the layer has somebody only while this calendar is open, in the calendar's own zone; None: always.
    """

    rotation: Rotation
    start: datetime
    who: tuple[str | None, ...]
    hours: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody, or nobody, is on call for a time, whatever the layers say.

    Args:
        start: wall-clock time in the schedule's zone from which on it holds.
        end: the same, at which it holds no more.
        who: the person as the policy writes them; None: nobody.
    """

    start: datetime
    end: datetime
    who: str | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who is on call when.

    Args:
        name: the policy's name for it.
        time_zone: the IANA zone of all its wall-clock times.
        layers: a later layer wins over an earlier one wherever it has somebody.
        overrides: they win over all layers; apart, ascending.
        line: where it stands in the policy.
    """

    name: str
    time_zone: str
    layers: tuple[Layer, ...]
    overrides: tuple[Override, ...] = ()
    line: int = 0

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has a turn or an override, each once, in the order in which the schedule names them."""
        turns = [name for layer in self.layers for name in layer.who]
        named = dict.fromkeys([*turns, *(override.who for override in self.overrides)])
        return tuple(name for name in named if name is not None)

    @property
    def start(self) -> datetime:
        """Wall-clock time at which the first layer begins or, without layers, the first override.

        Raises:
            ValueError: the schedule has neither.
        """
        return min(one.start for one in self.layers or self.overrides)
