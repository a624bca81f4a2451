"""Desks made for tests: files in a folder, with a store in which they are imported and replayed, made once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.store.store import open_store


@dataclass(frozen=True, slots=True)
class MadeDesk:
    """A desk: its name, which its run, its store and its policy have too, and its files.

    `tables` are the files to import, each with the column map by which it is read.
    """

    name: str
    files: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]

    def replayed_in(self, folder: Path, policy: str) -> Path:
        """Write the files into a folder, with the store in which the desk is replayed under a policy."""
        return self._laid_out(folder, _replayed(self, policy))

    def _laid_out(self, folder: Path, store: bytes) -> Path:
        for name, text in self.files:
            (folder / name).write_text(text, encoding="utf-8")
        path = folder / f"{self.name}.duckdb"
        path.write_bytes(store)
        return path


def desk_of(name: str, files: Mapping[str, str], tables: Mapping[str, str]) -> MadeDesk:
    """A desk of these files."""
    return MadeDesk(name, tuple(files.items()), tuple(tables.items()))


@cache
def _replayed(desk: MadeDesk, policy: str) -> bytes:
    with tempfile.TemporaryDirectory() as made:
        path = desk._laid_out(Path(made), b"")
        path.unlink()
        rules = path.with_suffix(".yaml")
        rules.write_text(policy, encoding="utf-8")
        with open_store(path, create=True) as store:
            for table, column_map in desk.tables:
                import_file(store, path.with_name(table), options=ImportOptions(map=path.with_name(column_map)))
            replay(store, load_policy(rules), name=desk.name)
        return path.read_bytes()
