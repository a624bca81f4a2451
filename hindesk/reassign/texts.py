"""Columns of texts: each distinct text once, with a number for every place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from hindesk.reassign.desk import Ints
from hindesk.replay.truth import pc


def numbered(texts: pa.ChunkedArray[Any]) -> tuple[list[str], Ints]:
    """The distinct texts of a column, ascending, and of each place the number of its text."""
    distinct = pc.unique(texts)
    ordered = distinct.take(pc.sort_indices(distinct))
    return ordered.to_pylist(), np.asarray(pc.index_in(texts, value_set=ordered), np.int64)


def texts_at(texts: pa.StringArray, places: Ints) -> pa.StringArray:
    """The texts at these places; null at places below 0."""
    indices: Any = pa.array(np.maximum(places, 0), pa.int64(), mask=places < 0)
    taken: pa.StringArray = texts.take(indices)
    return taken
