"""The words of a store that is only read, for a policy that may set a priority which no ticket ever had."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from hindesk.events import PRIORITIES
from hindesk.store.store import Store


class StoreWords:
    """A store's words, with all four priorities, so that a policy may set one that no ticket ever had."""

    def __init__(self, store: Store) -> None:
        """Read from an open store."""
        self._store = store

    def fields(self) -> dict[str, int]:
        """The number of every field, by name."""
        return self._store.fields()

    def words(self, name: str) -> pa.Table:
        """The values of a field: columns code, text, category."""
        words = self._store.words(name)
        lacking = [one for one in PRIORITIES if one not in words["text"].to_pylist()] if name == "priority" else []
        codes = range(words.num_rows + 1, words.num_rows + 1 + len(lacking))
        more = pa.table({"code": list(codes), "text": lacking, "category": [0] * len(lacking)})
        return pa.concat_tables([words, more.select(words.column_names).cast(words.schema)])

    def texts(self, name: str) -> pa.Array[Any]:
        """A field's texts by code; 0 is null."""
        texts = self.words(name)["text"].cast(pa.string()).combine_chunks()
        return pa.concat_arrays([pa.array([None], pa.string()), texts])
