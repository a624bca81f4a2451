"""One person of a roster, read from what the file writes of them alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from hindesk.calendars.zones import zone
from hindesk.people.absences import overlap, read_away
from hindesk.people.findings import Findings
from hindesk.people.person import Away, Person
from hindesk.people.sheet import Entry
from hindesk.people.shifts import Hours, read_calendar
from hindesk.people.values import HIGHEST_TIER, MOST, first_double, read_skill, read_zone, whole


def read_person(entry: Entry, hours: Hours, found: Findings) -> Person:
    """Return a person as far as they can be read; everything that is wrong is told.

    Teams and the manager are as written: what they mean is settled once all people are known.
    """
    own_zone = found.attempt(entry.at("time_zone"), _zone, entry)
    parts = [part.text for part in entry.parts("calendar")]
    calendar = found.attempt(entry.at("calendar"), read_calendar, parts, hours, own_zone)
    return Person(
        name=entry.text("name"),
        email=entry.text("email"),
        ids={desk: cell.text for desk, cell in entry.ids("id").items()},
        teams=_texts(entry, "team", found),
        tier=_number(entry, "tier", HIGHEST_TIER, found),
        skills=_skills(entry, found),
        languages=tuple(text.lower() for text in _texts(entry, "languages", found)),
        capacity=_number(entry, "capacity", MOST, found),
        calendar=calendar,
        away=_away(entry, own_zone or (calendar.zone if calendar else hours.time_zone), found),
        manager=entry.text("manager"),
        line=entry.line,
    )


def _zone(entry: Entry) -> str | None:
    text = entry.text("time_zone")
    return read_zone(text) if text else None


def _number(entry: Entry, word: str, most: int, found: Findings) -> int | None:
    """A whole number, or None where the column is blank."""
    text = entry.text(word)
    return found.attempt(entry.at(word), whole, text, most=most) if text else None


def _texts(entry: Entry, word: str, found: Findings) -> tuple[str, ...]:
    """The values of a column that holds several; one that is there twice is a problem."""
    texts = tuple(part.text for part in entry.parts(word))
    _refuse_double(texts, entry, word, found)
    return texts


def _refuse_double(texts: Iterable[str], entry: Entry, word: str, found: Findings) -> None:
    double = first_double(texts)
    if double is not None:
        found.problem(*entry.at(word), f"{double!r} stands here twice")


def _skills(entry: Entry, found: Findings) -> dict[str, int]:
    """The level by skill."""
    place = entry.at("skills")
    read = [found.attempt((part, place[1]), read_skill, part.text) for part in entry.parts("skills")]
    skills = [one for one in read if one is not None]
    _refuse_double((name for name, _ in skills), entry, "skills", found)
    for name, _ in skills:
        if "," in name:
            found.note(*place, f"{name!r} is one skill; several are separated by ;")
    return dict(skills)


def _away(entry: Entry, time_zone: str, found: Findings) -> tuple[Away, ...]:
    """The absences, ascending."""
    place = entry.at("away")
    read = [
        (found.attempt((part, place[1]), read_away, part.text, zone(time_zone)), part.text)
        for part in entry.parts("away")
    ]
    told = sorted(((one, text) for one, text in read if one is not None), key=lambda pair: pair[0].start)
    for (before, earlier), (after, later) in pairwise(told):
        if overlap(before, after):
            found.problem(*place, f"{earlier!r} and {later!r} overlap")
    return tuple(one for one, _ in told)
