"""Where the real exports and conformance cases lie that some tests read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

SHARED: Final = Path(os.environ.get("HINDESK_SHARED", Path(__file__).parents[2] / "shared"))
"""The folder of real data: `HINDESK_SHARED`, or `../shared` beside the checkout."""

needs_shared: Final = pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs the folder {SHARED} (HINDESK_SHARED)")
"""Mark of tests that read it."""
