"""Conditions of the slow replay, one comparison a line, and what a metric needs to know."""

from __future__ import annotations

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from tests.slow.conditions import holds
from tests.slow.knowledge import lacking, metric_needs
from tests.slow.life import State
from tests.standard_metrics import ASSIGNMENT, FIRST_RESPONSE, NEXT_RESPONSE, OWNERSHIP, RESOLUTION, UPDATE

STATE = State(
    {
        "status": "Pending",
        "priority": "Urgent",
        "tags": "slow,VIP",
        "subject": "Printer on fire",
        "amount": "15.5",
        "promised": "2026-01-06T00:00:00Z",
        "agreed": "2026-01-06T09:00:00+09:00",
        "planned": "2026-02-30",
        "change": " -.5 ",
        "estimate": "1e3",
        "team": "",
    },
    categories={"pending": "waiting_on_customer"},
)


@pytest.mark.parametrize(
    ("field", "operator", "texts", "expected"),
    [
        ("priority", "is", ("urgent",), True),
        ("priority", "in", ("high", "URGENT"), True),
        ("priority", "in", ("high",), False),
        ("priority", "not", ("urgent",), False),
        ("status", "is", ("pending",), True),
        ("status", "is", ("waiting_on_customer",), True),
        ("status", "not", ("waiting_on_customer",), False),
        ("status", "is", ("open",), False),
        ("team", "is", ("",), False),
        ("team", "contains", ("",), False),
        ("team", "not", ("desk",), True),
        ("team", "is_set", ("false",), True),
        ("team", "is_set", ("true",), False),
        ("nothing", "is_set", ("false",), True),
        ("subject", "contains", ("FIRE",), True),
        ("subject", "starts_with", ("printer",), True),
        ("subject", "starts_with", ("fire",), False),
        ("subject", "matches", ("FIRE$",), True),
        ("subject", "matches", ("^fire",), False),
        ("tags", "contains", ("vip",), True),
        ("tags", "contains", ("vi",), False),
        ("tags", "is", ("vip",), False),
        ("amount", "above", ("15",), True),
        ("amount", "above", ("15.5",), False),
        ("amount", "below", ("100",), True),
        ("subject", "below", ("100",), False),
        ("change", "below", ("-0.4",), True),
        ("estimate", "above", ("1",), False),
        ("promised", "before", ("2026-01-06",), False),
        ("promised", "after", ("2026-01-05",), True),
        ("promised", "before", ("2026-01-06T00:00:01",), True),
        ("promised", "before", ("2026-01-06 00:01",), True),
        ("agreed", "after", ("2026-01-05",), False),
        ("planned", "after", ("2026-01-05",), False),
        ("subject", "after", ("2026-01-05",), False),
        ("handled_by", "is", ("nobody",), True),
    ],
)
def test_a_comparison(field: str, operator: values.Operator, texts: tuple[str, ...], *, expected: bool) -> None:
    assert holds(values.Test(field, operator, texts), STATE.texts) is expected


def test_nothing_to_fulfil_always_holds_and_nothing_to_choose_never() -> None:
    assert holds(values.All(), STATE.texts)
    assert not holds(values.Any(), STATE.texts)
    assert holds(values.Not(values.Any()), STATE.texts)


@pytest.mark.parametrize(
    ("metric", "missing"),
    [
        (FIRST_RESPONSE, ("first_reply",)),
        (NEXT_RESPONSE, ("messages", "solved")),
        (UPDATE, ("messages", "solved")),
        (RESOLUTION, ("solved",)),
        (ASSIGNMENT, ("first_assignee",)),
        (OWNERSHIP, ("solved", "teams")),
    ],
)
def test_a_metric_needs_its_part_of_the_history(metric: values.Metric, missing: tuple[str, ...]) -> None:
    assert lacking(metric_needs(metric), Knows.NOTHING) == missing
    assert lacking(metric_needs(metric), Knows.MESSAGES | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS) == ()
