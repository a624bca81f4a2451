"""Families of business-time libraries as data: families/arithmetic.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from hindesk.calendars.days import DaysRule

_TABLE: Final = Path(__file__).parent / "families" / "arithmetic.yaml"


@dataclass(frozen=True, slots=True)
class Family:
    """The switches of one family."""

    landing: Literal["close", "next_open"]
    back_landing: Literal["open", "previous_close"]
    add_days: DaysRule
    subtract_days: DaysRule
    shifts_on_holidays: Literal["open", "closed"]


@cache
def family(name: str) -> Family:
    """The switches of a family; those it does not state, and all of an unknown family, are the defaults."""
    table = _table()
    switches = table["defaults"] | table["families"].get(name, {})
    rules = {key: DaysRule(**switches[key]) for key in ("add_days", "subtract_days")}
    return Family(**switches | rules)


def days_rule(words: str) -> DaysRule | None:
    """The rule that the words of a case's `days_rule` name, or None where one of them is unknown."""
    known = _table()["days_rules"]
    parts = [known.get(word) for word in words.split("+")]
    return DaysRule(**{key: roll for part in parts for key, roll in part.items()}) if None not in parts else None


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table
