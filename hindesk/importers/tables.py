"""Any table as `raw`: the one place that knows which reader reads which kind of file."""

from __future__ import annotations

from hindesk.errors import InputError
from hindesk.importers.csv_table import read_csv
from hindesk.importers.job import Job
from hindesk.importers.json_table import read_json
from hindesk.importers.kinds import KIND_TITLES, kind_of
from hindesk.importers.parquet_table import read_parquet
from hindesk.importers.table import Table, create_rejects
from hindesk.importers.xlsx_table import read_xlsx


def load_table(job: Job) -> Table:
    """Fill `raw` from the job's file, every cell as text, and make the empty `raw_rejects`.

    Raises:
        InputError: the file is no table, or can't be read.
    """
    create_rejects(job.connection)
    kind = kind_of(job.path)
    if kind == "csv":
        return read_csv(job.connection, job.path, encoding=job.options.encoding, scratch=job.scratch)
    if kind == "json":
        return read_json(job.connection, job.path)
    if kind == "parquet":
        return read_parquet(job.connection, job.path)
    if kind == "xlsx":
        return read_xlsx(job.connection, job.path)
    raise InputError(f"{job.path.name} is {KIND_TITLES[kind]}, not a table")
