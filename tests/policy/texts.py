"""Short policies for tests, and how to check them."""

from __future__ import annotations

from typing import Final

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy

HEAD: Final = "hindesk: 1\nname: Test\ntime_zone: Asia/Seoul\n"
SLA: Final = "sla: [{name: All, calendar: always, targets: {resolution: 4h}}]\n"
OFFICE: Final = 'calendars: {office: {week: {mon-fri: "09:00-18:00"}}}\n'


def policy(text: str) -> Policy:
    """The policy that a text gives, without its head and, where it has none, its sla section."""
    check = check_text(HEAD + text + ("" if "sla:" in text else SLA))
    assert check.policy is not None, "\n".join(map(str, check.problems))
    return check.policy


def problems(text: str) -> list[str]:
    """The problems of a whole policy, as lines of `policy.yaml`."""
    return [str(problem).removeprefix("policy.yaml:") for problem in check_text(text).problems]


def notes(text: str) -> list[str]:
    """The notes on a policy without its head."""
    check = check_text(HEAD + text)
    assert check.policy is not None, "\n".join(map(str, check.problems))
    return [str(note).removeprefix("policy.yaml:") for note in check.notes]
