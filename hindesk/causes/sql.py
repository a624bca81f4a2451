"""The SQL files of the causes."""

from __future__ import annotations

from importlib import resources


def sql(name: str) -> str:
    """The text of `<name>.sql` beside this module."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def filled(name: str, marks: dict[str, str]) -> str:
    """The text of `<name>.sql` with SQL at its marks."""
    text = sql(name)
    for mark, meaning in marks.items():
        text = text.replace(f"/* {mark} */", meaning)
    return text
