"""Whole tickets of other help desks get from hindesk the due instants, times and verdicts that those give them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from tests.conformance.arithmetic_cases import CONFORMANCE
from tests.conformance.ticket_answers import MEASURES, Replayed, replayed
from tests.conformance.ticket_cases import EPOCH, Question, TicketCase, instant, shown, ticket_cases
from tests.conformance.ticket_choices import RULES
from tests.conformance.ticket_counts import counts
from tests.conformance.ticket_families import FOLDER, Family, ticket_family
from tests.conformance.ticket_outcomes import Outcome, outcome
from tests.conformance.ticket_page import PAGE, fingerprint, page

needs_cases = pytest.mark.skipif(
    not CONFORMANCE.is_dir(), reason=f"needs the folder {CONFORMANCE} (HINDESK_CONFORMANCE)"
)

CASES: Final = list(ticket_cases())
JUDGED: Final = [case for case in CASES if case.verified and case.replayable]
FAMILIES: Final = sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem != "arithmetic")
REPLAYED: Final[dict[tuple[str, str], Replayed]] = {}
DAY: Final = "2026-03-02"
OFFICE: Final = {"tz": "UTC", "weekly": {day: [["10:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}


def ticket(family: str, sla: dict[str, Any], story: str, **expected: object) -> TicketCase:
    """A ticket of a Monday in hours from 10:00 to 18:00, told as `10:00 created new; 10:20 agent_message`."""
    parts = [line.split(maxsplit=2) for line in story.split("; ")]
    events = [
        {"at": f"{DAY}T{line[0]}:00Z", "kind": line[1], **({"value": line[2]} if len(line) > 2 else {})}
        for line in parts
    ]
    given = {key: f"{DAY}T{value}:00Z" if is_time(value) else value for key, value in expected.items()}
    return TicketCase("told", family, OFFICE, sla, events, given, verified=True)


def once(case: TicketCase, family: Family, question: Question) -> Replayed:
    """The replay of a question, worked out at the first asking."""
    key = case.id, question.label
    if key not in REPLAYED:
        REPLAYED[key] = replayed(case, family, question)
    return REPLAYED[key]


def is_time(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value) is not None


@needs_cases
@pytest.mark.parametrize("case", JUDGED, ids=lambda case: case.id)
def test_a_verified_ticket_is_judged_as_expected(case: TicketCase) -> None:
    found = outcome(case)
    if found.outcome in {"not expressible", "chosen otherwise"}:
        pytest.skip(f"{found.outcome}: {', '.join(sorted({reason.what for reason in found.reasons}))}")
    assert found == Outcome("passed")


@needs_cases
@pytest.mark.parametrize("minutes", [-1, 1])
def test_a_ticket_that_passes_fails_where_any_of_its_instants_is_a_minute_off(minutes: int) -> None:
    wrong = [
        replace(case, expected={key: shown(instant(value) + minutes * 60_000_000)}, checkpoints=[])
        for case in JUDGED
        for key, value in case.expected.items()
        if isinstance(value, str) and value.endswith("Z") and outcome(case, once).outcome == "passed"
    ]

    assert wrong
    assert [case.id for case in wrong if outcome(case, once).outcome != "failed"] == []


@needs_cases
def test_the_counts_cover_every_ticket() -> None:
    total = counts(CASES).splitlines()[-1].split("|")[2:-1]

    assert sum(int(number) for number in total) == len(CASES) > 0


@needs_cases
def test_the_page_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    if f"`{fingerprint()}`" not in text:
        pytest.skip(f"the page tells of other cases than those of {CONFORMANCE}")
    assert page(text) == text


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_names_only_metrics_measures_and_rules_that_exist(name: str) -> None:
    family = ticket_family(name)

    assert family is not None
    named = {one for answer in family.answers.values() if isinstance(answer.of, tuple) for one in answer.of}
    named |= {*family.pauses, *family.otherwise, *family.targets.values(), *family.agreements.values()}
    named |= {key for row in family.agreement for key in row} - {"says", "any", "all"}
    assert named <= set(family.metrics)
    assert {answer.measure for answer in family.answers.values()} <= set(MEASURES)
    assert {choice.where for choice in family.choices} <= set(RULES)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_familys_profile_replays(name: str) -> None:
    metric = "ttr" if name == "glpi" else "resolution"
    told = ticket(name, {f"{metric}_minutes": 120}, "10:00 created new", **{f"{metric}_due": "12:00"})

    assert outcome(told) == Outcome("passed")


@pytest.mark.parametrize(
    ("story", "due"),
    [
        ("10:00 created new; 10:00 customer_message", "12:00"),
        ("10:00 created new; 10:00 customer_message; 10:20 agent_message", "14:20"),
        ("10:00 created new; 10:00 customer_message; 10:20 agent_message; 10:30 agent_message", "14:30"),
        ("10:00 created new; 10:20 agent_message; 10:40 customer_message; 10:50 customer_message", "12:40"),
        ("10:00 created new", "14:00"),
    ],
)
def test_rt_waits_for_whoever_did_not_speak_last(story: str, due: str) -> None:
    levels = {"response_minutes": 120, "keep_in_loop_minutes": 240}

    assert outcome(ticket("rt", levels, story, due=due)) == Outcome("passed")


@pytest.mark.parametrize(("excluded", "due"), [(False, "12:00"), (True, "12:10")])
def test_rt_hides_an_ignored_clock_or_stops_it(excluded: bool, due: str) -> None:
    sla = {"response_minutes": 120, "ignore_on_statuses": {"response": ["stalled"]}}
    sla["exclude_time_on_ignored_statuses"] = excluded
    story = "10:00 created new; 10:00 customer_message; 10:10 status stalled"

    assert outcome(ticket("rt", sla, story, due=None)) == Outcome("passed")
    assert outcome(ticket("rt", sla, f"{story}; 10:20 status open", due=due)) == Outcome("passed")


def test_a_level_that_changes_counts_from_the_creation() -> None:
    sla = {"level": "low", "levels": {"low": {"resolution_minutes": 240}, "high": {"resolution_minutes": 60}}}
    told = ticket("rt", sla, "10:00 created new; 10:30 sla_changed high", resolution_due="11:00")

    assert outcome(told) == Outcome("passed")


@pytest.mark.parametrize(
    ("last", "priority", "level"), [("10:59", 3, 1), ("11:00", 3, 1), ("11:01", 4, 2), ("11:31", 5, None)]
)
def test_levels_of_the_ladder_change_the_priority_one_after_the_other(
    last: str, priority: int, level: int | None
) -> None:
    levels = [
        {"offset_seconds": -3600, "condition": "priority = 3", "action": "priority = 4"},
        {"offset_seconds": -1800, "condition": "priority = 4", "action": "priority = 5"},
    ]
    sla = {"metric": "SLA TTR", "target_minutes": 120, "levels": levels}
    told = ticket("glpi", sla, f"10:00 created incoming; {last} evaluate", priority=priority, next_level=level)
    told.events[0]["priority"] = 3

    assert outcome(told) == Outcome("passed")
    assert outcome(replace(told, expected={"priority": priority - 1})).outcome == "failed"


def test_hold_outside_hours_is_chosen_otherwise() -> None:
    sla = {"resolution_minutes": 120, "pause_statuses": ["Replied"]}
    told = ticket("erpnext", sla, "08:00 created Open; 08:15 status Replied; 09:00 status Open", resolution_due="12:45")

    assert outcome(told).outcome == "chosen otherwise"


def test_hold_within_hours_is_judged() -> None:
    sla = {"resolution_minutes": 120, "pause_statuses": ["Replied"]}
    story = "10:00 created Open; 10:15 status Replied; 11:00 status Open"

    assert outcome(ticket("erpnext", sla, story, resolution_due="12:45")) == Outcome("passed")
    assert outcome(ticket("erpnext", sla, story, resolution_due="12:46")).outcome == "failed"


def test_a_choice_excuses_only_the_difference_that_it_names() -> None:
    sla = {"resolution_minutes": 120, "pause_statuses": ["Replied"]}
    told = ticket("erpnext", sla, "08:00 created Open; 08:15 status Replied; 09:00 status Open", resolution_due="11:45")

    assert outcome(told).outcome == "failed"


@pytest.mark.parametrize(
    ("sla", "story", "what"),
    [
        ({"resolution_minutes": 60}, "10:00 created new; 10:10 teleported", "event of kind teleported"),
        ({"resolution_minutes": 60, "moon": "full"}, "10:00 created new", "an agreement with moon"),
        ({"moon_minutes": 60}, "10:00 created new", "a target for moon_minutes"),
        ({"resolution_minutes": 60, "condition": "moon ~ full"}, "10:00 created new", "condition 'moon ~ full'"),
    ],
)
def test_what_the_product_has_no_word_for_is_not_expressible(sla: dict[str, Any], story: str, what: str) -> None:
    found = outcome(ticket("zammad", sla, story, resolution_due="11:00"))

    assert found.outcome == "not expressible"
    assert [reason.what for reason in found.reasons] == [what]


def test_a_family_without_a_profile_is_not_expressible() -> None:
    assert outcome(ticket("nobody", {}, "10:00 created new")).outcome == "not expressible"


def test_instants_are_told_as_cases_write_them() -> None:
    assert shown(instant("2026-03-02T10:00:00Z")) == "2026-03-02T10:00:00Z"
    assert instant("1970-01-01T01:00:00+01:00") == 0
    assert EPOCH + timedelta(microseconds=instant("2026-03-02T10:00:00")) == EPOCH.replace(2026, 3, 2, 10)
