"""Any table, read by a column map."""

from __future__ import annotations

from hindesk.errors import InputError
from hindesk.importers.job import Job, Reading


def read_mapped(job: Job) -> Reading:
    """Stage a table as its column map says."""
    raise InputError(str(job.path))
