"""Counts by family of the cases that hindesk answers as expected: `python -m tests.conformance.arithmetic_counts`."""

from __future__ import annotations

import sys
from collections import Counter

from tests.conformance.arithmetic_cases import Case, NotExpressible, answer, cases, expected
from tests.conformance.markdown_table import markdown_table

OUTCOMES = ("passed", "chosen otherwise", "not expressible")


def outcome(case: Case) -> str:
    """Whether a case's answer is the expected one, another one, or can't be asked for."""
    try:
        return "passed" if answer(case) == expected(case) else "chosen otherwise"
    except NotExpressible:
        return "not expressible"


def counts() -> str:
    """A Markdown table: verified cases of each family by outcome, and those that are a policy choice upstream."""
    found = Counter((case.family, outcome(case) if case.verified else "policy choice") for case in cases())
    columns = (*OUTCOMES, "policy choice")
    families = sorted({name for name, _ in found})
    rows = [[name, *(found[name, column] for column in columns)] for name in families]
    rows.append(["total", *(sum(found[name, column] for name in families) for column in columns)])
    return markdown_table(rows, ["family", *columns])


if __name__ == "__main__":
    sys.stdout.write(counts() + "\n")
