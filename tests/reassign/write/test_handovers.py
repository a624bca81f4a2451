"""A plan as hand-overs: what is left out, which ids are found, and what is told where one is lacking."""

from __future__ import annotations

import pytest

from hindesk.errors import InputError
from hindesk.people.person import Person, Roster, Team
from hindesk.reassign.write.handover import Handover, Holding
from hindesk.reassign.write.handovers import handovers
from tests.reassign.write.plans import ROSTER, UPDATED, Row, plan_of


def one(row: Row, vendor: str | None = None, *, roster: Roster = ROSTER, undo_to_nobody: bool = False) -> Handover:
    """What is written for a plan of one row."""
    found = handovers(plan_of([row]), roster, vendor, undo_to_nobody=undo_to_nobody)
    assert len(found) == 1
    return found[0]


def refused(*rows: Row, roster: Roster = ROSTER, vendor: str | None = None) -> InputError:
    """Why nothing is written."""
    with pytest.raises(InputError) as caught:
        handovers(plan_of(rows), roster, vendor)
    return caught.value


def test_a_hand_over_has_the_words_of_the_plan_and_the_ids_of_the_roster() -> None:
    assert one(Row("101", "Kim Suji", "Ana Torres", "Billing", "Returns")) == Handover(
        source="zendesk",
        vendor="zendesk",
        ticket="101",
        subject="Refund",
        from_person="Kim Suji",
        to_person="Ana Torres",
        from_team="Billing",
        to_team="Returns",
        updated=UPDATED,
        upload=Holding("902", "4712", sets_group=True),
        undo=Holding("901", "4711", sets_group=True),
    )


def test_tickets_that_stay_are_not_written() -> None:
    rows = [Row("1", "Kim Suji", "Kim Suji", "Billing", "Billing"), Row("2"), Row("3", to="Kim Suji")]

    assert [found.ticket for found in handovers(plan_of(rows), ROSTER)] == ["3"]


@pytest.mark.parametrize("word", ["901", "kim suji", " Kim Suji ", "KIM@example.com"])
def test_a_ticket_stays_where_two_words_mean_the_same_person(word: str) -> None:
    assert handovers(plan_of([Row("1", word, "Kim Suji", "Billing", "billing ")]), ROSTER) == ()


def test_the_team_alone_may_change() -> None:
    found = one(Row("1", "Kim Suji", "Kim Suji", "Billing", "Returns"))

    assert (found.upload.group, found.undo.group) == ("4712", "4711")
    assert found.upload.assignee == found.undo.assignee == "901"


def test_the_order_is_that_of_the_plan() -> None:
    rows = [Row(ticket, to="Kim Suji") for ticket in ("3", "1", "2")]

    assert [found.ticket for found in handovers(plan_of(rows), ROSTER)] == ["3", "1", "2"]


def test_digits_of_the_export_are_the_id_itself() -> None:
    found = one(Row("1", "555", "Kim Suji", "888", "Billing"))

    assert found.undo == Holding("555", "888", sets_group=True)


def test_nobody_and_no_team_are_null() -> None:
    assert one(Row("1", "", "Kim Suji", "", "Billing")).undo == Holding(None, None, sets_group=True)
    assert one(Row("1", "Kim Suji", "", "Billing", "Billing")).upload == Holding(None, "4711", sets_group=True)


def test_a_team_that_a_ticket_never_has_is_not_set() -> None:
    found = one(Row("1", "Kim Suji", "Ana Torres"))

    assert found.upload == Holding("902", None, sets_group=False)
    assert found.undo == Holding("901", None, sets_group=False)


def test_everything_that_is_lacking_is_told_at_once() -> None:
    roster = Roster(
        people=(Person("Lee Mina"), Person("Old Id", ids={"zendesk": "E-17"})),
        teams={"Night": Team("Night")},
        file="people.csv",
    )
    problem = refused(
        Row("1", "Gone Bob", "Lee Mina", "Night", "Night"),
        Row("2", "Gone Bob", "Old Id", "Elsewhere", "Night"),
        Row("3", "Gone Eve", "Nobody Known", "Night", "Night"),
        Row("A-4", "", "Lee Mina"),
        roster=roster,
    )

    assert problem.message.splitlines() == [
        "the files of this plan can't be written:",
        "- 'A-4' can't be named in Zendesk, where tickets have whole numbers",
        "- Lee Mina has no `zendesk_id`",
        "- the team Night has no `zendesk_team_id`",
        "- Old Id has the `zendesk_id` 'E-17'; in Zendesk they are whole numbers",
        "- Nobody Known is not in the roster",
        "- Gone Bob is not in the roster, and held 2 tickets",
        "- Gone Eve is not in the roster, and held 1 ticket",
        "- the team Elsewhere is not in the roster",
    ]
    assert problem.hint is not None
    assert "fill in these columns of people.csv" in problem.hint
    assert "add these people to people.csv" in problem.hint
    assert "`--undo-to-nobody`" in problem.hint


def test_a_former_holder_whom_nobody_knows_may_be_given_up() -> None:
    found = one(Row("1", "Gone Bob", "Kim Suji", "Billing", "Billing"), undo_to_nobody=True)

    assert found.undo == Holding(None, "4711", sets_group=True)
    assert found.is_lost


def test_giving_up_former_holders_gives_up_no_one_who_is_known() -> None:
    found = one(Row("1", "Ana Torres", "Kim Suji", "Billing", "Billing"), undo_to_nobody=True)

    assert found.undo.assignee == "902"
    assert not found.is_lost


def test_a_ticket_that_a_stranger_loses_to_nobody_is_written() -> None:
    found = one(Row("1", "Gone Bob", "", "Billing", "Billing"), undo_to_nobody=True)

    assert found.upload == found.undo == Holding(None, "4711", sets_group=True)


def test_giving_up_former_holders_mends_no_new_ones() -> None:
    with pytest.raises(InputError, match="Gone Bob is not in the roster"):
        handovers(plan_of([Row("1", "Kim Suji", "Gone Bob")]), ROSTER, undo_to_nobody=True)


def test_the_id_that_is_given_without_a_help_desk_stands_in() -> None:
    roster = Roster((Person("Lee Mina", ids={"": "77"}),), {"Night": Team("Night", {"": "88"})})

    assert one(Row("1", to="Lee Mina", to_team="Night"), roster=roster).upload == Holding("77", "88", sets_group=True)


def test_ids_of_the_tickets_own_help_desk_tell_who_held_it() -> None:
    twins = Roster((Person("Ana", ids={"zendesk": "1", "freshdesk": "2"}), Person("Bo", ids={"zendesk": "2"})))

    assert handovers(plan_of([Row("1", "2", "Ana", source="freshdesk")]), twins) == ()


def test_a_source_that_is_no_help_desk_needs_one_named() -> None:
    assert one(Row("1", to="Kim Suji", source="warehouse"), "freshdesk").upload.assignee == "31"
    assert one(Row("1", to="Kim Suji", source="zendesk"), "freshdesk").upload.assignee == "901"

    problem = refused(Row("1", to="Kim Suji", source="warehouse"))
    assert problem.message == "tickets come from 'warehouse', which tells no help desk"
    assert "`--for`: zendesk, freshdesk, servicenow, jira, salesforce" in str(problem.hint)


def test_a_help_desk_without_files_is_refused() -> None:
    problem = refused(Row("1", to="Kim Suji", source="warehouse"), vendor="fax")

    assert problem.message == "'fax' is no help desk that files are written for"


def test_a_ticket_that_stands_twice_is_refused() -> None:
    problem = refused(Row("1", to="Kim Suji"), Row("1", to="Ana Torres"))

    assert problem.message == "the ticket 1 stands in two rows of the plan"


def test_tickets_of_two_help_desks_may_share_an_id() -> None:
    rows = [Row("1", to="Kim Suji"), Row("1", to="Kim Suji", source="freshdesk")]

    assert [found.upload.assignee for found in handovers(plan_of(rows), ROSTER)] == ["901", "31"]


def test_servicenow_takes_names_as_they_are() -> None:
    found = one(Row("INC1", "Gone Bob", "ana torres", "Night", "Billing", source="servicenow"))

    assert found.upload == Holding("Ana Torres", "Billing", sets_group=True)
    assert found.undo == Holding("Gone Bob", "Night", sets_group=True)


def test_jira_takes_addresses_or_account_ids_and_no_team() -> None:
    account = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077"
    found = one(Row("SUP-1", account, "Ana Torres", "Night", "Billing", source="jira"))

    assert found.upload == Holding("ana@example.com", None, sets_group=False)
    assert found.undo == Holding(account, None, sets_group=False)


def test_jira_writes_a_ticket_of_which_only_the_team_changes() -> None:
    found = one(Row("SUP-1", "Ana Torres", "Ana Torres", "Night", "Billing", source="jira"))

    assert found.upload == found.undo == Holding("ana@example.com", None, sets_group=False)


def test_salesforce_gives_a_case_without_a_holder_to_its_queue() -> None:
    found = one(Row("500000000000001AAA", "", "Kim Suji", "Returns", "Billing", source="salesforce"))

    assert found.upload == Holding("005000000000001AAA", None, sets_group=False)
    assert found.undo == Holding("00G000000000002AAA", None, sets_group=False)


def test_salesforce_keeps_no_case_without_an_owner() -> None:
    problem = refused(Row("500000000000001AAA", "", "Kim Suji", source="salesforce"))

    assert "in Salesforce every ticket has an owner; some have neither holder nor team" in problem.message
    assert problem.hint == "leave these tickets out of the plan"


def test_a_plan_that_changes_nothing_makes_nothing() -> None:
    assert handovers(plan_of([]), ROSTER) == ()
