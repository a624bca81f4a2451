"""A history that is written as a table of events and imported is the same history."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store
from tests.importers.stories import Told, events

MAP = """
column_map: 1
source: desk
rows: events
id: ticket
missing: []
event: {at: at, order: n, kind: kind, actor: actor, person: person, field: field, value: value}
"""

START = datetime(2026, 1, 1, tzinfo=UTC)
ZONES = ("UTC", "Asia/Seoul", "America/New_York")
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")

texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), st.sampled_from(' "\n,;|한')
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text == text.strip())


@dataclass(frozen=True, slots=True)
class Row:
    """One event: the minute, what happened, by whom, and to which field."""

    minute: int
    kind: str
    actor: str
    field: str
    value: str
    person: str


def rows() -> st.SearchStrategy[Row]:
    minute = st.integers(0, 400 * 24 * 60)
    actor = st.sampled_from(["customer", "agent", "bot", "system"])
    person = st.one_of(st.just(""), texts)
    return st.one_of(
        st.builds(Row, minute, st.just("change"), actor, st.sampled_from(["status", "team", "나라"]), texts, person),
        st.builds(Row, minute, st.just("message"), actor, st.just(""), st.one_of(st.just(""), texts), person),
        st.builds(Row, minute, st.sampled_from(["merged", "deleted"]), actor, st.just(""), st.just(""), person),
    )


histories = st.dictionaries(texts, st.lists(rows(), max_size=8), min_size=1, max_size=5)


def written(history: dict[str, list[Row]], zone: str, separator: str) -> str:
    """The table: each ticket is created at minute 0; what shares an instant is ordered by `n`."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=separator)
    table.writerow(["ticket", "at", "n", "kind", "actor", "field", "value", "person"])
    for key, happened in history.items():
        for n, row in enumerate([Row(0, "created", "customer", "", "", ""), *happened]):
            at = (START + timedelta(minutes=row.minute)).astimezone(ZoneInfo(zone))
            table.writerow([key, at.isoformat(), n, row.kind, row.actor, row.field, row.value, row.person])
    return out.getvalue()


def expected(happened: list[Row]) -> list[Told]:
    """The same history as the store should tell it."""
    ordered = sorted(happened, key=lambda row: row.minute)
    created = Row(0, "created", "customer", "", "", "")
    return [
        (
            int(START.timestamp() + row.minute * 60) * 1_000_000,
            row.kind,
            row.actor,
            "text" if row.kind == "message" and row.value else row.field,
            row.value,
            row.person,
        )
        for row in [created, *ordered]
    ]


@settings(max_examples=25, deadline=None)
@given(histories, st.sampled_from(ZONES), st.sampled_from(SEPARATORS), st.sampled_from(ENCODINGS))
def test_a_history_survives_being_written_and_imported(
    history: dict[str, list[Row]], zone: str, separator: str, encoding: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "map.yaml").write_text(MAP, encoding="utf-8")
        (folder / "log.csv").write_bytes(written(history, zone, separator).encode(encoding))
        with open_store(folder / "s.duckdb", create=True) as store:
            summary = import_file(store, folder / "log.csv", options=ImportOptions(map=folder / "map.yaml"))
            assert summary.rejects.to_pylist() == []
            assert {key: events(store, "desk", key) for key in history} == {
                key: expected(happened) for key, happened in history.items()
            }
