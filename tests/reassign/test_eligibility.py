"""Who may hold which ticket, and how well they fit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.people.person import Away, Person, Roster
from hindesk.policy.routing import Routing, SkillRule, Wanted
from hindesk.policy.values import Any, Test
from hindesk.reassign.build import Setting, Wish, build_desk
from hindesk.reassign.desk import Left
from tests.reassign.offices import NOW, Office, office

TEAMS = ("", "billing", "back", "sales")
TIERS = ("", "1", "2", "3")
LANGUAGES = ("", "ko", "EN", "de")
TYPES = ("", "refund", "outage")


def created(**values: str) -> str:
    return "09:00 created " + " ".join(f"{name}='{value}'" for name, value in values.items() if value)


def hurdles(told: Office, *, wish: Wish | None = None) -> list[list[Left]]:
    """Of each ticket in the order of its key, of each person, the obstacle."""
    desk, pool = told.desk(wish=wish)
    by_ticket = dict(zip(pool.ticket.tolist(), desk.hurdle[desk.kind].tolist(), strict=True))
    return [[Left(one) for one in by_ticket[ticket]] for ticket in sorted(by_ticket)]


def test_a_ticket_stays_in_its_team_and_one_without_goes_to_anyone(tmp_path: Path) -> None:
    people = [Person("Kim", teams=("billing",)), Person("Lee")]
    with office(tmp_path, {"1": created(team="Billing"), "2": created(), "3": created(team="sales")}, people) as told:
        assert hurdles(told) == [[Left.NOT, Left.TEAM], [Left.NOT, Left.NOT], [Left.TEAM, Left.TEAM]]


def test_nobody_holds_a_tier_above_their_own(tmp_path: Path) -> None:
    people = [Person("Kim", tier=1), Person("Lee", tier=2), Person("Choi")]
    with office(tmp_path, {"1": created(tier="2"), "2": created()}, people) as told:
        assert hurdles(told) == [[Left.TIER, Left.NOT, Left.NOT], [Left.NOT, Left.NOT, Left.NOT]]


def test_the_first_step_that_a_person_meets_counts(tmp_path: Path) -> None:
    steps: tuple[dict[str, int], ...] = ({"Payments": 3, "sql": 1}, {"payments": 1}, {})
    rule = SkillRule("money", Test("type", "is", ("refund",)), steps)
    other = SkillRule("never", Test("type", "is", ("refund",)), ({"magic": 1},))
    people = [
        Person("Expert", skills={"payments": 3, "SQL": 2}),
        Person("Knows half", skills={"payments": 3}),
        Person("Learner", skills={"payments": 1}),
        Person("New"),
    ]
    with office(tmp_path, {"1": created(type="refund")}, people, routing=Routing(skills=(rule, other))) as told:
        desk, pool = told.desk()
    assert desk.hurdle.tolist() == [[Left.NOT] * 4]
    assert desk.step.tolist() == [[0, 1, 1, 2]]
    assert pool.rule.to_pylist() == ["money"]


def test_who_meets_no_step_may_not_hold_the_ticket(tmp_path: Path) -> None:
    rule = SkillRule("money", Test("type", "is", ("refund",)), ({"payments": 2},))
    people = [Person("Kim", skills={"payments": 1}), Person("Lee", skills={"payments": 2})]
    stories = {"1": created(type="refund"), "2": created(type="outage")}
    with office(tmp_path, stories, people, routing=Routing(skills=(rule,))) as told:
        assert hurdles(told) == [[Left.SKILL, Left.NOT], [Left.NOT, Left.NOT]]


@pytest.mark.parametrize(
    ("wanted", "hurdle", "foreign"),
    [
        ("require", [Left.LANGUAGE, Left.NOT, Left.NOT], [1, 0, 0]),
        ("prefer", [Left.NOT] * 3, [1, 0, 0]),
        ("ignore", [Left.NOT] * 3, [0, 0, 0]),
    ],
)
def test_a_language_counts_as_the_routing_says(
    tmp_path: Path, wanted: Wanted, hurdle: list[Left], foreign: list[int]
) -> None:
    people = [Person("Kim", languages=("en",)), Person("Lee", languages=("en", "ko")), Person("Not told")]
    with office(tmp_path, {"1": created(language="KO")}, people, routing=Routing(language=wanted)) as told:
        desk, _ = told.desk()
    assert desk.hurdle.tolist() == [hurdle]
    assert desk.foreign.tolist() == [foreign]


def test_who_is_away_gets_nothing_and_the_first_obstacle_is_told(tmp_path: Path) -> None:
    away = (Away(NOW, NOW + 1),)
    people = [Person("Kim", teams=("billing",), away=away), Person("Lee", away=away)]
    with office(tmp_path, {"1": created(team="billing")}, people) as told:
        assert hurdles(told) == [[Left.GONE, Left.TEAM]]


def test_what_the_routing_excludes_goes_to_nobody(tmp_path: Path) -> None:
    routing = Routing(exclude=Test("type", "is", ("outage",)))
    with office(tmp_path, {"1": created(type="outage"), "2": created()}, [Person("Kim")], routing=routing) as told:
        assert hurdles(told) == [[Left.EXCLUDED], [Left.NOT]]


def test_only_the_people_who_are_named_may_get_tickets(tmp_path: Path) -> None:
    people = [Person("Kim", teams=("billing",)), Person("Lee", email="lee@desk.kr"), Person("Choi")]
    with office(tmp_path, {"1": created(team="billing"), "2": created()}, people) as told:
        found = hurdles(told, wish=Wish(to_people=("LEE@desk.kr", "kim")))
    assert found == [[Left.NOT, Left.TEAM, Left.EXCLUDED], [Left.NOT, Left.NOT, Left.EXCLUDED]]


# Against a loop over tickets and people.

needs = st.dictionaries(st.sampled_from(("a", "b")), st.integers(1, 3), max_size=2)
rules = st.lists(
    st.builds(
        lambda types, steps: SkillRule("rule", Any(tuple(Test("type", "is", (one,)) for one in types)), tuple(steps)),
        st.lists(st.sampled_from(TYPES[1:])),
        st.lists(needs, min_size=1, max_size=3),
    ),
    max_size=3,
).map(tuple)
routings = st.builds(
    Routing,
    language=st.sampled_from(("require", "prefer", "ignore")),
    skills=rules,
    exclude=st.none() | st.just(Test("language", "is", ("de",))),
)
people = st.lists(
    st.builds(
        Person,
        name=st.just(""),
        teams=st.lists(st.sampled_from(("Billing", "back")), unique=True).map(tuple),
        tier=st.none() | st.integers(0, 3),
        skills=st.dictionaries(st.sampled_from(("A", "b")), st.integers(1, 3)),
        languages=st.lists(st.sampled_from(("ko", "en")), unique=True).map(tuple),
        away=st.sampled_from(((), (Away(NOW - 1),), (Away(NOW, NOW + 1),), (Away(NOW + 1),))),
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """Tickets of every team, tier, language and type, some of them several times."""
    draw = random.Random(5)  # noqa: S311 - no secret
    fields = {"team": TEAMS, "tier": TIERS, "language": LANGUAGES, "type": TYPES}
    stories = {
        str(number): created(**{name: draw.choice(words) for name, words in fields.items()}) for number in range(60)
    }
    with office(tmp_path_factory.mktemp("kinds"), stories, []) as made:
        yield made.setting()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=people, routing=routings)
def test_tables_of_kinds_say_what_a_loop_over_tickets_and_people_says(
    told: Setting, people: list[Person], routing: Routing
) -> None:
    named = [replace(person, name=f"P{n}") for n, person in enumerate(people)]
    setting = Office(told.store, Roster(tuple(named)), routing).setting()
    desk, pool = build_desk(setting, np.ones(len(told.facts.ticket), np.bool_))
    values = {name: told.values.texts(name).to_pylist() for name in ("team", "tier", "language", "type")}
    for place, row in enumerate(pool.row.tolist()):
        ticket = {name: texts[told.values.codes(name)[row]] or "" for name, texts in values.items()}
        for number, person in enumerate(named):
            table = (desk.hurdle, desk.step, desk.foreign)
            found = tuple(int(one[desk.kind[place], number]) for one in table)
            assert found == judged(ticket, person, routing)
    assert len(np.unique(desk.kind)) == len(desk.hurdle)


def judged(ticket: dict[str, str], person: Person, routing: Routing) -> tuple[int, int, int]:
    """The obstacle, the step and whether the language is foreign, by reading the rules one after the other."""
    rule = next((rule for rule in routing.skills if ticket["type"] in _types(rule)), None)
    step = 0 if rule is None else _step(rule, person)
    strange = bool(ticket["language"] and person.languages and ticket["language"].lower() not in person.languages)
    foreign = int(strange and routing.language != "ignore")
    return _obstacle(ticket, person, routing, step=step, strange=strange), step or 0, foreign


def _types(rule: SkillRule) -> list[str]:
    assert isinstance(rule.when, Any)
    return [part.values[0] for part in rule.when.parts if isinstance(part, Test)]


def _step(rule: SkillRule, person: Person) -> int | None:
    skills = {name.lower(): level for name, level in person.skills.items()}
    for number, needed in enumerate(rule.steps):
        if all(skills.get(name, 0) >= level for name, level in needed.items()):
            return number
    return None


def _obstacle(ticket: dict[str, str], person: Person, routing: Routing, *, step: int | None, strange: bool) -> int:
    tests = {
        Left.EXCLUDED: routing.exclude is not None and ticket["language"] == "de",
        Left.TEAM: bool(ticket["team"]) and ticket["team"] not in [team.lower() for team in person.teams],
        Left.TIER: bool(ticket["tier"]) and person.tier is not None and person.tier < int(ticket["tier"]),
        Left.SKILL: step is None,
        Left.LANGUAGE: strange and routing.language == "require",
        Left.GONE: any(one.start <= NOW and (one.end is None or one.end > NOW) for one in person.away),
    }
    return next((int(left) for left, hinders in tests.items() if hinders), 0)
