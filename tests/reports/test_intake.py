"""Golden outputs of `report forms` and `report trees`, and what they say where there is nothing to tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.forms import forms
from hindesk.reports.trees import trees
from hindesk.store.store import Store, open_store
from tests.conftest import Golden
from tests.intake.desk import replayed

ENDINGS: dict[Format, str] = {"table": "txt", "json": "json"}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, KeptRun]]:
    with open_store(tmp_path_factory.mktemp("intake") / "intake.duckdb", create=True) as store:
        yield store, replayed(store)


@pytest.mark.parametrize("form", ENDINGS)
def test_a_report_reads_as_it_did(form: Format, answered: tuple[Store, KeptRun], golden: Golden) -> None:
    by_form = forms(*answered)
    for report in (by_form.forms, by_form.fields, trees(*answered)):
        golden(f"reports/{report.name}.{ENDINGS[form]}", render(report, form, time_zone="Asia/Seoul"))


def test_one_form_is_shown_alone(answered: tuple[Store, KeptRun]) -> None:
    found = forms(*answered, form="Rest")
    assert set(found.forms.table.column("form").to_pylist()) == {"Rest"}
    assert found.fields.table.column("field").to_pylist() == ["type", "channel"]
    assert found.forms.title == "judged: 2 tickets with a form, 1 of them complete at their creation"


def test_an_unknown_form_is_told_with_those_that_there_are(answered: tuple[Store, KeptRun]) -> None:
    with pytest.raises(InputError, match="has no form 'Biling'") as told:
        forms(*answered, form="Biling")
    assert told.value.hint == "did you mean Billing? there are Billing, Rest"


def test_a_policy_without_the_sections_says_so(desk: Store, small: KeptRun) -> None:
    assert forms(desk, small).forms.notes[0] == "The policy '작은 데스크' has no section `forms`"
    assert trees(desk, small).notes[0] == "The policy '작은 데스크' has no section `trees`"
    assert forms(desk, small).forms.table.num_rows == trees(desk, small).table.num_rows == 0
