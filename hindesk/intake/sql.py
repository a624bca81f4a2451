"""The SQL files of the analyses of tickets at their creation."""

from __future__ import annotations

from importlib import resources


def sql(name: str) -> str:
    """The text of `<name>.sql` beside this module."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
