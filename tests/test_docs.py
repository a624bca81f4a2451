"""The documentation says what the program does."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.app import app
from docs.blocks import commands_of, filled
from tests.conftest import Run

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "policies").glob("*.md")))
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.slow
def test_generated_pages_are_current() -> None:
    ran = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.stderr == ""
    assert ran.returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_both_readmes_have_the_same_commands() -> None:
    english, korean = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md"))

    assert commands(english)
    assert commands(korean) == commands(english)
    assert commands_of(english)
    assert commands_of(korean) == commands_of(english)


def test_the_readme_goes_from_import_to_reassign() -> None:
    verbs = [command.split()[0] for command in commands_of((ROOT / "README.md").read_text(encoding="utf-8"))]

    assert list(dict.fromkeys(verbs)) == ["import", "status", "replay", "report", "simulate", "reassign"]


def test_a_block_that_shows_something_else_than_its_command_prints_is_not_current() -> None:
    page = "Text.\n\n```console\n$ hindesk status\nold\n\n$ hindesk --version\nolder\n```\n\nMore.\n"

    assert filled(page, ("new\n", "newer\n")) == page.replace("older", "newer").replace("old", "new")
    assert filled(page, ("old\n", "older\n")) == page


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_a_readme_shows_no_output_that_no_command_prints(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")

    assert set(re.findall(r"^```(\w*)$", text, flags=re.MULTILINE)) == {"sh", "console", ""}


def test_every_command_appears_in_the_guide() -> None:
    guide = "\n".join(page.read_text(encoding="utf-8") for page in GUIDE)

    assert [path for path in verbs(typer.main.get_command(app), "hindesk") if path not in guide] == []


def test_the_guide_runs_from_its_first_line_to_its_last(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("samples", "policies"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    lines = [line for page in GUIDE for line in commands(page.read_text(encoding="utf-8"))]

    assert lines
    assert [line for line in lines if run(*shlex.split(line)[1:]).code != 0] == []


def verbs(command: object, path: str) -> list[str]:
    """The words of every command that does something by itself."""
    below = getattr(command, "commands", {})
    return [path] if not below else [words for name in below for words in verbs(below[name], f"{path} {name}")]


def commands(text: str) -> list[str]:
    """The command lines of a page's `sh` blocks, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [line.partition(" #")[0].rstrip() for block in blocks for line in block.splitlines() if line.strip()]
