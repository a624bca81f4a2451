"""The help desks that files are written for: what `vendors.yaml` says, as frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

from hindesk.yaml_source import read_yaml

Part = Literal["ticket", "subject", "group", "assignee"]
"""What a column of a table holds."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What ids of one kind look like.

    Args:
        pattern: a regular expression of the whole id.
        called: what such ids are, in the plural.
        stands_in: what is written for somebody without an id; empty: there must be one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    pattern: str
    called: str
    stands_in: Literal["", "name", "email"] = ""

    def fit(self, word: str) -> bool:
        """Tell whether a word is such an id."""
        return re.fullmatch(self.pattern, word, re.ASCII) is not None


@dataclass(frozen=True, slots=True)
class VendorFiles:
    """What the files of one help desk look like; `vendors.yaml` explains each part."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    title: str
    load: str
    body: Literal["batch", "bucket", "table"]
    sets: Literal["both", "holder", "owner"]
    ticket: Ids
    person: Ids
    team: Ids | None = None
    most: int | None = None
    columns: dict[str, Part] = field(default_factory=dict)
    nothing: str = ""

    @property
    def shows(self) -> frozenset[Part]:
        """What the columns of its tables hold."""
        return frozenset(self.columns.values())


_VENDORS: Final = TypeAdapter(dict[str, VendorFiles])


@cache
def vendors() -> dict[str, VendorFiles]:
    """Every help desk that files are written for, by its word in stores and rosters."""
    text = files(__package__).joinpath("vendors.yaml").read_text(encoding="utf-8")
    return _VENDORS.validate_python(read_yaml(text, file="vendors.yaml").value)
