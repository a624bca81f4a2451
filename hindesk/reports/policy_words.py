"""What a policy says in plain words, and what changed between two policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from hindesk.policy.values import Policy
from hindesk.reports.columns import TEXT, Columns, table_of
from hindesk.reports.report import Report
from hindesk.wording.changes import Change, changes
from hindesk.wording.conditions import value
from hindesk.wording.intake import tree_drawings
from hindesk.wording.phrases import Phrases
from hindesk.wording.policy import statements
from hindesk.wording.statement import SECTIONS, Section, Statement
from hindesk.wording.targets import TargetRow, target_rows

_STATEMENTS: Final[Columns] = {"section": TEXT, "name": TEXT, "what": TEXT, "says": TEXT}
_CHANGES: Final[Columns] = {"section": TEXT, "where": TEXT, "old": TEXT, "new": TEXT}


def shown(policy: Policy, phrases: Phrases) -> list[Report]:
    """The policy for people: a table for each section, the targets by priority; columns in the language's words."""
    said = statements(policy, phrases)
    reports = []
    for section in SECTIONS:
        own = [one for one in said if one.section == section]
        if section == "targets":
            reports.append(_targets(policy, phrases))
        elif own:
            report = _section(section, own, phrases, title=f"{policy.name}: {_called(section, phrases)}")
            drawings = tree_drawings(policy, phrases) if section == "trees" else ()
            reports.append(replace(report, drawings=drawings))
    return reports


def statements_report(policy: Policy, phrases: Phrases) -> Report:
    """One row for each thing that the policy says, for programs; `section` and the columns do not vary by language."""
    rows = [(one.section, one.name, one.what, one.says) for one in statements(policy, phrases)]
    return Report("policy_show", policy.name, table_of(_STATEMENTS, rows), folded=("says",))


def changes_report(old: Policy, new: Policy, phrases: Phrases, *, people: bool = True) -> Report:
    """What changed from one policy to another: where, and what both say; what is null one of them does not say.

    Args:
        old: the former policy.
        new: the latter.
        phrases: the language of the sentences.
        people: whether sections and columns have the language's words too; programs find the same in all languages.
    """
    found = changes(statements(old, phrases), statements(new, phrases), phrases)
    rows = [(_called(one.section, phrases) if people else one.section, _where(one), one.old, one.new) for one in found]
    names = old.name if old.name == new.name else f"{old.name} → {new.name}"
    told = phrases.counted("diff.change", len(rows)) if rows else phrases.say("diff.nothing")
    columns: Columns = {phrases.say(f"column.{name}"): kind for name, kind in _CHANGES.items()} if people else _CHANGES
    return Report("policy_diff", f"{names}: {told}", table_of(columns, rows), folded=tuple(columns)[1:])


def _where(one: Change) -> str:
    return " > ".join(filter(None, (one.name, one.what)))


def _section(section: Section, said: Sequence[Statement], phrases: Phrases, *, title: str) -> Report:
    parts = {"name": [one.name for one in said], "what": [one.what for one in said], "says": [one.says for one in said]}
    kept = {part: cells for part, cells in parts.items() if any(cells)}
    columns: Columns = {_head(part, section, phrases): TEXT for part in kept}
    note = phrases.texts.get(f"note.{section}")
    rows = zip(*kept.values(), strict=True)
    return Report(section, title, table_of(columns, rows), (note,) if note else (), folded=tuple(columns))


def _targets(policy: Policy, phrases: Phrases) -> Report:
    rows = list(target_rows(policy, phrases))
    several = any(row.case for row in rows)
    heads = ["targets", "metric", *(["case"] if several else [])]
    priorities = rows[0].cells if rows else {}
    names = [
        *(phrases.say(f"column.{head}") for head in heads),
        *(value("priority", one, phrases) for one in priorities),
    ]
    table = table_of(dict.fromkeys(names, TEXT), (tuple(_cells(row, several=several)) for row in rows))
    return Report("targets", f"{policy.name}: {_called('targets', phrases)}", table, folded=tuple(names))


def _cells(row: TargetRow, *, several: bool) -> Iterator[str | None]:
    yield row.rule
    yield row.metric
    if several:
        yield row.case
    yield from row.cells.values()


def _head(part: str, section: Section, phrases: Phrases) -> str:
    own = {"name": section, "says": f"{section}_says"}.get(part, part)
    return phrases.texts.get(f"column.{own}") or phrases.say(f"column.{part}")


def _called(section: Section, phrases: Phrases) -> str:
    return phrases.say(f"section.{section}")
