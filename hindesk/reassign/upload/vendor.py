"""The help desks that a plan can be sent to, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Vendor:
    """How one help desk takes files.

    Args:
        name: its word in manifests.
        title: its name for people.
        domain: what the host of its own addresses ends with.
        hello: a path that everybody who is let in may read.
        call: the method and the path that a file is sent to.
        guards: whether the help desk itself refuses a ticket that was changed after the stamp sent with it.
        variables: the sets of environment variables that let somebody in, the first complete one counts.
    """

    name: str
    title: str
    domain: str
    hello: str
    call: tuple[str, str]
    guards: bool
    variables: tuple[tuple[str, ...], ...]


VENDORS: Final = {
    vendor.name: vendor
    for vendor in (
        Vendor(
            name="zendesk",
            title="Zendesk",
            domain=".zendesk.com",
            hello="/api/v2/job_statuses.json",
            call=("PUT", "/api/v2/tickets/update_many.json"),
            guards=True,
            variables=(("ZENDESK_EMAIL", "ZENDESK_TOKEN"), ("ZENDESK_OAUTH_TOKEN",)),
        ),
        Vendor(
            name="freshdesk",
            title="Freshdesk",
            domain=".freshdesk.com",
            hello="/api/v2/agents/me",
            call=("POST", "/api/v2/tickets/bulk_update"),
            guards=False,
            variables=(("FRESHDESK_API_KEY",),),
        ),
    )
}
"""By their words in manifests."""


def ways_in(vendor: Vendor) -> str:
    """The environment variables that let somebody in, in words."""
    return ", or ".join(" and ".join(names) for names in vendor.variables)
