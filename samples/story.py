"""One ticket's history while it is being told: what has happened, when it is now, and who holds the ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .arrivals import Request
from .chance import Chance
from .facts import DAY, Desk, Words
from .hours import after_work, when_awake


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the export; `at` is in seconds of the desk's own clock. A creation states no field."""

    ticket: str
    at: int
    event: str
    actor: str
    person: str
    public: bool = False
    automatic: bool = False
    field: str = ""
    value: str = ""
    text: str = ""


class Story:
    """The teller of one ticket."""

    __slots__ = ("chance", "desk", "events", "now", "on_call", "opening_team", "request", "values")

    def __init__(self, request: Request, desk: Desk, chance: Chance) -> None:
        """Begin where the customer writes."""
        self.request = request
        self.desk = desk
        self.chance = chance
        self.now = request.at
        self.on_call = request.topic.team == "Engineering" and request.priority == "urgent"
        self.opening_team = self._opening_team()
        self.values = {"status": "New", "priority": request.priority, "team": self.opening_team, "assignee": ""}
        self.events = [Event(request.key, request.at, "created", "customer", request.person, text=request.text)]

    @property
    def words(self) -> Words:
        """What is said about this topic in the customer's language."""
        return self.request.topic.words[self.request.language]

    @property
    def phrases(self) -> dict[str, Any]:
        """What is said about anything in the customer's language."""
        return self.desk.phrases[self.request.language]

    @property
    def agent(self) -> str:
        """Who holds the ticket."""
        return self.values["assignee"]

    def happens(self, name: str) -> bool:
        """Whether chance has this happen to the ticket."""
        return self.chance.happens(self.desk.chances[name])

    def work(self, name: str) -> None:
        """Let time pass until the desk has worked for as long as this takes; people on call work at any hour."""
        minutes = self.desk.minutes[name]
        seconds = self.chance.seconds(minutes[self.values["priority"]] if isinstance(minutes, dict) else minutes)
        self.now = self.now + seconds if self.on_call else after_work(self.desk, self.now, seconds)

    def customer_takes(self, name: str) -> None:
        """Let time pass until the customer, awake, has done this."""
        self.now += self.chance.seconds(self.desk.minutes[name])
        self.customer_is_awake()

    def customer_is_awake(self) -> None:
        """Let the customer's night pass, if it is night there."""
        self.now = when_awake(self.now, self.request.company.utc_offset - self.desk.utc_offset)

    def days_pass(self, days: int) -> None:
        """Let whole days pass."""
        self.now += days * DAY

    def agent_says(self, text: str) -> None:
        """A public answer by who holds the ticket."""
        self._add("message", "agent", self.agent, public=True, text=text)

    def agent_notes(self, text: str) -> None:
        """A note that the customer doesn't see."""
        self._add("message", "agent", self.agent, text=text)

    def customer_says(self, text: str) -> None:
        """A message by the customer."""
        self._add("message", "customer", self.request.person, public=True, text=text)

    def bot_says(self, text: str) -> None:
        """A message by the bot."""
        self._add("message", "bot", self.desk.bot, public=True, automatic=True, text=text)

    def change(self, field: str, value: str, actor: str = "agent") -> None:
        """Set a field, where it has another value; the person is who holds the ticket, or the bot."""
        if self.values[field] != value:
            person = {"agent": self.agent, "bot": self.desk.bot}.get(actor, "")
            self._add("change", actor, person, field=field, value=value)
            self.values[field] = value

    def end(self, event: str, value: str = "") -> None:
        """Merge or delete the ticket."""
        self._add(event, "agent", self.agent, value=value)

    def rate(self, value: str) -> None:
        """What the customer thinks of it."""
        self._add("rated", "customer", self.request.person, value=value)

    def _add(self, event: str, actor: str, person: str, **rest: Any) -> None:  # noqa: ANN401 - the fields of Event
        self.events.append(Event(self.request.key, self.now, event, actor, person, **rest))

    def _opening_team(self) -> str:
        request = self.request
        direct = request.topic.form in ("billing", "delivery") and request.channel == "web"
        return request.topic.team if self.on_call or direct else "Frontline"
