"""The engine counts tickets alike as the slow replay does, on many tickets at the instants that hurt."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.events import Actor, Kind
from hindesk.policy import values
from hindesk.policy.traits import Often, Trait, trait_field
from tests.examples import examples
from tests.history_notation import EVERYTHING
from tests.replay.desks import alike_of, compiled_desk
from tests.slow.history import Event, History
from tests.slow.policies import HOUR, policy, rule
from tests.slow.traits import DAY, comes_often
from tests.standard_metrics import is_set

START: Final = 20_000 * DAY
WITHINS: Final = (HOUR, DAY, 3 * DAY, 7 * DAY)
SAME: Final = (("customer",), ("customer", "product"))


@st.composite
def tickets(draw: st.DrawFn, within: int) -> tuple[History, ...]:
    """Tickets whose creations stand to each other so that they count, or just not."""
    gaps = st.sampled_from((0, 0, within // 2, within, within + 7 * DAY, within + 28 * DAY, 5 * DAY, 29 * DAY))
    instants = [START]
    for _ in range(draw(st.integers(1, 12))):
        instants.append(draw(st.sampled_from(instants)) + draw(gaps) + draw(st.sampled_from((0, 0, 1, -1))))
    return tuple(draw(born(at)) for at in draw(st.permutations(instants)))


@st.composite
def born(draw: st.DrawFn, at: int) -> History:
    """A ticket with a customer and a product, in one of two help desks."""
    openings = {
        "customer": draw(st.sampled_from(("ann", "ann", "Ann", "bob", ""))),
        "product": draw(st.sampled_from(("app", "APP", "app", "shop", ""))),
    }
    told = {name: text for name, text in openings.items() if text}
    source = draw(st.sampled_from(("desk", "desk", "desk", "other")))
    return History((Event(at, Kind.CREATED, Actor.CUSTOMER),), told, EVERYTHING, {}, source)


def asking(often: Often) -> values.Policy:
    """A policy that asks for one trait."""
    base = policy(rule(8, is_set(trait_field("often"))))
    return replace(base, traits=(Trait("often", often=often),))


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_fast_and_slow_replay_agree_on_tickets_alike(data: st.DataObject) -> None:
    within, times = data.draw(st.sampled_from(WITHINS)), data.draw(st.sampled_from((0, 2, 3, 4, 7, 28)))
    often = Often(data.draw(st.integers(2, 4)), data.draw(st.sampled_from(SAME)), within, times)
    known = data.draw(tickets(within))
    compiled, dictionary, _ = compiled_desk(known, asking(often))
    found = alike_of(known, compiled, dictionary)[trait_field("often")]
    others = [(*known[:number], *known[number + 1 :]) for number in range(len(known))]
    expected = [number for number, history in enumerate(known) if comes_often(history, others[number], often)]
    assert found.tolist() == expected
