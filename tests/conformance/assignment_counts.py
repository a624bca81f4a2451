"""Counts by family of the tickets that go where a case expects: `python -m tests.conformance.assignment_counts`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from tests.conformance.assignment_answers import CHOICE, answers, outcome
from tests.conformance.assignment_cases import AssignmentCase, assignment_cases
from tests.conformance.markdown_table import markdown_table

COLUMNS: Final = ("passed", "failed", "not expressible")


def assignment_counts(cases: Iterable[AssignmentCase]) -> str:
    """A Markdown table: the cases of each family by outcome."""
    found = Counter((case.family, outcome(case)) for case in cases)
    families = sorted({name for name, _ in found})
    rows = [[name, *(found[name, column] for column in COLUMNS)] for name in families]
    rows.append(["total", *(sum(found[name, column] for name in families) for column in COLUMNS)])
    return markdown_table(rows, ["family", *COLUMNS])


def assignment_choices(cases: Iterable[AssignmentCase]) -> str:
    """A Markdown table: the cases that leave a choice, and what hindesk chooses."""
    rows = [
        [case.family, case.about, ", or ".join(map(_said, options)), _said(answers(case)[0][key])]
        for case in cases
        for key, options in case.expected.items()
        if key.endswith(CHOICE)
    ]
    return markdown_table(rows, ["family", "about", "what it allows", "what hindesk does"])


def _said(value: Any) -> str:  # noqa: ANN401 - as the case has it
    return " and ".join(map(str, value)) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    sys.stdout.write(assignment_counts(assignment_cases()) + "\n")
