"""What cases expect of their tickets' creation beside what they got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hindesk.cases.comparing import Check
from hindesk.cases.found import IntakeFound
from hindesk.cases.values import Case
from hindesk.cases.words import NONE, NOTHING
from hindesk.policy.tree_drawing import end_in_words
from hindesk.policy.trees import End

FORM: Final = "form"
MISSING: Final = "missing"
TREE: Final = "tree"
NO_FORM: Final = "no form"
"""What a ticket lacks that belongs to no form."""


def intake_checks(case: Case, found: IntakeFound) -> Iterator[Check]:
    """Compare the form, what is missing, and where each tree leads that the case names."""
    wanted = case.intake
    if wanted.form is not None:
        got = found.form or NONE
        yield _check(case, FORM, FORM, (wanted.form, got), passed=wanted.form == got)
    if wanted.missing is not None:
        lacks = NO_FORM if found.form is None else _listed(found.missing)
        passed = found.form is not None and wanted.missing == found.missing
        yield _check(case, MISSING, MISSING, (_listed(wanted.missing), lacks), passed=passed)
    for tree, end in wanted.trees.items():
        to = found.leads.get(tree)
        words = (_end(end), _end(to))
        yield _check(case, "trees", f"{TREE}: {tree}", words, passed=_content(end) == _content(to))


def _check(case: Case, key: str, what: str, words: tuple[str, str], *, passed: bool) -> Check:
    line = case.intake.lines.get(key, case.place.line)
    return Check(line, case.created, what, *words, passed)


def _end(end: End | None) -> str:
    return NONE if end is None else end_in_words(end)


def _content(end: End | None) -> object:
    """What an end says, whatever the order of its tags and wherever it stands."""
    return end and (end.tier, end.team, frozenset(end.tags), end.next)


def _listed(fields: Sequence[str]) -> str:
    return ", ".join(fields) or NOTHING
