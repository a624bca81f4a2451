"""Who writes to the sample desk, when, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from .chance import Chance
from .facts import DAY, EPOCH, Company, Desk, Topic
from .hours import works


@dataclass(frozen=True, slots=True)
class Request:
    """A ticket as it comes in."""

    key: str
    at: int
    company: Company
    person: str
    channel: str
    topic: Topic
    priority: str
    subject: str
    text: str

    @property
    def language(self) -> str:
        """The language of the company."""
        return self.company.language


def requests(desk: Desk, chance: Chance) -> list[Request]:
    """All tickets, numbered in the order in which they come in."""
    days = _day_weights(desk)
    companies = {name: company.weight for name, company in desk.companies.items()}
    arrivals = []
    for _ in range(desk.tickets):
        company = desk.companies[chance.weighted(companies)]
        arrivals.append((_instant(desk, chance, days, company.language), company))
    arrivals.sort(key=lambda arrival: (arrival[0], arrival[1].name))
    return [
        _request(desk, chance, (str(desk.first_number + number), at), company)
        for number, (at, company) in enumerate(arrivals)
    ]


def _day_weights(desk: Desk) -> dict[int, float]:
    """The days of the period, counted from 1970, with how much arrives on each."""
    first = (desk.start - EPOCH).days
    return {day: _day_weight(desk, day) for day in range(first, desk.end // DAY + 1)}


def _day_weight(desk: Desk, day: int) -> float:
    today = EPOCH + timedelta(days=day)
    if today in desk.closed:
        return desk.closed_day
    rush = desk.day_after_closed if today - timedelta(days=1) in desk.closed else 1.0
    return desk.days[today.weekday()] * rush


def _instant(desk: Desk, chance: Chance, days: dict[int, float], language: str) -> int:
    day = chance.weighted(days)
    hour = chance.weighted(dict(enumerate(desk.arrival_hours[language])))
    at = day * DAY + hour * 3600 + chance.one(range(3600))
    return at if at < desk.end else at - DAY


def _request(desk: Desk, chance: Chance, place: tuple[str, int], company: Company) -> Request:
    key, at = place
    topic = desk.topics[chance.weighted({name: topic.weight for name, topic in desk.topics.items()})]
    words = topic.words[company.language]
    channel = chance.weighted(desk.channels[company.language])
    return Request(
        key=key,
        at=at,
        company=company,
        person=chance.one(company.people),
        channel="email" if channel == "phone" and not works(desk, at) else channel,
        topic=topic,
        priority=chance.weighted(topic.priority),
        subject=chance.one(words.subjects),
        text=words.text,
    )
