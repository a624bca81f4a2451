"""Counts in sentences."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count with its noun in the right number.

    >>> counted(1, "ticket"), counted(1200, "ticket")
    ('1 ticket', '1,200 tickets')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
