"""A report as the bytes of an output format."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq

from hindesk.reports.format_names import Format
from hindesk.reports.layout import as_markdown, as_table
from hindesk.reports.report import Report
from hindesk.reports.rows import as_csv, as_json, as_ndjson


def render(report: Report, form: Format, *, time_zone: str = "UTC", width: int | None = None) -> bytes:
    """The report in one of the six formats; all but parquet are UTF-8 text without a byte order mark.

    Args:
        report: what to show.
        form: the format.
        time_zone: IANA zone of the instants in `table` and `markdown`; the other formats give UTC.
        width: terminal cells that a line of `table` may take; None: as wide as it is.
    """
    if form == "table":
        return as_table(report, time_zone=time_zone, width=width).encode()
    if form == "markdown":
        return as_markdown(report, time_zone=time_zone).encode()
    if form == "parquet":
        return _as_parquet(report)
    return {"csv": as_csv, "json": as_json, "ndjson": as_ndjson}[form](report).encode()


def _as_parquet(report: Report) -> bytes:
    about = {"hindesk.report": report.name, "hindesk.title": report.title, "hindesk.notes": _listed(report.notes)}
    sink = pa.BufferOutputStream()
    pq.write_table(report.table.replace_schema_metadata(about), sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _listed(notes: tuple[str, ...]) -> str:
    return json.dumps(notes, ensure_ascii=False)
