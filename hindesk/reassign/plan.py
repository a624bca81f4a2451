"""A plan: for every ticket of a batch who has it, who gets it, by which rule and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.policy.routing import StrategyName
from hindesk.reassign.balance import Balance, Fairness, balance, fairness
from hindesk.reassign.build import Pool, Setting
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints, Placement
from hindesk.reassign.reasons import left_words, reasons
from hindesk.reassign.staff import Staff
from hindesk.reassign.texts import texts_at
from hindesk.replay.truth import pc

INSTANT: Final = pa.timestamp("us", tz="UTC")

COLUMNS: Final = (
    "ticket",
    "from",
    "to",
    "from_team",
    "to_team",
    "priority",
    "due",
    "rule",
    "reason",
    "subject",
    "planned",
    "source",
    "updated",
)
"""The columns of a plan.

`due` and `updated`, the export's last change of the ticket, are timestamps in UTC. `planned` is `to` as a strategy
decided it, so that a plan that comes back shows what was edited.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What a strategy decided for a batch, or a person who edited what it decided.

    Args:
        table: the tickets in the order in which they were served: the columns `COLUMNS`. Where nothing changes, `to`
            and `to_team` are what the export has.
        setting: what it was planned from.
        desk: the question.
        placed: the answer.
        rows: of each ticket, its place in the columns of the facts.
        overdue: how many of the tickets were past their due instant already.
        file: the name of the file that the plan was read back from; empty where it was not.
    """

    table: pa.Table
    setting: Setting
    desk: Desk
    placed: Placement
    rows: Ints
    overdue: int
    file: str = ""

    @property
    def moved(self) -> int:
        """How many tickets change their holder or their team."""
        people, teams = _differ(self.table, "from", "to"), _differ(self.table, "from_team", "to_team")
        return int(pc.sum(pc.or_(people, teams), min_count=0).as_py())

    @property
    def left(self) -> int:
        """How many tickets stay because nobody may take them."""
        return int((self.placed.left != 0).sum())

    def balance(self) -> Balance:
        """What the plan does to the people's load and to due times."""
        return balance(self.desk, self.placed.to)

    def fairness(self, load: Ints) -> Fairness:
        """How evenly a load lies on the people who may get these tickets."""
        return fairness(self.desk, load)


def plan_of(
    setting: Setting, desk: Desk, pool: Pool, placed: Placement, *, teams: pa.StringArray | None = None
) -> Plan:
    """Spell a placement out.

    Args:
        setting: what the desk was built from.
        desk: the question.
        pool: its tickets.
        placed: the answer.
        teams: the team that each ticket goes to; null: the main team of whoever gets it. By default as the pool says.
    """
    facts, values = setting.facts, setting.values
    rows, moves = pool.row, placed.to != NOBODY
    was = texts_at(values.texts("assignee"), facts.assignee[rows])
    was_in = texts_at(values.texts("team"), facts.team[rows])
    keeps = moves & (placed.to == desk.holder)
    names = pa.array([person.name for person in setting.staff.people], pa.string())
    given = texts_at(names, np.where(moves & ~keeps, placed.to, NOBODY))
    near = nearest_teams(setting.staff, rows, np.where(keeps, NOBODY, placed.to))
    goes_to = pc.coalesce(pool.team if teams is None else teams, near, was_in)
    to = pc.coalesce(given, was)
    columns: dict[str, Any] = {
        "ticket": facts.key.take(rows),
        "from": was,
        "to": to,
        "from_team": was_in,
        "to_team": pc.if_else(pa.array(moves), goes_to, was_in),
        "priority": texts_at(values.texts("priority"), facts.priority[rows]),
        "due": pa.array(facts.due[rows], pa.int64(), mask=facts.due[rows] == BOUNDLESS).cast(INSTANT),
        "rule": _rules(setting.routing.strategy, pool),
        "reason": reasons(desk, placed, left_words(setting.routing.strategy)),
        "subject": texts_at(values.texts("subject"), values.codes("subject")[rows]),
        "planned": to,
        "source": facts.source.take(rows),
        "updated": pa.array(facts.latest_at[rows], pa.int64()).cast(INSTANT),
    }
    overdue = int((facts.due[rows] <= setting.staff.as_of).sum())
    return Plan(pa.table({name: columns[name] for name in COLUMNS}), setting, desk, placed, rows, overdue)


def nearest_teams(staff: Staff, rows: Ints, to: Ints) -> pa.StringArray:
    """The team in which a person gets a ticket: the ticket's, else its holder's main team, else the person's.

    The first that the person works in; null for NOBODY, and for whoever works in none.

    Args:
        staff: everybody.
        rows: tickets, as places in the columns of the facts.
        to: of each, the person, or NOBODY.
    """
    works_in = np.pad(staff.works_in, ((0, 1), (0, 2)))
    tried = (staff.team[rows], staff.main_teams(staff.holder[rows]))
    found = staff.main_teams(to)
    for team in reversed(tried):
        found = np.where(works_in[to, team], team, found)
    names = pa.array([team.name for team in staff.teams], pa.string())
    return texts_at(names, np.where(to == NOBODY, NOBODY, np.maximum(found, NOBODY)))


def _rules(strategy: StrategyName, pool: Pool) -> pa.StringArray:
    """The strategy, with the on-call schedule where it asks one, and the skill rule where one matches."""
    words = pa.scalar(strategy.replace("_", " "))
    if strategy == "on_call":
        words = pc.binary_join_element_wise(words, " (", pool.schedule, ")", "")
    named = pc.binary_join_element_wise(words, pool.rule, pa.scalar(": "))
    found: pa.StringArray = pc.coalesce(named, words)
    return found


def _differ(table: pa.Table, was: str, becomes: str) -> Any:  # noqa: ANN401 - Arrow's stubs lack these functions
    former, latter = (pc.fill_null(table.column(name), "") for name in (was, becomes))
    return pc.not_equal(former, latter)
