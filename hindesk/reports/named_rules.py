"""The rules of a section of a run's policy by their numbers, and what to say where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun


class Named(Protocol):
    """A rule with a name of its own."""

    @property
    def name(self) -> str:
        """What reports call it."""


def named_rules(listed: Sequence[Named], wanted: str | None, *, section: str, run: KeptRun) -> dict[int, str]:
    """The names of a section's rules by their numbers in a run, of all of them or of the wanted one.

    Raises:
        InputError: the section has no rule of the wanted name; the hint names the nearest and all of them.
    """
    names = [one.name for one in listed]
    if wanted is not None and wanted not in names:
        near = did_you_mean(wanted, names)
        has = f"there are {', '.join(names)}" if names else no_section(section, run)
        raise InputError(
            f"`{section}` of the policy {run.policy!r} of the replay {run.name!r} has no rule {wanted!r}",
            f"{near} {has}" if near else has,
        )
    return {number: name for number, name in enumerate(names) if wanted in (None, name)}


def no_section(section: str, run: KeptRun) -> str:
    """The sentence that says that a policy lacks a section, and what tells how to write it."""
    shows = f"`hindesk policy schema {section}` shows how to write one"
    return f"The policy {run.policy!r} has no section `{section}`; {shows}"
