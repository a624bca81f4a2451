"""Counts in sentences."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun in the right number; the plural is the noun with an s unless given.

    >>> counted(1, "ticket"), counted(1200, "ticket")
    ('1 ticket', '1,200 tickets')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
