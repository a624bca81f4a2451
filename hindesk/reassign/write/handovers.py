"""A plan as hand-overs: every ticket that changes, with the ids that its help desk knows people and teams by."""

from __future__ import annotations

import pyarrow as pa

from hindesk.people.identity import folded
from hindesk.people.person import Roster
from hindesk.reassign.write.directory import Lack, directory
from hindesk.reassign.write.found import Found, find, from_key, to_key
from hindesk.reassign.write.handover import Handover, Holding
from hindesk.reassign.write.lacking import former_lacks, lacks_of, refuse, strange_tickets
from hindesk.reassign.write.rows import PlanRow, moved_rows
from hindesk.reassign.write.vendors import vendors


def handovers(
    plan: pa.Table, roster: Roster, vendor: str | None = None, *, undo_to_nobody: bool = False
) -> tuple[Handover, ...]:
    """What is to be written for a plan, in its order: one value for each ticket whose holder or team changes.

    The upload sets the holder and the team that the plan gives, the undo those that the export had. A word means
    somebody of the roster by the rules of `identity`; a word that is an id of the help desk may also stand for itself.

    Args:
        plan: columns source, ticket, subject, from, to, from_team, to_team (texts), updated (timestamp, UTC).
        roster: everybody, with their ids.
        vendor: the help desk of tickets whose source is none of `vendors.yaml`; None: there may be no such tickets.
        undo_to_nobody: whether the undo gives a ticket to nobody where its former holder's id can't be found.

    Raises:
        InputError: ids are lacking (all are named), a help desk is unknown, or a ticket stands in two rows.
    """
    rows = moved_rows(plan, vendor)
    known = {source: directory(roster, source=source, vendor=takes) for source, takes in _sources(rows)}
    to = {key: find(known[key[0]], key, or_nobody=False) for key in dict.fromkeys(map(to_key, rows))}
    former = {key: find(known[key[0]], key, or_nobody=undo_to_nobody) for key in dict.fromkeys(map(from_key, rows))}
    refuse((*strange_tickets(rows, known), *lacks_of(to.values()), *former_lacks(rows, former)), roster)
    pairs = ((row, to[to_key(row)], former[from_key(row)]) for row in rows)
    return tuple(_handover(row, found, before) for row, found, before in pairs if _changes(row, found, before))


def _sources(rows: list[PlanRow]) -> dict[tuple[str, str], None]:
    return dict.fromkeys((row.source, row.vendor) for row in rows)


def _changes(row: PlanRow, to: Found, before: Found) -> bool:
    """Whether a row changes anything: two different words may mean the same person or team."""
    moves = to.assignee != before.assignee or before.lost
    named = folded(row.from_team) != folded(row.to_team)
    return moves or (named and (to.group != before.group or vendors()[row.vendor].sets != "both"))


def _handover(row: PlanRow, to: Found, before: Found) -> Handover:
    sets_group = vendors()[row.vendor].sets == "both" and bool(row.from_team.strip() or row.to_team.strip())
    return Handover(
        source=row.source,
        vendor=row.vendor,
        ticket=row.ticket,
        subject=row.subject,
        from_person=row.from_person,
        to_person=row.to_person,
        from_team=row.from_team,
        to_team=row.to_team,
        updated=row.updated,
        upload=_holding(to, sets_group=sets_group),
        undo=_holding(before, sets_group=sets_group),
        is_lost=before.lost,
    )


def _holding(found: Found, *, sets_group: bool) -> Holding:
    return Holding(_id(found.assignee), _id(found.group), sets_group)


def _id(found: str | Lack | None) -> str | None:
    return None if isinstance(found, Lack) else found
