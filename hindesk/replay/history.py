"""The events of a set of whole tickets, as the walk reads them."""

from __future__ import annotations

from typing import NamedTuple

from hindesk.replay.business import Ints


class Events(NamedTuple):
    """The events of a set of whole tickets, clustered by (ticket, at, seq), and what those tickets are from creation.

    `knows` and `openings` go by the ticket's number less the lowest of the set: one mask, and one code for each slot.
    """

    ticket: Ints
    at: Ints
    kind: Ints
    actor: Ints
    flags: Ints
    field: Ints
    value: Ints
    knows: Ints
    openings: Ints
