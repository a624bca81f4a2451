"""The runs that a store keeps: finding one by its name, and what its policy says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.store.store import Store
from hindesk.yaml_source import Value, read_yaml

_RUNS: Final = """
    select run, name, policy, time_zone, as_of, policy_text, policy_sha256, versions from runs order by run
"""


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One replay of one policy as the store keeps it.

    Args:
        run: its number in the tables of results.
        name: its name.
        policy: the policy's name.
        time_zone: IANA zone of the policy, in which reports show instants.
        as_of: the last instant that counted, UTC microseconds.
        policy_text: the policy's YAML; a folder's files one after the other.
        policy_sha256: the hash of that text.
        versions: JSON: the versions of hindesk, tzdata and holidays that made the run.
    """

    run: int
    name: str
    policy: str
    time_zone: str
    as_of: int
    policy_text: str = field(repr=False)
    policy_sha256: str = ""
    versions: str = "{}"

    def section(self, name: str) -> Value:
        """A section of the policy as it was written; None where the policy has none of this name."""
        value = read_yaml(self.policy_text, file=self.name).value
        return value.get(name) if isinstance(value, dict) else None


def kept_runs(store: Store) -> tuple[KeptRun, ...]:
    """Every run of the store, the last written one last."""
    return tuple(KeptRun(*row) for row in store.cursor().execute(_RUNS).fetchall())


def find_run(store: Store, name: str | None = None) -> KeptRun:
    """The run of this name; without a name, the one that was written last.

    Raises:
        InputError: the store has no run, or none of this name; the hint names those that it has.
    """
    runs = kept_runs(store)
    if not runs:
        raise InputError(f"{store.path} holds no replay yet", "`hindesk replay POLICY` makes one")
    if name is None:
        return runs[-1]
    named = {run.name: run for run in runs}
    if name not in named:
        listed = f"there are {', '.join(named)}" if len(named) > 1 else f"there is {runs[0].name}"
        nearest = did_you_mean(name, named)
        raise InputError(f"there is no replay called {name!r}", f"{nearest} {listed}" if nearest else listed)
    return named[name]
