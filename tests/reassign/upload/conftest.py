"""Fixtures of the upload's tests: a plan of each vendor with the help desk that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import certifi
import pytest

from tests.reassign.upload.help_desk import HelpDesk
from tests.reassign.upload.plans import Plan, desk_of, write_plan


@dataclass(frozen=True)
class Scene:
    """A plan of nine tickets in three files, and its help desk."""

    plan: Plan
    desk: HelpDesk


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No request leaves the machine, whatever the environment names as a proxy."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def one_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of one certificate authority: reading all of them takes longer than the uploads of these tests."""
    file = tmp_path_factory.mktemp("authorities") / "one.pem"
    first, end, _ = Path(certifi.where()).read_text(encoding="utf-8").partition("-----END CERTIFICATE-----\n")
    file.write_text(first + end, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _quick_start(one_authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each upload's client with that file."""
    monkeypatch.setenv("SSL_CERT_FILE", str(one_authority))


@pytest.fixture(params=["zendesk", "freshdesk"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """The same scene in each help desk."""
    plan = write_plan(tmp_path / "handover", str(request.param), (3, 4, 2))
    with desk_of(plan) as desk:
        yield Scene(plan, desk)


@pytest.fixture
def zendesk(tmp_path: Path) -> Iterator[Scene]:
    """The scene in Zendesk."""
    plan = write_plan(tmp_path / "handover", "zendesk", (3, 4, 2))
    with desk_of(plan) as desk:
        yield Scene(plan, desk)


@pytest.fixture
def freshdesk(tmp_path: Path) -> Iterator[Scene]:
    """The scene in Freshdesk."""
    plan = write_plan(tmp_path / "handover", "freshdesk", (3, 4, 2))
    with desk_of(plan) as desk:
        yield Scene(plan, desk)
