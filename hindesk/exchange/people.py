"""People whom a vendor refers to, by the names that a policy takes."""

from __future__ import annotations

from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.policy.recipients import PLAIN
from hindesk.policy.turns import NOBODY
from hindesk.yaml_source import Path


def person(reference: Node, reading: Reading, at: Path) -> str:
    """Return the name of the user whom a reference means: of the names file, else its summary, else its id."""
    identifier = reference["id"].text()
    name = reading.names.name("user", identifier) or reference["summary"].text() or reference["name"].text()
    return name or reading.name_of("user", identifier, reference, at)


def is_word(name: str) -> bool:
    """Tell whether a name is a word of the language, which must be written as a person."""
    return name in (*PLAIN, NOBODY)
