"""What a spreadsheet makes of a text, and how to keep it from running one as a formula."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run a text as a formula, by its first character."""
    return _FORMULA.match(text) is not None


def as_text(text: str) -> str:
    """The text itself, or with `'` before it where a spreadsheet may run it (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if is_formula(text) else text


def as_written(cell: str) -> str:
    """The text that `as_text` made a cell of."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell
