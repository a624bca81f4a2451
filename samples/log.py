"""The sample desk's whole log: every event of every ticket until the export was made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .arrivals import Request, requests
from .chance import Chance
from .chapters import tell
from .facts import DAY, Desk
from .story import Event, Story


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it came in, the team that it came to, and its events until the export, in their order."""

    request: Request
    team: str
    events: tuple[Event, ...]


def tickets(desk: Desk) -> list[Ticket]:
    """All tickets of the desk, in the order of their numbers; the same at every call."""
    chance = Chance(desk.seed)
    incoming = requests(desk, chance)
    merged = _merged(incoming, desk, chance)
    spam = _spam(incoming, desk, chance, but=merged)
    return [
        _ticket(request, desk, chance, merged.get(request.key, ""), spam=request.key in spam) for request in incoming
    ]


def log(desk: Desk) -> list[tuple[Ticket, Event]]:
    """All events in the order in which they happened."""
    rows = [(ticket, event) for ticket in tickets(desk) for event in ticket.events]
    return sorted(rows, key=lambda row: row[1].at)


def _ticket(request: Request, desk: Desk, chance: Chance, merged_into: str, *, spam: bool) -> Ticket:
    if spam:
        words = desk.phrases[request.language]["spam"]
        request = replace(request, subject=words, text=words)
    events = tell(request, desk, chance, merged_into=merged_into, spam=spam)
    team = Story(request, desk, chance).values["team"]
    return Ticket(request, team, tuple(event for event in events if event.at <= desk.end))


def _merged(incoming: list[Request], desk: Desk, chance: Chance) -> dict[str, str]:
    """Tickets that repeat what the same company wrote shortly before, and which ticket that was."""
    pairs = [
        (later.key, earlier.key)
        for place, later in enumerate(incoming)
        for earlier in incoming[max(0, place - 15) : place]
        if later.company == earlier.company and later.at - earlier.at < 2 * DAY and later.channel != "chat"
    ]
    chosen: dict[str, str] = {}
    while len(chosen) < desk.merged:
        later, earlier = chance.one(pairs)
        if earlier not in chosen and later not in chosen.values():
            chosen[later] = earlier
    return chosen


def _spam(incoming: list[Request], desk: Desk, chance: Chance, *, but: dict[str, str]) -> frozenset[str]:
    busy = but.keys() | set(but.values())
    mails = [request.key for request in incoming if request.channel == "email" and request.key not in busy]
    return frozenset(chance.one(mails) for _ in range(desk.deleted))
