"""The page docs/reference/conformance.md: `python -m tests.conformance.ticket_page` writes its tables again."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from tests.conformance.arithmetic_cases import CONFORMANCE
from tests.conformance.arithmetic_counts import counts as arithmetic_counts
from tests.conformance.assignment_cases import assignment_cases
from tests.conformance.assignment_counts import assignment_choices, assignment_counts
from tests.conformance.markdown_table import markdown_table
from tests.conformance.ticket_cases import TicketCase, ticket_cases
from tests.conformance.ticket_counts import counts
from tests.conformance.ticket_families import FOLDER, ticket_family
from tests.conformance.ticket_outcomes import outcome

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "conformance.md"

_BLOCK: Final = "(<!-- {name} -->\n).*?(<!-- end -->)"


def page(text: str) -> str:
    """The page with its tables as the cases of the folder give them."""
    cases, assignments = list(ticket_cases()), assignment_cases()
    told = f"{len(cases)} whole tickets, {len(assignments)} assignments and the cases of business time"
    blocks = {
        "cases": f"{told}, fingerprint `{fingerprint()}`.",
        "arithmetic": arithmetic_counts(),
        "tickets": counts(cases),
        "choices": _choices(),
        "missing": _missing(cases),
        "assignment": assignment_counts(assignments),
        "assignment choices": assignment_choices(assignments),
    }
    for name, block in blocks.items():
        text = re.sub(_BLOCK.format(name=name), rf"\g<1>{_quoted(block)}\n\g<2>", text, flags=re.DOTALL)
    return text


def fingerprint() -> str:
    """What the folder of cases holds, in 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for folder in ("arithmetic", "assignment", "ticket_sla"):
        for file in sorted((CONFORMANCE / folder).glob("*.json")):
            digest.update(f"{folder}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _choices() -> str:
    """Every choice of every family, with both answers."""
    families = [ticket_family(file.stem) for file in sorted(FOLDER.glob("*.yaml")) if file.stem != "arithmetic"]
    rows = [
        [family.title, choice.title, choice.theirs, choice.ours]
        for family in families
        if family
        for choice in family.choices
    ]
    return markdown_table(rows, ["family", "about", "what it does", "what hindesk does"])


def _missing(cases: list[TicketCase]) -> str:
    """What the cases ask that hindesk has no word for, and how many ask it."""
    judged = [(case.family, outcome(case)) for case in cases if case.verified and case.replayable]
    told = sorted(
        (family, what)
        for family, found in judged
        if found.outcome == "not expressible"
        for what in {reason.what for reason in found.reasons if reason.outcome == "not expressible"}
    )
    rows = [[family, what, str(told.count((family, what)))] for family, what in dict.fromkeys(told)]
    if not rows:
        return "Nothing: hindesk has a word for all that the cases ask."
    return markdown_table(rows, ["family", "what is missing", "cases"])


def _quoted(block: str) -> str:
    return block.replace("\\", r"\\")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
