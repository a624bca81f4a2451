"""The entrance of the compiled walk over arrivals: arrays come in as pointers."""

from __future__ import annotations

from hindesk.reassign.arrivals_walk import Given, Hands, Stream, walk_arrivals
from hindesk.replay.business import Ints
from hindesk.replay.pointers import pointer


def walk_arrival_arrays(q: Stream, s: Hands, a: Given, k: Ints) -> None:
    """Walk over arrays that outlive the call, as `walk_arrivals` does."""
    stream = Stream(
        pointer(q.kind),
        pointer(q.alike),
        pointer(q.weight),
        pointer(q.customer),
        pointer(q.opened_at),
        pointer(q.end_at),
        pointer(q.by_end),
        pointer(q.hurdle),
        pointer(q.step),
        pointer(q.foreign),
        pointer(q.post),
        pointer(q.capacity),
        pointer(q.shift_at),
        pointer(q.shift_cell),
        pointer(q.shift),
    )
    hands = Hands(
        pointer(s.load),
        pointer(s.turn),
        pointer(s.lately),
        pointer(s.off),
        pointer(s.close),
        pointer(s.is_free),
        pointer(s.freed),
        pointer(s.first_waiting),
        pointer(s.last_waiting),
        pointer(s.after),
        pointer(s.ready),
        pointer(s.known),
        pointer(s.node_person),
        pointer(s.node_next),
    )
    walk_arrivals(stream, hands, Given(pointer(a.to), pointer(a.at), pointer(a.order)), pointer(k))
