"""Asking for traits in a condition: `{trait: comes back}`, or any of several."""

from __future__ import annotations

from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.traits import trait_field
from hindesk.policy.values import All, Any, Condition, Test
from hindesk.yaml_source import Path


def read_traits(raw: object, *, found: Findings, path: Path) -> Condition:
    """Read the name of a trait, or a list of names, any of which the ticket has."""
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        found.add(path, "the list is empty, so nothing could match")
    places = [(*path, number) if items is raw else path for number in range(len(items))]
    parts = [_read_one(item, found=found, path=place) for item, place in zip(items, places, strict=True)]
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def _read_one(raw: object, *, found: Findings, path: Path) -> Condition:
    """Read the name of a trait; one that is a condition is spelled out."""
    name, traits = as_text(raw), found.words.traits
    if not name:
        found.add(path, f"expected the name of a trait, found {shown(raw)}")
    elif name not in traits:
        found.add(path, unknown("trait", name, traits))
    elif (trait := traits[name]) is not None:
        return trait.when or Test(trait_field(name), "is_set", ("true",))
    return All()
