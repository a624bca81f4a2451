"""Whom the notices of a run tell: the recipients that a policy names, found in the roster and the schedules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pyarrow as pa

from hindesk.people.identity import EVERY_DESK, NOBODY, Meanings, all_teams, desks_of, people_of, teams_of
from hindesk.people.on_call_spans import spans
from hindesk.people.person import Roster
from hindesk.policy.escalation import Recipient
from hindesk.policy.values import Policy
from hindesk.replay.rule_codes import NO_METRIC
from hindesk.replay.sql import sql
from hindesk.store.store import Store

_SOURCES: Final = "select distinct source from tickets order by source"
_SENT: Final = "select min(sent), max(sent) from notices where run = ?"
_NOBODY: Final = Roster(())
_WHOLE: Final = pa.int64()
_NO_SHIFTS: Final = pa.table(
    {
        "schedule": pa.array([], pa.string()),
        "person": pa.array([], pa.string()),
        "start": pa.array([], _WHOLE),
        "end": pa.array([], _WHOLE),
    }
)
_WORDS: Final = {
    "assignee": "assignee",
    "team": "team",
    "manager_of": "manager of the {}",
    "role": "role {}",
    "person": "{}",
    "on_call": "on call: {}",
}


def keep_told(store: Store, policy: Policy, run: int) -> None:
    """Write whom each notice of a run tells, within the caller's transaction.

    Without a roster the assignee and the team are told by the export's own words, and nobody has a manager.

    Args:
        store: the store, with the run's notices.
        policy: the run's policy.
        run: its number.
    """
    connection = store.connection
    sources = [str(source) for (source,) in connection.execute(_SOURCES).fetchall()]
    first, last = connection.execute(_SENT, [run]).fetchall()[0]
    # The statement reads these tables by their names.
    recipients = recipients_of(policy)  # noqa: F841
    assignees = _assignees(store, policy.roster, sources)  # noqa: F841
    teams = _teams(store, policy.roster, sources)  # noqa: F841
    roles = _texts(("role", "person"), [(role, one) for role, who in policy.roles.items() for one in who])  # noqa: F841
    shifts = _shifts(policy, first or 0, last or 0)  # noqa: F841
    connection.execute(sql("told"), {"run": run})


def in_words(recipient: Recipient) -> str:
    """A recipient as reports name it."""
    return _WORDS[recipient.sort].format(recipient.name)


def recipients_of(policy: Policy) -> pa.Table:
    """Every recipient of every notice, also of automation rules.

    Returns:
        wanted (in words), sort, name, and the numbers of rule, metric (`NO_METRIC`: of an automation rule) and notice.
    """
    metrics = {metric.name: number for number, metric in enumerate(policy.metrics)}
    rows = [
        (rule, metrics[metric], place, one)
        for rule, given in enumerate(policy.sla)
        for metric, notices in given.notices.items()
        for place, notice in enumerate(notices)
        for one in notice.to
    ]
    rows += [
        (number, NO_METRIC, 0, one) for number, rule in enumerate(policy.automation.rules) for one in rule.action.notify
    ]
    texts = _texts(("wanted", "sort", "name"), [(in_words(one), one.sort, one.name) for *_, one in rows])
    for column, name in enumerate(("rule", "metric", "notice")):
        texts = texts.append_column(name, pa.array([row[column] for row in rows], _WHOLE))
    return texts


def _assignees(store: Store, roster: Roster | None, sources: Sequence[str]) -> pa.Table:
    """The name and the manager of each assignee by source and code: the roster's, else the export's word and nobody."""
    people = (roster or _NOBODY).people
    managers = [person.manager or None for person in people]
    return _words(store, "assignee", _meanings(people_of, roster, sources), managers)


def _teams(store: Store, roster: Roster | None, sources: Sequence[str]) -> pa.Table:
    """The name and the manager of each team likewise."""
    managers = [team.manager or None for team in all_teams(roster or _NOBODY)]
    return _words(store, "team", _meanings(teams_of, roster, sources), managers)


def _meanings(
    meant: Callable[[Roster, str | None], Meanings], roster: Roster | None, sources: Sequence[str]
) -> dict[str, Meanings]:
    """What words mean in each source; where the roster has ids in none of them, all its ids count."""
    roster = roster or _NOBODY
    listed = desks_of(roster) & frozenset(sources)
    return {source: meant(roster, source if listed else EVERY_DESK) for source in sources}


def _words(store: Store, field: str, meanings: dict[str, Meanings], managers: Sequence[str | None]) -> pa.Table:
    """A field's words by source and code, with the name and the manager that the roster gives them."""
    words = store.words(field)
    codes, texts = words["code"].to_pylist(), [str(text) for text in words["text"].to_pylist()]
    rows = list(_named(meanings, texts, managers))
    table = _texts(("source", "name", "manager"), rows)
    return table.append_column("code", pa.array([*codes] * len(meanings), _WHOLE))


def _named(
    meanings: dict[str, Meanings], texts: Sequence[str], managers: Sequence[str | None]
) -> Iterator[tuple[str, str, str | None]]:
    for source, meaning in meanings.items():
        for text in texts:
            number = meaning.number(text)
            known = number != NOBODY
            yield source, meaning.names[number] if known else text, managers[number] if known else None


def _shifts(policy: Policy, from_us: int, to_us: int) -> pa.Table:
    """Who is on call when, in every schedule: half-open spans in UTC microseconds; gaps have nobody."""
    found = [(name, spans(schedule, from_us, to_us + 1)) for name, schedule in policy.on_call.items()]
    tables = [
        _texts(("schedule", "person"), [(name, person) for person in one.names()])
        .append_column("start", pa.array(one.start, _WHOLE))
        .append_column("end", pa.array(one.end, _WHOLE))
        for name, one in found
    ]
    return pa.concat_tables([_NO_SHIFTS, *tables])


def _texts(names: Sequence[str], rows: Sequence[tuple[str | None, ...]]) -> pa.Table:
    return pa.table({name: pa.array([row[place] for row in rows], pa.string()) for place, name in enumerate(names)})
