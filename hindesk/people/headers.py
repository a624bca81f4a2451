"""The headers of a roster, each with what it says; what is not known is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hindesk.calendars.nearest import did_you_mean, nearest
from hindesk.people.columns import Key, columns, headers, is_fact, key_of, slip
from hindesk.people.findings import Findings, Placed, Spot


def keys_of(names: Iterable[str], at: Spot, found: Findings) -> dict[str, Key]:
    """What each header of a table says, less those that are not read.

    A slip of a known header, and two headers that say the same, are problems; other unknown ones are notes.
    """
    keys: dict[str, Key] = {}
    for name in names:
        key = key_of(name)
        if key is None:
            _unknown_header(name, at, found)
            continue
        double = next((other for other, known in keys.items() if known == key), None)
        if double is not None:
            found.problem(at, name, f"the column {double!r} says the same; rename or delete one of them")
            continue
        keys[name] = key
    return keys


def check_desk(name: str, key: Key, at: Placed, found: Findings) -> None:
    """Tell where ids are of a help desk that is not listed: a problem where that can only be a slip, else a note."""
    listed = columns().desks
    if not key.desk or key.desk in listed:
        return
    near = slip(key.desk, tuple(listed))
    if near:
        found.problem(at, name, f"unknown help desk {key.desk!r}; did you mean {near}?")
    else:
        found.note(at, name, f"these are ids of a help desk called {key.desk!r}; listed are {', '.join(listed)}")


def unknown_key(name: str, known: Sequence[str]) -> str:
    """The message that a key of YAML is not known, with the nearest one or all.

    >>> unknown_key("peple", ("people", "teams"))
    "unknown key 'peple'; did you mean 'people'?"
    """
    near = nearest(name, known)
    return f"unknown key {name!r}; " + (f"did you mean {near!r}?" if near else f"keys are {', '.join(known)}")


def _unknown_header(name: str, at: Spot, found: Findings) -> None:
    """Tell of a header that is not known, unless it is blank or a fact that is not read."""
    if not name or is_fact(name):
        return
    near = slip(name, headers())
    if near:
        found.problem(at, name, f"unknown column; did you mean {near!r}? Rename it, or delete it")
        return
    advice = did_you_mean(name, headers())
    found.note(at, name, f"this column is not read{f'; {advice}' if advice else ''}")
