"""The page that says how well the shipped patterns find what texts say, measured on `samples/sensitive.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa

ROOT: Final = Path(__file__).parents[1]
SAMPLE: Final = ROOT / "samples" / "sensitive.csv"
SEPARATOR: Final = "; "
PARTS: Final = {"read": "Read while the phrases were written", "kept": "Kept aside until they were done"}

_COLUMNS: Final = ("pattern", "say it", "taken", "precision", "recall")

INTRODUCTION: Final = """\
# What texts say: the shipped patterns

Sensitive matters and sales opportunities are found in texts by the patterns of
[patterns.yaml](../../hindesk/policy/patterns.yaml), in Korean and English. A text says what a pattern looks for if one
of its phrases and none of its vetoes is found in it. With a check, phrases find candidates, all of which are looked
at, and the check digits of one of them must be right. Texts are compared with full-width signs as plain ones, any
hyphen or dash as `-`, and without invisible characters.

## Check digits

- **Card numbers** are those of known networks, with as many digits as these have, that pass the test of Luhn (ISO/IEC
  7812-1). Korean cards for use at home begin with 9. UnionPay cards without a check digit are missed.
- **Resident registration numbers** have a date of birth that exists and a digit for the century, 1 to 4 for citizens
  and 5 to 8 for foreigners. Citizens born before October 2020 have a check digit. Numbers given since then end in
  chance digits, and those of foreigners follow no published rule that all of them keep: these count by their date
  alone, if they are written with a hyphen or after a word such as 주민번호. Whatever else is written like that is taken
  for one; a citizen born before October 2020 who got a new number since is missed.
- **IBANs** leave 1 when they are divided by 97 (ISO 13616).
- **Bank account numbers** have no check digits that all banks share. They count beside a bank's name or a word such as
  계좌 or account number; those that begin with 0, as telephone numbers do, count only after English words.

## How well they do

The figures are those of [sensitive.csv](../../samples/sensitive.csv): texts labelled by hand with everything that they
say. People and numbers are made up; residents are not born yet or come from districts that do not exist. Many
of the texts that say nothing come close on purpose. Those that were kept aside were labelled after the phrases were
done and changed nothing in them; some are messages of the other samples, most are by the hand that wrote the phrases,
so that they tell how these do on new texts only roughly. What people say of their health or plan to buy has no end of
words: expect a good part of it to be missed, and add phrases of your own.

- **Precision**: of the texts that are taken for it, the share that say it.
- **Recall**: of the texts that say it, the share that are taken for it.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the sample: the names of the patterns whose matter it speaks of, and of those that take it for it."""

    text: str
    part: str
    language: str
    says: frozenset[str]
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many texts say what a pattern looks for, are taken for it, and both."""

    saying: int
    taken: int
    both: int

    @property
    def precision(self) -> float:
        """The share of what is taken that says it."""
        return self.both / self.taken

    @property
    def recall(self) -> float:
        """The share of what says it that is taken."""
        return self.both / self.saying


def judged() -> list[Text]:
    """The sample, with what the shipped patterns make of each text."""
    from hindesk.policy.patterns import shipped_patterns
    from hindesk.replay.says import says_truth

    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = pa.array([row["text"] for row in rows], pa.string())
    found = {name: says_truth(pattern, texts) for name, pattern in shipped_patterns().items()}
    return [
        Text(
            row["text"],
            row["part"],
            row["language"],
            frozenset(filter(None, row["says"].split(SEPARATOR))),
            frozenset(name for name, truth in found.items() if truth[place]),
        )
        for place, row in enumerate(rows)
    ]


def figures(texts: Sequence[Text], name: str) -> Figures:
    """Count texts for one pattern."""
    saying = [one for one in texts if name in one.says]
    return Figures(len(saying), sum(name in one.taken for one in texts), sum(name in one.taken for one in saying))


def page() -> str:
    """The page as Markdown."""
    texts = judged()
    tables = [line for part in PARTS for line in _table([one for one in texts if one.part == part], part)]
    return "\n".join([INTRODUCTION, *tables, *_wrong(texts), ""])


def _table(texts: Sequence[Text], part: str) -> Iterator[str]:
    from hindesk.policy.patterns import shipped_patterns

    nothing = sum(not one.says for one in texts)
    yield f"### {PARTS[part]}"
    yield f"\n{len(texts)} texts, {nothing} of which say none of it.\n"
    yield f"| {' | '.join(_COLUMNS)} |"
    yield "|---" * len(_COLUMNS) + "|"
    for name, pattern in shipped_patterns().items():
        found = figures(texts, name)
        shown = f"{found.precision:.2f} | {found.recall:.2f}"
        yield f"| {name} ({pattern.title.ko}) | {found.saying} | {found.taken} | {shown} |"
    yield ""


def _wrong(texts: Sequence[Text]) -> Iterator[str]:
    yield "## Taken for the wrong thing\n"
    yield "| text | says it, but missed | taken, but does not say it | part |"
    yield "|---|---|---|---|"
    for one in texts:
        if one.says != one.taken:
            missed, extra = (SEPARATOR.join(sorted(names)) for names in (one.says - one.taken, one.taken - one.says))
            yield f"| {one.text} | {missed} | {extra} | {one.part} |"
