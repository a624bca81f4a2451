"""The one exception tree: what is wrong, how to mend it, and the exit code it asks for."""

from __future__ import annotations


class HindeskError(Exception):
    """A request that can't be served: a message for people and, where there is one, the way out.

    Args:
        message: what is wrong and where, one sentence without a full stop.
        hint: how to mend it; names the flag or the file.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the message and the hint apart, so that the command line can lay them out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(HindeskError):
    """The input file can't be read as what it was taken for."""


class StoreError(HindeskError):
    """The store can't be opened, read or written."""


class PolicyError(HindeskError):
    """The policy can't be used: it carries every problem that was found, with its place."""


class Interrupted(HindeskError):
    """The person stopped the command; nothing was changed."""

    exit_code = 130
