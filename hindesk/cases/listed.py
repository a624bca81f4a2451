"""Case files in one shape: an `expect` that stands alone is a list of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hindesk.policy.sources import Source
from hindesk.yaml_source import Path, Place, Value, YamlDocument

EXPECT: Final = "expect"


def listed(source: Source) -> Source:
    """Return the same source with every `expect` as a list; what is below keeps its places."""
    cases = source.sections.get("cases")
    if not isinstance(cases, list):
        return source
    alone = {
        number for number, case in enumerate(cases) if isinstance(case, dict) and isinstance(case.get(EXPECT), dict)
    }
    whole: list[Value] = [_with_list(case) if number in alone else case for number, case in enumerate(cases)]
    document = YamlDocument(
        source.document.value,
        _moved(source.document.values, alone),
        _moved(source.document.keys, alone),
        source.document.problems,
    )
    return replace(source, sections={**source.sections, "cases": whole}, document=document)


def _with_list(case: Value) -> Value:
    return {**case, EXPECT: [case[EXPECT]]} if isinstance(case, dict) else case


def _moved(places: dict[Path, Place], alone: set[int]) -> dict[Path, Place]:
    """Return the places, those below an `expect` that stood alone under its number as well."""
    added = {
        (*path[:3], 0, *path[3:]): place
        for path, place in places.items()
        if len(path) >= 3 and path[0] == "cases" and path[2] == EXPECT and path[1] in alone
    }
    return places | added
