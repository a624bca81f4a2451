"""The ready policies that come with hindesk, by name."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import PolicyError
from hindesk.policy.sources import CASES

ENDING: Final = ".yaml"


def ready_policies() -> dict[str, Path]:
    """Every ready policy's file by its name, which is the file's name without its ending."""
    folder = Path(str(resources.files("hindesk.policies")))
    files = sorted(file for file in folder.glob(f"*{ENDING}") if not file.name.endswith(CASES))
    return {file.stem: file for file in files}


def policy_path(given: Path) -> Path:
    """Where a policy lies that is given by its path or, where nothing lies there, by the name of a ready one.

    Raises:
        PolicyError: neither; the hint names the ready policies.
    """
    if given.exists():
        return given
    ready = ready_policies()
    if str(given) not in ready:
        near = did_you_mean(str(given), ready)
        listed = f"name a YAML file or a folder of them, or a ready policy: {', '.join(ready)}"
        raise PolicyError(f"there is no policy {given}", f"{near} {listed}" if near else listed)
    return ready[str(given)]
