"""How many examples the heaviest random tests draw: all of them in CI, fewer where somebody waits."""

from __future__ import annotations

import os
from typing import Final

ALL: Final = bool(os.environ.get("CI"))


def examples(count: int) -> int:
    """As many of these as a run draws: a third of them, but in CI all."""
    return count if ALL else count // 3
