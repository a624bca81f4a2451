"""Case files: what their notation means, and what is said of files with something wrong, and where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.cases.reading import read_cases
from hindesk.cases.values import Case, Step
from hindesk.errors import PolicyError
from hindesk.events import Actor, Flag, Kind
from tests.cases.shop import HEAD, POLICY, read, words

BAD = (Path(__file__).parent / "bad_cases.txt").read_text(encoding="utf-8").partition("\n")[2].split("---\n")
SEOUL = ZoneInfo("Asia/Seoul")


def us(wall: str, zone: ZoneInfo = SEOUL) -> int:
    """UTC microseconds of a wall-clock time."""
    return int(datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(UTC).timestamp()) * 1_000_000


def one(*history: str, ticket: str = "created: Mon 2026-01-05 10:00", policy: str = POLICY) -> Case:
    """The case with a ticket and a history."""
    lines = "".join(f"      {line}\n" for line in history)
    block = f"    history: |\n{lines}" if lines else ""
    text = f"cases:\n  - name: one\n    ticket: {{{ticket}}}\n{block}    told: nothing\n"
    check = read(text, policy)
    assert check.problems == ()
    return check.cases[0]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_everything_that_is_wrong_is_told_with_its_place(bad: str) -> None:
    text, _, said = bad.partition("===\n")
    told = [str(problem).removeprefix("policy.cases.yaml:") for problem in read(text).problems]

    assert told == said.splitlines()


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("agent: on it: now", Step(0, Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC, "text", "on it: now")),
        ("agent: a = b", Step(0, Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC, "text", "a = b")),
        ("customer:", Step(0, Kind.MESSAGE, Actor.CUSTOMER, Flag.PUBLIC, "text", "")),
        ("agent note: hm", Step(0, Kind.MESSAGE, Actor.AGENT, Flag.NONE, "text", "hm")),
        ("agent automatic: gone", Step(0, Kind.MESSAGE, Actor.AGENT, Flag.PUBLIC | Flag.AUTOMATIC, "text", "gone")),
        ("bot: 안녕하세요", Step(0, Kind.MESSAGE, Actor.BOT, Flag.PUBLIC, "text", "안녕하세요")),
        ("status = on hold", Step(0, Kind.CHANGE, Actor.AGENT, field="status", value="on hold")),
        ("bot status=open", Step(0, Kind.CHANGE, Actor.BOT, field="status", value="open")),
        ("subject = a: b", Step(0, Kind.CHANGE, Actor.AGENT, field="subject", value="a: b")),
        ("assignee =", Step(0, Kind.CHANGE, Actor.AGENT, field="assignee", value="")),
        ("system priority = HIGH", Step(0, Kind.CHANGE, Actor.SYSTEM, field="priority", value="high")),
        ("tags = vip, b,a", Step(0, Kind.CHANGE, Actor.AGENT, field="tags", value="a,b,vip")),
        ("merged", Step(0, Kind.MERGED, Actor.AGENT)),
        ("system deleted", Step(0, Kind.DELETED, Actor.SYSTEM)),
    ],
)
def test_a_line_says(line: str, step: Step) -> None:
    (found,) = one(f"11:00 {line}").steps

    assert found.at == us("2026-01-05 11:00")
    assert replace(found, at=0) == step


@pytest.mark.parametrize(
    ("lines", "wall"),
    [
        (["11:00"], "2026-01-05 11:00"),
        (["11:00:30"], "2026-01-05 11:00:30"),
        (["2026-01-06 09:00"], "2026-01-06 09:00"),
        (["Tue 2026-01-06 09:00"], "2026-01-06 09:00"),
        (["2026-01-06 Tue 09:00"], "2026-01-06 09:00"),
        (["화 2026-01-06 09:00"], "2026-01-06 09:00"),
        (["2026-01-06(화) 09:00"], "2026-01-06 09:00"),
        (["화요일 2026-01-06 09:00"], "2026-01-06 09:00"),
        (["2026-01-06 09:00", "09:30"], "2026-01-06 09:30"),
        (["+30m"], "2026-01-05 10:30"),
        (["+1h 30m", "+20s"], "2026-01-05 11:30:20"),
        (["+20h", "06:30"], "2026-01-06 06:30"),
    ],
)
def test_a_time_without_a_date_is_on_the_date_of_the_line_above(lines: list[str], wall: str) -> None:
    steps = one(*(f"{line} customer: hello" for line in lines)).steps

    assert steps[-1].at == us(wall)


def test_times_are_in_the_time_zone_of_the_policy() -> None:
    london = one("2026-03-29 02:30 agent: hello", policy=POLICY.replace("Asia/Seoul", "Europe/London"))

    assert london.created == us("2026-01-05 10:00", ZoneInfo("Europe/London"))
    assert london.steps[0].at == us("2026-03-29 01:30", ZoneInfo("UTC"))


def test_a_ticket_has_its_fields_and_who_makes_it() -> None:
    case = one(ticket="created: 2026-01-05 10:00, from: bot, tags: [b, a], priority: High, product: 7")

    assert case.actor == Actor.BOT
    assert case.fields == {"tags": "a,b", "priority": "high", "product": "7"}


def test_fields_of_the_policys_own_are_fields() -> None:
    policy = POLICY.replace("sla:\n", "fields: [impact]\nsla:\n")

    assert one("11:00 impact = big", ticket="created: 2026-01-05 10:00, impact: small", policy=policy).fields == {
        "impact": "small"
    }


def test_a_case_ends_with_the_last_thing_that_it_names() -> None:
    ends = {
        "": "2026-01-05 10:00",
        "    history: '11:00 agent: hello'\n": "2026-01-05 11:00",
        "    history: '11:00 agent: hello'\n    as_of: 12:00\n": "2026-01-05 12:00",
        "    told: 12:00 resolution reminder to kim\n": "2026-01-05 12:01",
    }
    for text, end in ends.items():
        (case,) = read(f"{HEAD}    expect: {{priority: normal}}\n{text}").cases
        assert case.until == us(end)
    (case,) = read(f"{HEAD}    expect: [{{at: 13:00, priority: normal}}]\n").cases
    assert case.until == us("2026-01-05 13:00")


def test_a_status_without_a_category_is_noted_where_it_stands() -> None:
    text = HEAD.replace("assignee: kim", "status: Pendng") + (
        "    history: |\n      11:00 status = PENDING\n      12:00 status = parked\n    told: nothing\n"
    )

    notes = read(text).notes
    assert [(note.place.line, note.place.column) for note in notes] == [(3, 84), (6, 13)]
    assert str(notes[1]) == (
        "policy.cases.yaml:6:13: cases > one > history: the status 'parked' has no category and counts as open; "
        "give it one in `statuses` of the policy"
    )


def test_a_file_with_problems_is_refused_with_all_of_them(tmp_path: Path) -> None:
    file = tmp_path / "shop.cases.yaml"
    file.write_text(HEAD.replace("subject", "subjct"), encoding="utf-8")

    with pytest.raises(PolicyError, match=r"(?s)they have 2 problems:.*shop.cases.yaml:3:45: "):
        read_cases(file, words())


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.builds(
            "{} {}".format,
            st.sampled_from(
                ["09:10", "+30m", "2026-01-05 23:00", "Mon 2026-01-12 09:00", "2199-12-31 23:59", "+87600h"]
            ),
            st.sampled_from(
                ["agent: a", "status = x", "merged", "resolution level 1 to kim", ":", "=", "a b c: d", ""]
            ),
        ),
    ),
    max_size=5,
)


@settings(deadline=None)
@given(LINES, LINES, st.text(max_size=20), st.text(max_size=20))
def test_any_lines_give_cases_or_problems_with_places(
    history: list[str], told: list[str], clock: str, value: str
) -> None:
    case = {
        "name": "one",
        "ticket": {"created": "2026-01-05 09:00", "subject": value},
        "history": "\n".join(history),
        "expect": {"clocks": {"resolution": clock}, "team": value, "at": value},
        "told": "\n".join(told),
    }
    check = read(json.dumps({"cases": [case]}, ensure_ascii=False))

    assert bool(check.cases) != bool(check.problems)
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in check.problems)


def test_a_ladder_may_have_more_than_nine_levels() -> None:
    check = read(HEAD + "    told: 12:00 resolution level 11 to kim\n")

    assert check.problems == ()
    (notice,) = check.cases[0].told or ()
    assert notice.level == 11
