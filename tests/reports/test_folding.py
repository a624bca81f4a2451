"""Sentences in tables that are narrower than they are."""

from __future__ import annotations

from hindesk.reports.columns import TEXT, table_of
from hindesk.reports.layout import as_table
from hindesk.reports.report import Report


def test_a_sentence_that_a_narrow_line_has_no_room_for_goes_on_in_the_next() -> None:
    table = table_of({"metric": TEXT, "said": TEXT}, [("first_response", "결제가 작동하지 않음, and more words")])
    lines = as_table(Report("r", "", table, folded=("metric", "said")), time_zone="UTC", width=26).splitlines()

    assert lines[2:] == ["first_    결제가", "response  작동하지", "          않음, and", "          more words"]
