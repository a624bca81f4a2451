"""Tickets that are described by their fields."""

from __future__ import annotations

import pytest

from hindesk.cases.imagined import SOMETIME, imagined, read_fields
from hindesk.errors import InputError
from hindesk.explain.asked import ask
from tests.wording.desk import policy_of

POLICY = policy_of()


@pytest.mark.parametrize(
    ("texts", "fields"),
    [
        (["priority=urgent,type=billing"], {"priority": "urgent", "type": "billing"}),
        (["priority=urgent", "type = billing"], {"priority": "urgent", "type": "billing"}),
        (["tags=vip,late,type=billing"], {"tags": "vip,late", "type": "billing"}),
        (["subject=a = b"], {"subject": "a = b"}),
        (["amount=120"], {"amount": "120"}),
    ],
)
def test_fields_are_read_as_people_type_them(texts: list[str], fields: dict[str, str]) -> None:
    assert read_fields(texts, POLICY) == fields


@pytest.mark.parametrize("text", ["priority", "=urgent", "priority=", "budget=1", "handled_by=robot"])
def test_what_is_no_field_with_a_value_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--set"):
        read_fields([text], POLICY)


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ({"type": "billing"}, {"type": "billing", "status": "new", "handled_by": "nobody"}),
        ({"handled_by": "bot"}, {"handled_by": "bot"}),
        ({"handled_by": "agent", "status": "solved"}, {"handled_by": "agent", "status": "solved"}),
    ],
)
def test_a_ticket_is_as_it_is_described(fields: dict[str, str], values: dict[str, str]) -> None:
    with imagined(fields, SOMETIME) as (desk, found):
        facts = ask(desk, POLICY, found).facts

    assert {name: facts.value(name) for name in values} == values
