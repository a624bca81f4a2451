"""The package that people install: what is in it, and that it runs on its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from hindesk import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAPPED = PROJECT["tool"]["setuptools"]["package-dir"]
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", *MAPPED.values())
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def packages_on_disk() -> set[str]:
    """Every folder with an `__init__.py`, under the name that it is installed by."""
    found = set()
    for package, folder in MAPPED.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            found.add(".".join((package, *init.parent.relative_to(ROOT / folder).parts)))
    return found


def files_of(root: Path) -> set[str]:
    """Every file of the packages, under the path that it is installed at."""
    found = set()
    for package, folder in MAPPED.items():
        for file in (root / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                found.add(f"{package.replace('.', '/')}/{file.relative_to(root / folder).as_posix()}")
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is built from."""
    source = tmp_path_factory.mktemp("source")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    return source


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed here."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment of its own, which borrows the dependencies that are installed here."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--no-index", "--no-deps", "-q", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    package = next(home.rglob("hindesk/__init__.py"))
    (package.parents[1] / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home / SCRIPTS / "hindesk"


def call(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program far from the checkout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HINDESK"))}
    return subprocess.run(
        [program, *arguments], cwd=program.parent, env=clean, capture_output=True, text=True, check=False
    )


def test_the_list_of_packages_names_every_folder() -> None:
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == packages_on_disk()


def test_every_package_has_a_pinned_version() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in pins.splitlines()}
    needed = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    names = {requirement.partition(">")[0].lower() for requirement in needed}

    assert names - pinned == set()


def test_the_installed_version_is_the_one_in_the_sources() -> None:
    assert version("hindesk") == __version__


@pytest.mark.slow
def test_the_wheel_holds_every_file_under_one_name(wheel: Path, source: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name.partition("/")[0] for name in names} == {"hindesk", f"hindesk-{__version__}.dist-info"}
    assert {name for name in names if name.startswith("hindesk/")} == files_of(source)


@pytest.mark.slow
def test_the_installed_program_runs(installed: Path) -> None:
    assert call(installed, "--version").stdout == f"hindesk {__version__}\n"
    assert "Commands:" in call(installed, "--help").stdout
    assert call(installed, "status").returncode == 2


@pytest.mark.slow
def test_the_installed_program_uses_its_own_files(installed: Path) -> None:
    code = "import hindesk.cli.app, hindesk.reports.status; print(hindesk.cli.app.__file__)"
    ran = call(installed.with_name("python"), "-c", code)

    assert ran.stderr == ""
    assert Path(ran.stdout.strip()).is_relative_to(installed.parents[1])
