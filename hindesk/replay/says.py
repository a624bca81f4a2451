"""Which texts say what a pattern looks for: whole columns at once."""

from __future__ import annotations

from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from hindesk.policy.patterns import Pattern
from hindesk.replay.sql import sql
from hindesk.replay.truth import Truth, pc

_ODD: Final = r"[^\x00-\x7e가-힣]"
_ALIKE: Final = (
    (r"[\x{ad}\x{200b}-\x{200f}\x{2060}\x{feff}]", ""),
    (r"[\x{2010}-\x{2015}\x{2212}]", "-"),
    (r"[\x{2018}\x{2019}\x{2bc}]", "'"),
)
"""What looks alike, or like nothing, after compatibility characters are replaced: expressions and what they become."""

_NOTHING: Final = r"[^\x00-\x{10ffff}]"


def says_truth(pattern: Pattern, texts: pa.StringArray) -> Truth:
    """Return 1 for each text that says what a pattern looks for, else 0; null says nothing.

    A text says it if one of the pattern's phrases and none of its vetoes is found in it and, where the pattern has a
    check, one of all that its phrases find passes that. Full-width and other compatibility characters count as plain
    ones (NFKC), every hyphen and dash as `-`, and invisible characters as nothing.

    Args:
        pattern: phrases, vetoes and check; without phrases nothing says it.
        texts: the texts.
    """
    truth = np.zeros(len(texts), dtype=np.int64)
    said = pa.table({"place": pa.array(np.arange(len(texts))), "text": plain(texts)})
    said = said.filter(_found(pattern.phrases, said["text"]))
    said = said.filter(pc.invert(_found(pattern.vetoes, said["text"])))
    places = _passing(pattern, said) if pattern.check and len(said) else said["place"]
    truth[places.to_numpy()] = 1
    return truth


def plain(texts: pa.StringArray) -> pa.StringArray:
    """Return texts as patterns are looked for in them; null stays null."""
    odd = pc.fill_null(pc.match_substring_regex(texts, _ODD), fill_value=False)
    changed = pc.utf8_normalize(texts.filter(odd), form="NFKC")
    for expression, becomes in _ALIKE:
        changed = pc.replace_substring_regex(changed, expression, becomes)
    replaced: pa.StringArray = pc.replace_with_mask(texts, odd, changed)
    return replaced


def _found(expressions: tuple[str, ...], texts: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    either = "|".join(f"(?:{one})" for one in expressions) or _NOTHING
    found: pa.ChunkedArray[Any] = pc.match_substring_regex(texts, either, ignore_case=True)
    return found


def _passing(pattern: Pattern, said: pa.Table) -> pa.ChunkedArray[Any]:
    query = sql(f"says_{pattern.check}")
    found = [(phrase, said.filter(_found((phrase,), said["text"]))) for phrase in pattern.phrases]
    with duckdb.connect() as connection:
        parts = [_passed(connection, query, phrase=phrase, texts=texts) for phrase, texts in found if len(texts)]
    return pa.concat_tables(parts)["place"]


def _passed(connection: duckdb.DuckDBPyConnection, query: str, *, phrase: str, texts: pa.Table) -> pa.Table:
    connection.register("texts", texts)
    passed: pa.Table = connection.sql(query, params={"phrase": phrase}).to_arrow_table()
    return passed
