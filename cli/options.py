"""Options and arguments that several commands share; one name, one meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from hindesk.reports.format_names import Format

STORE: Final = Path("hindesk.duckdb")

StoreOption = Annotated[
    Path, typer.Option("--store", envvar="HINDESK_STORE", metavar="FILE", help="The file that holds the tickets.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, markdown, csv, json, ndjson or parquet; by default what FILE ends with, else a table.",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the terminal.")
]
ZoneOption = Annotated[
    str, typer.Option("--time-zone", metavar="ZONE", help="Show instants in this time zone, such as Asia/Seoul.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="INSTANT",
        help='Judge as of this instant, such as "2026-03-31" (its end), "2026-03-31 18:00" (in the time zone of the '
        'policy) or "2026-03-31T18:00+09:00"; by default the last one in the store.',
    ),
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="Show at most N rows.")]
PolicyArgument = Annotated[
    Path,
    typer.Argument(
        metavar="POLICY",
        help="A policy: a YAML file, a folder of them, or the name of a ready one, such as saas-korea.",
        show_default=False,
    ),
]
RunOption = Annotated[
    str | None, typer.Option("--run", metavar="NAME", help="The replay to look at; by default the last one.")
]
MetricOption = Annotated[
    list[str] | None, typer.Option("--metric", metavar="NAME", help="Only this metric; may be given several times.")
]
PercentOption = Annotated[
    float | None,
    typer.Option(
        "--fail-on", min=0, max=100, metavar="PERCENT", help="End with exit code 1 if attainment is below PERCENT."
    ),
]
