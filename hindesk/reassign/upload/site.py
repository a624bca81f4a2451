"""The address of a help desk, checked before anything is sent to it."""

from __future__ import annotations

import ipaddress
from typing import Final
from urllib.parse import SplitResult, urlsplit

from hindesk.errors import HindeskError

_HINT: Final = "give the address of the help desk alone, such as `--site https://acme.zendesk.com`"


def site_address(given: str) -> str:
    """The address as `https://host[:port]`; plain http is taken for this machine alone.

    Raises:
        HindeskError: the text is no such address. What it holds beside the host is not repeated.
    """
    try:
        parts = urlsplit(given.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise HindeskError("--site is no address", _HINT) from None
    if not host or _more_than_a_host(parts):
        raise HindeskError("--site is not the address of a help desk alone", _HINT)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
        raise HindeskError(
            f"--site: `{host}` would be called without encryption", "let the address begin with https://"
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def host_of(site: str) -> str:
    """The host of an address, without its port."""
    return urlsplit(site).hostname or ""


def _more_than_a_host(parts: SplitResult) -> bool:
    return bool("@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
