"""Who is calling: read from the environment alone, and never shown."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from hindesk.errors import HindeskError
from hindesk.reassign.upload.vendor import Vendor, ways_in

HIDDEN: Final = "…"
"""What stands where a secret would."""

_VISIBLE: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What lets somebody in.

    Args:
        header: the value of the header `Authorization`.
        secrets: every text that must not be shown.
    """

    header: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)

    def hidden(self, text: str) -> str:
        """The text with every secret in it replaced."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return text


def credentials(vendor: Vendor, environment: Mapping[str, str]) -> Credentials:
    """The credentials for a help desk, from the first complete set of its variables.

    Raises:
        HindeskError: none is complete, or a value holds what no key or token has.
    """
    for names in vendor.variables:
        values = tuple(environment.get(name, "").strip() for name in names)
        if all(values):
            _check(names, values)
            return _made(vendor, values)
    raise HindeskError(f"nothing says who is calling {vendor.title}", f"set {ways_in(vendor)} in the environment")


def _check(names: tuple[str, ...], values: tuple[str, ...]) -> None:
    for name, value in zip(names, values, strict=True):
        if not _VISIBLE.fullmatch(value):
            raise HindeskError(
                f"{name} holds spaces, line breaks or letters that it can't have",
                f"copy it again and set {name} in the environment",
            )


def _made(vendor: Vendor, values: tuple[str, ...]) -> Credentials:
    if vendor.name == "freshdesk":
        return _basic(f"{values[0]}:X", values[0])
    if len(values) == 2:
        return _basic(f"{values[0]}/token:{values[1]}", values[1])
    return Credentials(f"Bearer {values[0]}", values)


def _basic(pair: str, secret: str) -> Credentials:
    coded = base64.b64encode(pair.encode("ascii")).decode("ascii")
    return Credentials(f"Basic {coded}", (coded, secret))
