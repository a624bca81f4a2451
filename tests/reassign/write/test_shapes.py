"""Bodies and tables against what the help desks document."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hindesk.reassign.write.handover import Handover
from hindesk.reassign.write.handovers import handovers
from hindesk.reassign.write.shapes import batch, bucket, table
from hindesk.reassign.write.vendors import vendors
from tests.reassign.write.plans import ROSTER, Row, plan_of
from tests.shared_folder import SHARED, needs_shared


def one(
    vendor: str, ticket: str = "7", *, subject: str = "Refund", was: str = "Ana Torres", team: str = "Billing"
) -> Handover:
    """A hand-over to Kim Suji."""
    return handovers(plan_of([Row(ticket, was, "Kim Suji", team, team, vendor, subject)]), ROSTER)[0]


def cells(content: bytes) -> list[list[str]]:
    """The rows of a table."""
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@needs_shared
def test_a_batch_has_the_keys_that_zendesk_documents() -> None:
    documented = json.loads((SHARED / "shapes/zendesk/update_many_batch.json").read_bytes())
    written = json.loads(batch([one("zendesk")], "upload"))

    assert written.keys() == documented.keys()
    assert {key: type(value) for key, value in written["tickets"][0].items()} == {
        key: type(value) for key, value in documented["tickets"][0].items()
    }


@needs_shared
def test_a_bucket_has_keys_that_freshdesk_documents() -> None:
    documented = json.loads((SHARED / "shapes/freshdesk/bulk_update_request.json").read_bytes())["bulk_action"]
    written = json.loads(bucket([one("freshdesk")], "upload"))["bulk_action"]

    assert written.keys() <= documented.keys()
    assert written["properties"].keys() <= documented["properties"].keys()
    assert written["ids"] == [7]


@needs_shared
def test_columns_of_servicenow_are_fields_that_its_incidents_have() -> None:
    incident = json.loads((SHARED / "shapes/servicenow/incident_tableapi_1.json").read_bytes())["result"][0]

    assert vendors()["servicenow"].columns.keys() <= incident.keys()


def test_a_team_that_is_not_set_is_no_key_of_a_body_and_no_column_of_a_table() -> None:
    ticket = json.loads(batch([one("zendesk", team="")], "upload"))["tickets"][0]
    properties = json.loads(bucket([one("freshdesk", team="")], "upload"))["bulk_action"]["properties"]

    assert "group_id" not in ticket
    assert properties == {"responder_id": 31}
    assert cells(table([one("servicenow", "INC1", team="")], "upload"))[0] == ["number", "assigned_to"]


def test_the_header_of_jira_has_the_summary_that_its_importer_asks_for() -> None:
    assert cells(table([one("jira", "SUP-1")], "upload")) == [
        ["Issue Key", "Summary", "Assignee"],
        ["SUP-1", "Refund", "kim@example.com"],
    ]


def test_nobody_clears_the_holder_and_leaves_an_empty_subject_alone() -> None:
    assert cells(table([one("jira", "SUP-1", subject="", was="")], "undo"))[1] == ["SUP-1", "", "<<!clear!>>"]


@pytest.mark.parametrize("subject", ["=1+1", "@SUM(A1)", "-2+3", "+1", "\t=1", "\r=1"])
def test_no_cell_is_run_by_a_spreadsheet(subject: str) -> None:
    assert cells(table([one("jira", "SUP-1", subject=subject)], "upload"))[1][1] == f"'{subject}"


@pytest.mark.parametrize("subject", ["two\nlines", 'says "no"', "a,b;c", "환불", ""])
def test_other_subjects_come_back_as_they_are(subject: str) -> None:
    assert cells(table([one("jira", "SUP-1", subject=subject)], "upload"))[1][1] == subject
