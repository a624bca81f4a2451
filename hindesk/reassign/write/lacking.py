"""Everything that a plan's files need and that can't be found, told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hindesk.errors import InputError
from hindesk.people.person import Roster
from hindesk.reassign.write.directory import Directory, Lack, Mend
from hindesk.reassign.write.found import Found, Key, from_key
from hindesk.reassign.write.rows import PlanRow


def refuse(lacks: Iterable[Lack], roster: Roster) -> None:
    """Refuse to go on where anything is lacking.

    Raises:
        InputError: something is; a line for each thing, and every way to mend it.
    """
    different = tuple(dict.fromkeys(lacks))
    if not different:
        return
    lines = "\n".join(f"- {lack.what}" for lack in different)
    ways = dict.fromkeys(lack.mend.format(file=roster.file or "the roster") for lack in different)
    raise InputError(f"the files of this plan can't be written:\n{lines}", "; ".join(ways))


def lacks_of(found: Iterable[Found]) -> Iterator[Lack]:
    """What is lacking of new holders and teams."""
    for one in found:
        yield from (part for part in (one.assignee, one.group) if isinstance(part, Lack))


def former_lacks(rows: list[PlanRow], former: Mapping[Key, Found]) -> Iterator[Lack]:
    """What is lacking of former holders and teams, with the number of tickets that strangers held."""
    held = Counter(part for row in rows if isinstance(part := former[from_key(row)].assignee, Lack))
    for lack, count in held.items():
        if lack.mend is Mend.NAME:
            yield Lack(f"{lack.what}, and held {count:,} {'ticket' if count == 1 else 'tickets'}", Mend.FORMER)
        else:
            yield lack
    yield from lacks_of(Found(None, found.group) for found in former.values())


def strange_tickets(rows: list[PlanRow], known: Mapping[str, Directory]) -> Iterator[Lack]:
    """What is wrong with tickets whose ids are not those of their help desk; one for each source."""
    strange: dict[str, list[str]] = {}
    for row in rows:
        if not known[row.source].files.ticket.fit(row.ticket):
            strange.setdefault(row.source, []).append(row.ticket)
    for source, tickets in strange.items():
        files = known[source].files
        count = f"{len(tickets):,} tickets, the first one {tickets[0]!r}," if len(tickets) > 1 else repr(tickets[0])
        yield Lack(f"{count} can't be named in {files.title}, where tickets have {files.ticket.called}", Mend.LEAVE)
