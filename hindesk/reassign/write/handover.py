"""What is written for one ticket: who had it, who gets it, and both in the words of its help desk."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.reassign.write.written import Change, SetName


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a ticket, in the words of its help desk.

    Args:
        assignee: the holder's id, or what stands in for one; None: nobody. Of a help desk where every ticket has an
            owner, the owner's: of a person, or of a team.
        group: the team's likewise; None: no team.
        sets_group: whether files set the team at all. Where they do not, `group` is None and says nothing.
    """

    assignee: str | None
    group: str | None
    sets_group: bool


@dataclass(frozen=True, slots=True)
class Handover:
    """One ticket whose holder or team changes.

    Args:
        source: the help desk that it comes from, in the store's word.
        vendor: the help desk whose files it goes into, a name of `vendors.yaml`.
        ticket: its id there.
        subject: its subject, or empty.
        from_person: the holder that the export had, in the export's word, or empty.
        to_person: the holder that it gets, by the name of the roster, or empty.
        from_team: the team that the export had, or empty.
        to_team: the team that it gets, or empty.
        updated: when the export saw it changed last, UTC microseconds; None: unknown.
        upload: what the hand-over sets.
        undo: what takes it back.
        is_lost: whether the undo can't name the former holder, so that nobody of the team gets the ticket.
    """

    source: str
    vendor: str
    ticket: str
    subject: str
    from_person: str
    to_person: str
    from_team: str
    to_team: str
    updated: int | None
    upload: Holding
    undo: Holding
    is_lost: bool = False

    def set_by(self, name: SetName) -> Holding:
        """Who holds the ticket after a set."""
        return self.upload if name == "upload" else self.undo

    def change(self, name: SetName) -> Change:
        """What a set does, for the manifest; the undo carries no stamp, since the upload changes it."""
        to = self.set_by(name)
        return Change(self.ticket, to.assignee, to.group, self.updated if name == "upload" else None, to.sets_group)
