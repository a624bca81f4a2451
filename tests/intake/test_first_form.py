"""Of several forms the first that matches counts, whatever forms and tickets there are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hindesk.calendars.instants import Flags
from hindesk.intake.created import Created
from hindesk.intake.forms import filled
from hindesk.policy.forms import Form, Required
from hindesk.policy.values import Any
from hindesk.reassign.values import Values
from hindesk.store.store import Store, open_store
from tests.histories import Desk, desks
from tests.policies_at_random import FIELD_VALUES, conditions
from tests.simulate.stores import fill

often = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[phase for phase in Phase if phase is not Phase.explain],
    print_blob=True,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that each example fills anew."""
    with open_store(tmp_path_factory.mktemp("intake") / "any.duckdb", create=True) as held:
        yield held


@st.composite
def forms(draw: st.DrawFn) -> tuple[Form, ...]:
    """Two to four forms that ask for a field or two, which some show under a condition."""
    required = st.lists(
        st.builds(Required, st.sampled_from(sorted(FIELD_VALUES)), conditions()), min_size=1, max_size=2
    )
    whens = draw(st.lists(conditions(), min_size=2, max_size=4))
    return tuple(Form(f"form {place}", when, tuple(draw(required))) for place, when in enumerate(whens))


def created(store: Store, desk: Desk) -> Created:
    """The desk's tickets in the store, all of them judged but the first."""
    fill(store, desk.tickets)
    seen: Flags = np.arange(len(desk.tickets)) > 0
    return Created(Values(store, moment="first"), Values(store), seen, np.full(len(seen), -1))


def owners(listed: tuple[Form, ...], tickets: Created) -> list[set[str]]:
    """The names of the forms that each ticket belongs to."""
    found = [(one.form.name, one.tickets) for one in filled(listed, tickets)]
    return [{name for name, mine in found if mine[place]} for place in range(len(tickets.seen))]


@often
@given(desks(tickets=8, most=1), forms())
def test_a_judged_ticket_belongs_to_one_form_where_any_matches_it(
    store: Store, desk: Desk, listed: tuple[Form, ...]
) -> None:
    tickets = created(store, desk)
    asked = tickets.at_creation(Any(tuple(form.when for form in listed)))
    assert [len(mine) for mine in owners(listed, tickets)] == asked.astype(int).tolist()
    for one in filled(listed, tickets):
        assert not (one.lacking & ~one.tickets).any()


@often
@given(desks(tickets=8, most=1), forms(), st.data())
def test_moving_a_form_above_another_changes_only_tickets_that_match_both(
    store: Store, desk: Desk, listed: tuple[Form, ...], data: st.DataObject
) -> None:
    upper = data.draw(st.integers(0, len(listed) - 2))
    moved = (*listed[:upper], listed[upper + 1], listed[upper], *listed[upper + 2 :])
    tickets = created(store, desk)
    both = tickets.at_creation(listed[upper].when) & tickets.at_creation(listed[upper + 1].when)
    pairs = zip(owners(listed, tickets), owners(moved, tickets), both.tolist(), strict=True)
    assert [(before, after) for before, after, meant in pairs if before != after and not meant] == []
