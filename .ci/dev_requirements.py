"""Print the requirements of a dependency group, by default `dev`, one a line, for a pip that doesn't know groups."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

group = (*sys.argv[1:], "dev")[0]
project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
sys.stdout.write("\n".join(project["dependency-groups"][group]) + "\n")
