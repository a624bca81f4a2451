"""What one side can't say, or says without a name: each with its place in the input and a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a conversion can't carry over as it stands.

    Args:
        place: the file and where in it: a JSON path (`slas.json: $.sla_policies[0].filter`), or line and column.
        message: what can't be said or has to be filled in, as one sentence.
    """

    place: str
    message: str

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted policy.

    Args:
        text: the policy as YAML, or the vendor's JSON; ends with a newline.
        findings: what it can't say, in the order of the input.
        notes: how the input was read, one sentence each.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
