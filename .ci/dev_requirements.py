"""Print the requirements of the dependency group `dev`, one a line, for a pip that doesn't know groups."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
sys.stdout.write("\n".join(project["dependency-groups"]["dev"]) + "\n")
