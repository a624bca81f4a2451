"""The known word that is nearest to an unknown one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word` without regard to case, or None where nothing is alike."""
    by_folded = {name.casefold(): name for name in sorted(known)}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known word, or None."""
    found = nearest(word, known)
    return f"did you mean {found}?" if found else None
