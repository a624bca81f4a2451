"""`python -m cli` in a checkout, `python -m hindesk.cli` where it is installed."""

from __future__ import annotations

import sys

from .app import main

if __name__ == "__main__":
    sys.exit(main())
