"""The rest of a plan that is given in part."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hindesk.reassign.desk import NOBODY, Desk
from hindesk.reassign.obstacles import given_to
from hindesk.reassign.optimal_flow import keeps_room
from hindesk.reassign.optimal_rest import cheapest_served, completed
from tests.reassign.desks import desks


@settings(max_examples=100, deadline=None)
@given(desk=desks(), data=st.data())
def test_a_completed_plan_keeps_room_allowance_and_moves(desk: Desk, data: st.DataObject) -> None:
    assume(desk.load.size)
    taken_back = np.array(data.draw(st.lists(st.booleans(), min_size=len(desk.kind), max_size=len(desk.kind))), bool)
    whole = completed(desk, np.where(taken_back, NOBODY, cheapest_served(desk)))
    assert whole is not None
    assert keeps_room(desk, whole)
    assert (given_to(desk, whole) <= desk.allowance).all()
    assert given_to(desk, whole).sum() <= desk.max_moves
