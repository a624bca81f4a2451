"""A process that imports a file into a store and says what it does; tests of what survives it run this.

usage: import_process.py STORE FILE MAP [LARGEST_FILE]
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from hindesk.errors import HindeskError
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store


def main() -> int:
    """Import, with the exit code and the words that the command line would give."""
    store, file, mapped, *largest = sys.argv[1:]
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest[0]), int(largest[0])))
    options = ImportOptions(map=Path(mapped), progress=lambda step, _: print(step, flush=True))  # noqa: T201
    try:
        with open_store(Path(store), create=True) as opened:
            import_file(opened, Path(file), options=options)
    except HindeskError as problem:
        print(f"{problem.message} | {problem.hint}", file=sys.stderr)  # noqa: T201
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
