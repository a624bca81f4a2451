"""Who is calling: read from the environment alone, and never shown."""

from __future__ import annotations

import base64
import logging
import traceback
from pathlib import Path

import pytest

from hindesk.errors import HindeskError
from hindesk.reassign.upload.credentials import credentials
from hindesk.reassign.upload.uploading import rehearse
from hindesk.reassign.upload.vendor import VENDORS
from tests.reassign.upload.conftest import Scene
from tests.reassign.upload.help_desk import KEY, OAUTH, TOKEN, Fault
from tests.reassign.upload.plans import send

SECRETS = (
    KEY,
    OAUTH,
    TOKEN,
    base64.b64encode(f"{KEY}:X".encode()).decode(),
    base64.b64encode(f"lead@acme.example/token:{TOKEN}".encode()).decode(),
)


def shows_a_secret(text: str) -> bool:
    """Whether a text holds a secret, as it is or as it is sent."""
    return any(secret in text for secret in SECRETS)


def written(folder: Path) -> str:
    """Everything in the folder."""
    return "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file())


def test_a_help_desk_that_says_secrets_aloud_does_not_get_them_into_the_journal_or_the_report(scene: Scene) -> None:
    aloud = Fault(422, body={"error": f"{TOKEN} {KEY} {SECRETS[3]} {SECRETS[4]}"})
    scene.desk.faulty_changes |= {0: aloud, 1: aloud}

    told = str(send(scene.plan, scene.desk).tickets.to_pylist())

    ours = set(scene.desk.environment.values())
    coded = SECRETS[3] if scene.plan.vendor == "freshdesk" else SECRETS[4]
    for secret in {*ours, coded} - {"lead@acme.example"}:
        assert secret not in told
        assert secret not in written(scene.plan.folder)
    assert "…" in told


@pytest.mark.parametrize(
    "fault",
    [
        Fault(401, body={"error": f"bad {TOKEN}{KEY}"}),
        Fault(302, {"Location": f"http://x/{KEY}"}),
        Fault(500),
        "before",
    ],
)
def test_no_error_and_no_traceback_shows_a_secret(
    scene: Scene, fault: Fault, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    own = {*scene.desk.environment.values()} - {"lead@acme.example"}
    scene.desk.faults |= dict.fromkeys(range(100), fault)

    with caplog.at_level(logging.INFO), pytest.raises(HindeskError) as raised:
        send(scene.plan, scene.desk)

    out, err = capfd.readouterr()
    for text in ("".join(traceback.format_exception(raised.value)), out, err, caplog.text, repr(raised.value)):
        assert not any(secret in text for secret in own)
    assert not shows_a_secret(written(scene.plan.folder))


def test_credentials_do_not_show_themselves() -> None:
    known = credentials(VENDORS["zendesk"], {"ZENDESK_OAUTH_TOKEN": OAUTH})

    assert known.header == f"Bearer {OAUTH}"
    assert not shows_a_secret(repr(known))


def test_a_token_goes_with_its_address_as_zendesk_wants_it() -> None:
    known = credentials(VENDORS["zendesk"], {"ZENDESK_EMAIL": "lead@acme.example", "ZENDESK_TOKEN": f" {TOKEN}\n"})

    assert known.header == f"Basic {SECRETS[4]}"


def test_a_key_of_freshdesk_goes_as_the_name_of_a_user() -> None:
    assert credentials(VENDORS["freshdesk"], {"FRESHDESK_API_KEY": KEY}).header == f"Basic {SECRETS[3]}"


def test_missing_variables_are_named() -> None:
    with pytest.raises(HindeskError) as raised:
        credentials(VENDORS["zendesk"], {"ZENDESK_EMAIL": "lead@acme.example"})

    assert raised.value.hint == "set ZENDESK_EMAIL and ZENDESK_TOKEN, or ZENDESK_OAUTH_TOKEN in the environment"


@pytest.mark.parametrize("value", [f"{OAUTH}\r\nHost: x", f"{OAUTH} x", f"{OAUTH}é"])
def test_a_token_that_can_not_be_one_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(HindeskError) as raised:
        credentials(VENDORS["zendesk"], {"ZENDESK_OAUTH_TOKEN": value})

    assert "ZENDESK_OAUTH_TOKEN" in raised.value.message
    assert not shows_a_secret("".join(traceback.format_exception(raised.value)))


def test_an_oauth_token_lets_in_too(zendesk: Scene) -> None:
    told = rehearse(
        zendesk.plan.folder, zendesk.desk.url, set_name="upload", environment={"ZENDESK_OAUTH_TOKEN": OAUTH}
    )

    assert told.notes == ()
