"""What is loaded when: help and version load no engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"duckdb", "pyarrow", "numpy", "pydantic", "numba", "holidays", "tabulate", "wcwidth", "yaml", "rich"}
LIGHT = {"hindesk.errors", "hindesk.reports", "hindesk.reports.format_names"}


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after it ran this."""
    script = f"import sys\n{code}\nsys.stderr.write(chr(10).join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


def tops(modules: set[str]) -> set[str]:
    """The top-level packages of these modules."""
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_load_no_engine(arguments: list[str]) -> None:
    modules = loaded(f"from cli.app import main; main({arguments!r})")

    assert tops(modules) & HEAVY == set()
    assert {name for name in modules if name.startswith("hindesk.")} <= LIGHT


def test_help_of_a_command_loads_no_engine() -> None:
    modules = loaded("from cli.app import main; main(['status', '--help'])")

    assert tops(modules) & HEAVY <= {"pydantic"}, "Typer reads options with pydantic; nothing else may load"
    assert {name for name in modules if name.startswith("hindesk.")} <= LIGHT


def test_the_replay_loads_its_compiler_only_when_it_runs() -> None:
    assert "numba" not in loaded("import hindesk.replay")
