"""`hindesk reassign upload`, as a command of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
import typer

from cli import boundary
from cli.commands.reassign_upload import upload
from hindesk.reassign.upload import uploading
from tests.conftest import Golden, Outcome
from tests.reassign.upload.help_desk import HelpDesk
from tests.reassign.upload.plans import Plan, desk_of, write_plan

Call = Callable[..., Outcome]

SHOWN: Final = "https://help.acme.test"
"""As long as the address of a help desk on this machine."""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan in the folder `handover` of the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return write_plan(Path("handover"), "zendesk", (3, 2))


@pytest.fixture
def desk(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Iterator[HelpDesk]:
    """Its help desk, with credentials in the environment; waits pass there alone."""
    with desk_of(plan) as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(uploading, "Manner", partial(uploading.Manner, wait=found.wait))
        yield found


@pytest.fixture
def call(desk: HelpDesk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command for that help desk; its address is shown as `SHOWN`."""
    monkeypatch.setenv("COLUMNS", "160")
    app = typer.Typer()
    app.command()(upload)

    def run(*arguments: str) -> Outcome:
        capfd.readouterr()
        given = ("handover", "--site", desk.url, *arguments)
        code = boundary.run(typer.main.get_command(app), given)
        out, err = (text.replace(desk.url, SHOWN) for text in capfd.readouterr())
        return Outcome(("reassign", "upload", "handover", "--site", SHOWN, *arguments), code, out, err)

    return run


def test_without_yes_nothing_is_sent(call: Call, desk: HelpDesk, golden: Golden) -> None:
    golden("cli/reassign-upload-dry.txt", str(call("--format", "markdown")))
    assert desk.requests == []


def test_with_yes_the_plan_is_sent(call: Call, desk: HelpDesk, plan: Plan, golden: Golden) -> None:
    golden("cli/reassign-upload.txt", str(call("--yes", "--format", "markdown")))
    assert desk.holders() == plan.gives


def test_what_is_not_as_planned_is_listed_and_tells_by_the_exit_code(
    call: Call, desk: HelpDesk, golden: Golden
) -> None:
    desk.change(2, 777)
    del desk.tickets[5]

    golden("cli/reassign-upload-deviating.txt", str(call("--yes", "--format", "markdown")))


def test_programs_get_one_row_a_ticket(call: Call) -> None:
    outcome = call("--yes", "--format", "json")

    assert [row["result"] for row in json.loads(outcome.stdout)["rows"]] == ["moved"] * 5
    assert outcome.code == 0


def test_a_plan_is_taken_back(call: Call, desk: HelpDesk) -> None:
    before = desk.holders()
    call("--yes")
    assert desk.holders() != before

    assert call("--undo", "--yes").code == 0
    assert desk.holders() == before


def test_a_stopped_upload_says_how_far_it_is_and_how_to_go_on(call: Call, desk: HelpDesk, golden: Golden) -> None:
    def stop() -> None:
        if len(desk.jobs) == 2:
            desk.meanwhile = None
            raise KeyboardInterrupt

    desk.meanwhile = stop

    golden("cli/reassign-upload-stopped.txt", str(call("--yes")))
    assert call("--yes").code == 0
    assert sorted(desk.applied) == [1, 2, 3, 4, 5]


def test_missing_credentials_are_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZENDESK_TOKEN")

    assert "ZENDESK_OAUTH_TOKEN" in call().stdout
    assert call("--yes").code == 2


@pytest.fixture
def no_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if httpx was not installed."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "hindesk.reassign.upload.calling", raising=False)
    monkeypatch.delattr("hindesk.reassign.upload.calling", raising=False)


def test_a_missing_library_is_named_with_the_way_to_get_it(call: Call, no_httpx: None) -> None:
    outcome = call("--yes")

    assert outcome.code == 2
    assert 'pip install "hindesk[upload]"' in outcome.stderr


def test_a_dry_run_needs_no_library(call: Call, no_httpx: None) -> None:
    assert call().code == 0
