"""The address of a help desk."""

from __future__ import annotations

import pytest

from hindesk.errors import HindeskError
from hindesk.reassign.upload.site import site_address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://acme.zendesk.com", "https://acme.zendesk.com"),
        (" HTTPS://Acme.Zendesk.com/ ", "https://acme.zendesk.com"),
        ("https://help.acme.example:8443", "https://help.acme.example:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_its_host_alone(given: str, address: str) -> None:
    assert site_address(given) == address


@pytest.mark.parametrize(
    "given",
    [
        "http://acme.zendesk.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "ftp://localhost",
        "acme.zendesk.com",
        "https://",
        "https://acme.zendesk.com/agent",
        "https://acme.zendesk.com?x=1",
        "https://me@acme.zendesk.com",
        "https://acme.zendesk.com:port",
        "https://[acme",
        "",
    ],
)
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(HindeskError, match="--site"):
        site_address(given)


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(HindeskError) as raised:
        site_address("https://me:hunter2@acme.zendesk.com")

    assert "hunter2" not in f"{raised.value.message} {raised.value.hint}"
