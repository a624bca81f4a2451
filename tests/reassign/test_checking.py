"""An edited plan is checked against the tickets, the roster and every limit; problems have their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.errors import InputError
from hindesk.people.person import Person
from hindesk.policy.routing import Limit, Routing, SkillRule
from hindesk.policy.values import Test
from hindesk.reassign.build import Wish
from hindesk.reassign.planning import plan_batch
from hindesk.reassign.selection import Selection
from tests.history_notation import instant
from tests.reassign.batches import PEOPLE, STORIES, cells, edited, read_back, written
from tests.reassign.offices import Office, office
from tests.reassign.stories import tell

ALL = Selection()
LINES = {"1": 2, "2": 3, "3": 4, "4": 5, "5": 6}
"""Where each ticket stands in the plan of all open ones."""


def plan_file(told: Office, folder: Path) -> Path:
    """The plan of all open tickets."""
    return written(plan_batch(told.setting(), ALL, Wish()), folder)


def refusal(told: Office, file: Path, wish: Wish | None = None) -> str:
    """Why a plan is refused."""
    with pytest.raises(InputError) as refused:
        read_back(told.setting(), file, wish)
    return refused.value.message


def rows(file: Path, *lines: str, header: str = "ticket,from,to") -> Path:
    """A plan of only these rows."""
    file = file / "rows.csv"
    file.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return file


def test_a_plan_may_be_given_back_as_it_is(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = plan_batch(told.setting(), ALL, Wish())
        again = read_back(told.setting(), written(plan, tmp_path))

    assert again.table.equals(plan.table)
    assert again.file == "plan.csv"


@pytest.mark.parametrize("word", ["lee", "LEE@desk.example", "7"])
def test_a_person_may_be_called_by_name_address_or_id(tmp_path: Path, word: str) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = read_back(told.setting(), rows(tmp_path, f"1,Choi,{word}"))

    assert cells(plan, "to", "to_team") == {"1": ("Lee", "front")}


def test_rows_may_be_left_out_and_stand_in_any_order(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = read_back(told.setting(), rows(tmp_path, "4,,Kim", "1,Choi,Lee"))

    assert cells(plan, "to") == {"1": "Lee", "4": "Kim"}


def test_whoever_was_put_in_by_hand_has_no_reason_of_the_strategy(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = plan_file(told, tmp_path)
        plan = read_back(told.setting(), edited(file, ("1,Choi,Kim", "1,Choi,Lee")))

    assert cells(plan, "to", "rule", "reason", "planned")["1"] == ("Lee", "by hand", "by hand; the plan had Kim", "Kim")
    assert cells(plan, "rule")["4"] == "least loaded"


def test_a_reason_that_a_person_wrote_stays(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        row = "1,Choi,Lee,Kim,knows the customer"
        plan = read_back(told.setting(), rows(tmp_path, row, header="ticket,from,to,planned,reason"))

    assert cells(plan, "rule", "reason")["1"] == ("by hand", "knows the customer")


def test_a_ticket_may_change_its_team_and_keep_its_holder(tmp_path: Path) -> None:
    people = [Person("Kim", teams=("front", "back"))]
    with office(tmp_path, {"1": "09:00 created assignee=Kim team=front"}, people) as told:
        plan = read_back(told.setting(), rows(tmp_path, "1,Kim,Kim,back", header="ticket,from,to,to_team"))

    assert cells(plan, "to", "to_team") == {"1": ("Kim", "back")}
    assert plan.moved == 1


def test_a_row_that_changes_nothing_needs_nobody_in_the_roster(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        plan = read_back(told.setting(), rows(tmp_path, "2,Gone,Gone", "4,,"))

    assert cells(plan, "to", "to_team") == {"2": ("Gone", "back"), "4": (None, "front")}
    assert plan.moved == 0


@pytest.mark.parametrize(
    ("ticket", "change", "problem"),
    [
        ("1", ("1,Choi,Kim", "1,Choi,Leee"), "the roster has no 'Leee'; did you mean Lee?"),
        ("1", ("1,Choi,Kim", "1,Choi,"), "nobody is to get 1: name a person, or leave the row out"),
        ("1", ("1,Choi,Kim", "1,Choi,Park"), "1 can't go to Park, who does not work in front"),
        ("2", ("2,Gone,Lee,back,back", "2,Gone,Park,back,front"), "2 can't go to Park, who does not work in front"),
        ("2", ("2,Gone,Lee,back,back", "2,Gone,Lee,back,side"), "2 can't go to Lee, who does not work in side"),
        ("3", ("3,Kim,Kim", "3,Kim,Choi"), "3 can't go to Choi: this person is away"),
        ("1", ("1,Choi,Kim", "1,Lee,Kim"), "1 is held by Choi now, not by Lee"),
        ("4", ("4,,Lee,front,front", "4,,Lee,back,front"), "4 is in front now, not in back"),
        ("4", ("4,,Lee", "44,,Lee"), "the store has no ticket '44'"),
        ("4", ("4,,Lee", ",,Lee"), "the ticket is missing"),
    ],
)
def test_a_row_that_can_not_be_carried_out_is_told_with_its_line(
    tmp_path: Path, ticket: str, change: tuple[str, str], problem: str
) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        found = refusal(told, edited(plan_file(told, tmp_path), change))

    assert (
        found
        == f"the plan can't be carried out as it stands, it has 1 problem:\nplan.csv, line {LINES[ticket]}: {problem}"
    )


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = edited(plan_file(told, tmp_path), ("1,Choi,Kim", "1,Choi,Park"), ("3,Kim,Kim", "3,Kim,Choi"))

        assert [line.split(":")[0] for line in refusal(told, file).splitlines()[1:]] == [
            "plan.csv, line 2",
            "plan.csv, line 4",
        ]


def test_long_lists_of_problems_are_cut(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        found = refusal(told, rows(tmp_path, *(f"X{number},,Kim" for number in range(30))))

    assert found.startswith("the plan can't be carried out as it stands, it has 30 problems:\nrows.csv, line 2: ")
    assert found.endswith("\nand 10 more")


def test_a_ticket_on_two_lines_is_refused(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        assert "rows.csv, line 3: 1 stands on line 2 already" in refusal(
            told, rows(tmp_path, "1,Choi,Kim", "1,Choi,Lee")
        )


def test_solved_tickets_are_handed_over_only_where_that_is_asked_for(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = rows(tmp_path, "6,Kim,Lee")

        assert "6 is solved or closed; --closed-too" in refusal(told, file)
        assert cells(read_back(told.setting(), file, closed_too=True), "to") == {"6": "Lee"}


def test_a_ticket_that_was_merged_since_can_not_be_handed_over(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = plan_file(told, tmp_path)
        tell(told.store, {"1": STORIES["1"] + "\n16:00 merged"})

        assert "line 2: 1 was merged or deleted" in refusal(told, file)


def test_a_ticket_that_somebody_else_holds_since_is_told(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = plan_file(told, tmp_path)
        tell(told.store, {"1": STORIES["1"] + "\n16:00 assignee=Lee"})

        assert "line 2: 1 is held by Lee now, not by Choi" in refusal(told, file)


def test_nobody_may_be_given_more_than_their_capacity(tmp_path: Path) -> None:
    stories = {f"{number}": "09:00 created assignee=Lee team=front" for number in range(4)}
    with office(tmp_path, stories, PEOPLE) as told:
        found = refusal(told, rows(tmp_path, *(f"{number},Lee,Kim" for number in range(4))))

    assert found.count("can't go to Kim: this person has no room") == 4


def test_what_the_plan_gives_away_makes_room(tmp_path: Path) -> None:
    stories = {
        f"{number}": f"09:00 created assignee={'Kim' if number < 3 else 'Lee'} team=front" for number in range(6)
    }
    with office(tmp_path, stories, PEOPLE) as told:
        swapped = [f"{number},{'Kim,Lee' if number < 3 else 'Lee,Kim'}" for number in range(6)]

        assert read_back(told.setting(), rows(tmp_path, *swapped)).moved == 6


def test_tier_skills_and_the_limit_hold_too(tmp_path: Path) -> None:
    rule = SkillRule("Network", Test("type", "is", ("net",)), ({"network": 1},))
    routing = Routing(skills=(rule,), limit=Limit(1, 24 * 3_600_000_000))
    people = [Person("Kim", skills={"network": 2}), Person("Lee", tier=1)]
    stories = {
        "1": "2026-01-09 09:00 created tier=2 assignee=Gone",
        "2": "2026-01-09 10:00 created type=net assignee=Gone",
        "3": "2026-01-09 10:00 created assignee=Gone",
    }
    with office(tmp_path, stories, people, routing=routing) as told:
        wrong = refusal(told, rows(tmp_path, "1,Gone,Lee", "2,Gone,Lee"))
        many = refusal(told, rows(tmp_path, "1,Gone,Kim", "2,Gone,Kim", "3,Gone,Kim"))

    assert "1 can't go to Lee: this person may not hold its tier" in wrong
    assert "2 can't go to Lee: this person lacks the skills" in wrong
    assert many.count("this person would be given more than the limit lets") == 3


def test_the_plan_may_be_held_to_a_number_of_moves(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, PEOPLE) as told:
        file = rows(tmp_path, "1,Choi,Lee", "2,Gone,Lee")

        assert "the plan would move more tickets than it may" in refusal(told, file, Wish(max_moves=1))
        assert read_back(told.setting(), file, Wish(max_moves=2)).moved == 2


def test_the_plan_may_be_held_to_people_who_are_at_work_before_it_is_due(tmp_path: Path) -> None:
    policy = (
        "hindesk: 1\nname: Day\ntime_zone: UTC\nsla:\n- {name: All, calendar: always, targets: {resolution: 24h}}\n"
    )
    saturdays = Calendar("saturdays", "UTC", parse_week({"sat": "09:00-18:00"}))
    with office(
        tmp_path, {"1": "09:00 created assignee=Gone"}, [Person("Kim", calendar=saturdays)], policy=policy
    ) as told:
        setting = told.setting(as_of=instant("2026-01-05 10:00"))
        file = rows(tmp_path, "1,Gone,Kim")
        with pytest.raises(InputError, match="this person is not at work before it is due"):
            read_back(setting, file, Wish(before_due=True))
        assert read_back(setting, file).moved == 1


def test_tickets_of_several_help_desks_need_their_source(tmp_path: Path) -> None:
    stories = {"zendesk/1": "09:00 created assignee=Gone", "freshdesk/1": "09:00 created assignee=Gone"}
    with office(tmp_path, stories, [Person("Kim")]) as told:
        assert "1 needs its source: freshdesk or zendesk" in refusal(told, rows(tmp_path, "1,Gone,Kim"))
        plan = read_back(told.setting(), rows(tmp_path, "1,Gone,Kim,zendesk", header="ticket,from,to,source"))

    assert plan.table.column("source").to_pylist() == ["zendesk"]


def test_people_of_no_team_may_get_tickets_of_one_only_where_any_team_may(tmp_path: Path) -> None:
    with office(tmp_path, STORIES, [*PEOPLE, Person("Ok")]) as told:
        file = rows(tmp_path, "2,Gone,Ok")

        assert "2 can't go to Ok, who does not work in back" in refusal(told, file)
        assert cells(read_back(told.setting(), file, Wish(any_team=True)), "to", "to_team") == {"2": ("Ok", "back")}
