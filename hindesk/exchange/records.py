"""The records of vendors' files: answers of their APIs as JSON, or YAML, each record with its kind and its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.exchange.nodes import Node
from hindesk.exchange.tables import kinds
from hindesk.yaml_source import read_yaml

YAML_ENDINGS: Final = (".yaml", ".yml")

_START: Final = re.compile(r"\A---(?=\s)")
"""The mark of a document's start, which becomes a comment so that lines keep their numbers."""

_LARGEST: Final = 20_000_000
_KNOWN: Final = (
    "known are the API's JSON of Zendesk (SLA policies, schedules, holidays), Freshdesk (SLA policies, business "
    "hours) and PagerDuty (escalation policies, schedules, overrides), and GitLab's YAML of Zendesk's SLA policies"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One policy, schedule or the like.

    Args:
        kind: what it is, as `tables/kinds.yaml` names it.
        format: whose it is.
        node: what it says.
        under: the key of the answer that holds it, such as `group_sla_policies`; empty where it stands alone.
        above: the record of the answer around it.
    """

    kind: str
    format: str
    node: Node
    under: str = ""
    above: Node | None = None


def read_records(paths: Sequence[Path], *, form: str | None = None) -> tuple[Record, ...]:
    """Read the records of files, in their order.

    Args:
        paths: JSON or YAML files.
        form: whose they are; None: what their keys say.

    Raises:
        InputError: a file can't be read, is neither JSON nor YAML, or holds something that is no known record.
    """
    found = tuple(record for path in paths for record in _of_file(path, form))
    formats = sorted({record.format for record in found})
    if len(formats) > 1:
        raise InputError(f"these files are of several kinds: {', '.join(formats)}", "convert each kind alone")
    return found


def reason(records: Sequence[Record]) -> str:
    """Say why the files were read as what they were, after the first record."""
    first = records[0]
    keys = next(one.keys for one in kinds().kinds if one.kind == first.kind and set(one.keys) <= set(_keys(first.node)))
    count = len(records)
    return (
        f"read as {kinds().titles[first.format]} ({count} record{'s'[: count > 1]}) because "
        f"{first.node.place} has {' and '.join(keys)}; `--as` says otherwise"
    )


def _of_file(path: Path, form: str | None) -> Iterator[Record]:
    root = _load(path)
    if isinstance(root.value, dict):
        more = next((key for key in ("next_page", "more") if key in root and root[key].value is not False), None)
        if more:
            raise InputError(f"{root[more].place}: the answer goes on in a next page", "give the files of all pages")
    found = list(_unwrapped(root, form, "", None))
    if not found:
        raise InputError(f"{path} holds no policies and no schedules", _KNOWN)
    yield from found


def _unwrapped(node: Node, form: str | None, under: str, above: Node | None) -> Iterator[Record]:
    if isinstance(node.value, list):
        for item in node.list():
            yield from _unwrapped(item, form, under, above)
        return
    record = _recognised(node, form, under, above)
    if record:
        yield record
        return
    wrapped = [key for key in _keys(node) if key in kinds().wrappers]
    strange = [key for key in _keys(node) if key not in (*kinds().wrappers, *kinds().paging)]
    if not wrapped or strange:
        if "hindesk" in _keys(node):
            raise InputError(
                f"{node.place}: this is a policy already", "`--to` says for which vendor it is to be written"
            )
        what = f"a record with the keys {', '.join(_keys(node)[:6])}" if _keys(node) else "what stands here"
        wanted = f" as {kinds().titles[form]}" if form else ""
        raise InputError(f"{node.place}: {what} is not known{wanted}", _KNOWN)
    for key in wrapped:
        yield from _unwrapped(node[key], form, key, above or node)


def _recognised(node: Node, form: str | None, under: str, above: Node | None) -> Record | None:
    keys = set(_keys(node))
    wanted = "zendesk" if form == "gitlab" else form
    for one in kinds().kinds:
        if keys >= set(one.keys) and wanted in {None, one.format}:
            name = "gitlab" if node.document is not None and one.format == "zendesk" else one.format
            return Record(one.kind, name, node, under, above)
    return None


def _keys(node: Node) -> list[str]:
    return list(node.value) if isinstance(node.value, dict) else []


def _load(path: Path) -> Node:
    text = _text(path)
    if path.suffix.lower() in YAML_ENDINGS:
        document = read_yaml(_START.sub("#", text), file=str(path))
        if document.problems:
            problem = document.problems[0]
            raise InputError(f"{problem.place}: {problem.message}", "mend the file")
        return Node(document.value, str(path), document=document)
    try:
        return Node(json.loads(text), str(path))
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"{path}:{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else str(path)
        raise InputError(f"{where}: this is not JSON", "give the API's answer as it is; YAML ends in .yaml") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise InputError(f"{path} can't be read: {said}", "check the name and the folder") from error
    if len(content) > _LARGEST:
        raise InputError(f"{path} is larger than {_LARGEST:,} bytes", "give the answer about policies alone")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8", "save it in that encoding") from error
