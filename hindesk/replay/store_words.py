"""The words of a store that is only read, for policies that may set what no ticket ever had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from hindesk.events import PRIORITIES
from hindesk.policy.values import Policy
from hindesk.replay.compile import given_words
from hindesk.store.store import Store


class StoreWords:
    """A store's words, with all four priorities and whatever else policies may set, had a ticket ever had it or not."""

    def __init__(self, store: Store, policies: Sequence[Policy] = ()) -> None:
        """Read from an open store, for some policies."""
        self._store = store
        self._given = {"priority": dict.fromkeys(PRIORITIES)}
        for policy in policies:
            for field, texts in given_words(policy).items():
                self._given.setdefault(field, {}).update(dict.fromkeys(texts))

    def fields(self) -> dict[str, int]:
        """The number of every field, by name."""
        return self._store.fields()

    def words(self, name: str) -> pa.Table:
        """The values of a field: columns code, text, category."""
        words = self._store.words(name)
        known = set(words["text"].to_pylist()) if name in self._given else set()
        lacking = [one for one in self._given.get(name, {}) if one not in known]
        codes = range(words.num_rows + 1, words.num_rows + 1 + len(lacking))
        more = pa.table({"code": list(codes), "text": lacking, "category": [0] * len(lacking)})
        return pa.concat_tables([words, more.select(words.column_names).cast(words.schema)])

    def texts(self, name: str) -> pa.Array[Any]:
        """A field's texts by code; 0 is null."""
        texts = self.words(name)["text"].cast(pa.string()).combine_chunks()
        return pa.concat_arrays([pa.array([None], pa.string()), texts])
