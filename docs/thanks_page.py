"""The page that says how well the shipped phrases tell thanks from the rest, measured on `samples/thanks.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import pyarrow as pa

ROOT: Final = Path(__file__).parents[1]
SAMPLE: Final = ROOT / "samples" / "thanks.csv"
THANKS: Final = "thanks"
LANGUAGES: Final = {"ko": "Korean", "en": "English"}
PARTS: Final = {
    "read": "read while the phrases were written",
    "kept": "kept aside until they were done",
    "mail": "whole e-mails, read",
    "mail kept": "whole e-mails, kept aside",
}

_COLUMNS: Final = ("sample", "language", "messages", "thanks", "taken for thanks", "precision", "recall")

INTRODUCTION: Final = """\
# How well thanks are told

With `thanks: true` a customer's message to a solved ticket that only says thanks does not reopen it. A message counts
if it consists of nothing but the parts that [thanks.yaml](../../hindesk/policy/thanks.yaml) lists, and no veto is
found in it; whatever else it says reopens the ticket. `hindesk report thanks` shows what that makes of a desk's own
tickets.

The figures are those of [thanks.csv](../../samples/thanks.csv), messages made up for this purpose and labelled by hand:
`thanks` where nobody has to do anything, `other` where somebody must read it. Nearly all of them say thanks; half of
them only that. Messages that were kept aside were written after the phrases and changed nothing in them, but by the
same hand, so that they tell how the phrases do on new messages only roughly.

Whole e-mails come with salutations, closings, names, signatures and quoted history. Quoted history and signature blocks
are cut off first, as [automation.md](../concepts/automation.md#thanks) says; the rest is up to the phrases.
Unlike the others they were labelled before the phrases for them were written, all by one hand; how those that were kept
aside came out changed nothing.

- **Precision**: of the messages that count as thanks, the share that are. What is missing stays solved though somebody
  should have read it.
- **Recall**: of the messages that are thanks, the share that count. What is missing reopens its ticket, as without the
  detector.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the sample, and whether the shipped phrases take it for thanks."""

    text: str
    language: str
    label: str
    part: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How many messages there are, how many are thanks, are taken for thanks, and both."""

    messages: int
    thanks: int
    taken: int
    both: int

    @property
    def precision(self) -> float:
        """The share of what is taken for thanks that is."""
        return self.both / self.taken

    @property
    def recall(self) -> float:
        """The share of thanks that are taken for it."""
        return self.both / self.thanks


def judged() -> list[Message]:
    """The sample, with what the shipped phrases make of each message."""
    from hindesk.policy.thanks_model import shipped_thanks
    from hindesk.replay.mail_body import only_thanks

    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = pa.array([row["text"] for row in rows], pa.string())
    taken = only_thanks(shipped_thanks(), texts).tolist()
    return [
        Message(row["text"], row["language"], row["label"], row["part"], bool(flag))
        for row, flag in zip(rows, taken, strict=True)
    ]


def figures(messages: Sequence[Message]) -> Figures:
    """Count messages."""
    thanks = [one for one in messages if one.label == THANKS]
    taken = [one for one in messages if one.taken]
    return Figures(len(messages), len(thanks), len(taken), sum(one.taken for one in thanks))


def page() -> str:
    """The page as Markdown."""
    messages = judged()
    head = [f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|"]
    rows = [_row(messages, part, language) for part in PARTS for language in LANGUAGES]
    wrong = "\n".join(
        ["## Taken for the wrong thing", "", "| message | is | part |", "|---|---|---|", *_wrong(messages)]
    )
    return "\n".join([INTRODUCTION, *head, *rows, "", wrong, ""])


def _row(messages: Sequence[Message], part: str, language: str) -> str:
    found = figures([one for one in messages if (one.part, one.language) == (part, language)])
    counts = f"{found.messages} | {found.thanks} | {found.taken}"
    return f"| {PARTS[part]} | {LANGUAGES[language]} | {counts} | {found.precision:.2f} | {found.recall:.2f} |"


def _wrong(messages: Sequence[Message]) -> Iterator[str]:
    for one in messages:
        if one.taken != (one.label == THANKS):
            yield f"| {_cell(one.text)} | {one.label} | {one.part} |"


def _cell(text: str) -> str:
    return "<br>".join(escape(text, quote=False).replace("|", "\\|").splitlines())
