"""Whole tickets of other help desks with what they expect: the cases of `ticket_sla/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tests.conformance.arithmetic_cases import CONFORMANCE

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class NotExpressible(Exception):
    """The product has no word for something that a case says or asserts."""


@dataclass(frozen=True, slots=True)
class TicketCase:
    """One case: a ticket's timeline under an agreement, and what another help desk says of it."""

    id: str
    family: str
    calendar: dict[str, Any] | None
    sla: dict[str, Any]
    events: list[dict[str, Any]]
    expected: dict[str, Any]
    verified: bool
    replayable: bool = True
    checkpoints: list[dict[str, Any]] = field(default_factory=list)
    evaluate_at: str | None = None
    clock_start: str | None = None
    window: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asserted after a number of a case's events; `at` is the instant of the judgement, UTC microseconds."""

    events: tuple[dict[str, Any], ...]
    at: int
    expected: dict[str, Any]
    label: str


def ticket_cases() -> Iterator[TicketCase]:
    """All cases of the folder, by file and place."""
    for file in sorted((CONFORMANCE / "ticket_sla").glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            yield TicketCase(**{key: row[key] for key in TicketCase.__slots__ if key in row})


def questions(case: TicketCase) -> Iterator[Question]:
    """What a case asserts, checkpoint by checkpoint, then at its end."""
    for point in case.checkpoints:
        events = tuple(case.events[: point["after_event"] + 1])
        yield Question(events, _last(events), _flat(point["expected"]), f"after event {point['after_event']}")
    ends = [instant(text) for text in (case.evaluate_at, *(case.window or ())) if text]
    yield Question(tuple(case.events), max(_last(case.events), *ends, 0), _flat(case.expected), "at the end")


def instant(text: str) -> int:
    """UTC microseconds of an ISO instant; one without an offset is UTC."""
    moment = datetime.fromisoformat(text)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - EPOCH) // timedelta(microseconds=1)


def shown(at: int) -> str:
    """An instant as cases write it."""
    return (EPOCH + timedelta(microseconds=at)).isoformat().replace("+00:00", "Z")


def _last(events: tuple[dict[str, Any], ...] | list[dict[str, Any]]) -> int:
    return max(instant(event["at"]) for event in events)


def _flat(expected: dict[str, Any]) -> dict[str, Any]:
    """Asserted values by key; those in a mapping under `key.inner`."""
    flat: dict[str, Any] = {}
    for key, value in expected.items():
        flat |= {f"{key}.{inner}": one for inner, one in value.items()} if isinstance(value, dict) else {key: value}
    return flat
