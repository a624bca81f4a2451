"""How many tickets more each person may be given."""

from __future__ import annotations

from pathlib import Path

from hindesk.people.person import Person
from hindesk.policy.routing import Limit, Routing
from hindesk.reassign.desk import BOUNDLESS
from tests.history_notation import instant
from tests.reassign.offices import office

HOUR = 3_600_000_000
PEOPLE = [Person("Kim", ids={"zendesk": "7"}), Person("Lee")]


def left(folder: Path, stories: dict[str, str], *, tickets: int = 9, hours: int = 2) -> list[int]:
    """What a limit leaves of each person on 5 January at noon."""
    with office(folder, stories, PEOPLE, routing=Routing(limit=Limit(tickets, hours * HOUR))) as told:
        desk, _ = told.desk(as_of=instant("2026-01-05 12:00"))
    found: list[int] = desk.allowance.tolist()
    return found


def test_without_a_limit_there_is_no_end(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "11:00 created assignee=Kim"}, PEOPLE) as told:
        assert told.desk()[0].allowance.tolist() == [BOUNDLESS, BOUNDLESS]


def test_tickets_given_later_and_created_for_somebody_count(tmp_path: Path) -> None:
    assert left(
        tmp_path, {"1": "10:30 created assignee=Kim\n11:00 assignee=Lee", "2": "11:00 created assignee=Lee"}
    ) == [8, 7]


def test_what_was_given_before_the_limits_time_or_after_now_does_not_count(tmp_path: Path) -> None:
    story = "09:00 created assignee=Kim\n10:00 assignee=Lee\n10:01 assignee=Kim\n12:00 assignee=Lee\n12:01 assignee=Kim"
    assert left(tmp_path, {"1": story}) == [8, 8]


def test_clearing_the_holder_gives_nobody_a_ticket(tmp_path: Path) -> None:
    assert left(tmp_path, {"1": "09:00 created assignee=Kim\n11:00 assignee=''"}) == [9, 9]


def test_who_was_given_more_than_the_limit_may_get_none(tmp_path: Path) -> None:
    stories = {str(number): "11:00 created assignee=Kim" for number in range(3)}
    assert left(tmp_path, stories, tickets=2) == [0, 2]


def test_ids_count_in_their_own_help_desk(tmp_path: Path) -> None:
    stories = {"zendesk/1": "11:00 created assignee=7", "freshdesk/1": "11:00 created assignee=7"}
    assert left(tmp_path, stories) == [8, 9]
