"""The words of a store's fields: the texts behind the codes that events and openings carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hindesk.events import CATEGORY_NAMES, Category
from hindesk.replay.codes import HANDLERS
from hindesk.replay.truth import pc

Codes = npt.NDArray[np.int64]


class Words(Protocol):
    """Where the words come from: a store."""

    def fields(self) -> dict[str, int]:
        """Return the number of every field, by name."""

    def words(self, name: str) -> pa.Table:
        """Return the values of a field: columns code (from 1, without gaps), text, category."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The texts of the fields that a policy looks at, by code; code 0 is empty."""

    numbers: dict[str, int]
    texts: dict[str, pa.StringArray]
    categories: Codes

    def code_of(self, field: str, text: str) -> int | None:
        """Return the code of a value: of the exact text, else of one that differs in case; None if there is none."""
        exact = pc.index(self.texts[field], pa.scalar(text)).as_py()
        alike = pc.index(pc.utf8_lower(self.texts[field]), pa.scalar(text.lower())).as_py()
        found = int(exact if exact >= 0 else alike)
        return None if found < 0 else found


def read_vocabulary(source: Words, fields: tuple[str, ...], statuses: dict[str, str]) -> Vocabulary:
    """Read the words of some fields.

    Args:
        source: a store.
        fields: `status` and every other field that is looked at; ones that the store lacks are empty throughout.
        statuses: a policy's categories of statuses, which override those of the readers.
    """
    numbers = source.fields()
    texts = {name: _texts(source, name) if name in numbers else pa.array([None], pa.string()) for name in fields}
    texts["handled_by"] = pa.array(HANDLERS, pa.string())
    return Vocabulary(numbers, texts, _categories(source, texts["status"], statuses))


def _texts(source: Words, name: str) -> pa.StringArray:
    words = source.words(name)
    texts = words["text"].cast(pa.string()).combine_chunks()
    return cast("pa.StringArray", pa.concat_arrays([pa.array([None], pa.string()), texts]))


def _categories(source: Words, statuses: pa.StringArray, overrides: dict[str, str]) -> Codes:
    given = source.words("status")["category"].to_numpy().astype(np.int64)
    categories = _alike(statuses, np.concatenate([np.zeros(1, np.int64), given]))
    for status, category in overrides.items():
        same = pc.equal(pc.utf8_lower(statuses), pa.scalar(status.lower()))
        categories[np.asarray(pc.fill_null(same, fill_value=False))] = CATEGORY_NAMES[category]
    for name, meant in CATEGORY_NAMES.items():
        same = np.asarray(pc.fill_null(pc.equal(pc.utf8_lower(statuses), pa.scalar(name)), fill_value=False))
        categories[same & (categories == Category.NONE)] = meant
    categories[1:][categories[1:] == Category.NONE] = Category.OPEN
    return categories


def _alike(statuses: pa.StringArray, categories: Codes) -> Codes:
    """Return the categories where what has none is of that of a status which differs from it in case alone."""
    names = pc.utf8_lower(statuses).to_pylist()
    known = {name: category for name, category in zip(names, categories.tolist(), strict=True) if category}
    lacking = np.array([known.get(name, int(Category.NONE)) for name in names], np.int64)
    return np.where(categories == Category.NONE, lacking, categories)
