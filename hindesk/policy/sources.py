"""The text of a policy: one YAML file, or a folder whose files are read as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hindesk.errors import PolicyError
from hindesk.policy.findings import shown
from hindesk.yaml_source import MAX_CHARACTERS, Place, Value, YamlDocument, YamlProblem, read_yaml

CASES: Final = ".cases.yaml"
"""The end of the names of files that hold a policy's tests, which are no part of it."""

POLICY_START: Final = "a policy starts with hindesk: 1"


@dataclass(frozen=True, slots=True)
class Source:
    """A policy as it was written: its sections with their places, its whole text and that text's SHA-256."""

    sections: dict[str, Value]
    document: YamlDocument
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def read_source(path: Path) -> Source:
    """Read a policy's file, or all `*.yaml` files of a folder in the order of their names, without `*.cases.yaml`.

    Raises:
        PolicyError: there is no such file, it can't be read, or the folder has no YAML files.
    """
    files = _files(path)
    texts = [(str(file), _text(file)) for file in files]
    return source_of(texts)


def source_of(texts: Iterable[tuple[str, str | YamlProblem]]) -> Source:
    """Merge the texts of named files into one source; a section that stands in two files is a problem of the second."""
    merged = YamlDocument()
    sections: dict[str, Value] = {}
    named = list(texts)
    for file, text in named:
        if isinstance(text, YamlProblem):
            merged.problems.append(text)
            continue
        document = read_yaml(text, file=file)
        merged.problems += document.problems
        _merge(document, sections, merged, file)
    written = [text for _, text in named if isinstance(text, str)]
    return Source(sections, merged, "\n".join(written))


def _merge(document: YamlDocument, sections: dict[str, Value], merged: YamlDocument, file: str) -> None:
    """Add the sections of one file."""
    if not isinstance(document.value, dict):
        if not document.problems:
            found = "the file is empty" if document.value is None else f"found {shown(document.value)}"
            place = document.place(()) or Place(file, 1, 1)
            merged.problems.append(YamlProblem(place, (), f"{found}; {POLICY_START}"))
        return
    for key, value in document.value.items():
        if key in sections:
            message = f"the section {key!r} stands in {merged.keys[key,]} already; a section stands in one file"
            merged.problems.append(YamlProblem(document.keys[key,], (key,), message))
            continue
        sections[key] = value
        merged.values |= {path: place for path, place in document.values.items() if path[:1] == (key,)}
        merged.keys |= {path: place for path, place in document.keys.items() if path[:1] == (key,)}
    merged.values.setdefault((), document.values[()])


def _files(path: Path) -> list[Path]:
    """Return the files of a policy."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.glob("*.yaml") if not file.name.endswith(CASES))
    if not files:
        raise PolicyError(f"the folder {path} has no *.yaml files", "name a policy file, or a folder that holds one")
    return files


def _text(file: Path) -> str | YamlProblem:
    """Return a file's text, or the problem that it is not one."""
    try:
        with file.open("rb") as stream:
            content = stream.read(4 * MAX_CHARACTERS + 1)
    except FileNotFoundError as error:
        raise PolicyError(f"there is no policy {file}", "name a YAML file or a folder of them") from error
    except OSError as error:
        raise PolicyError(f"the policy {file} can't be read: {error.strerror}", "check its permissions") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return YamlProblem(Place(str(file), line, 1), (), "this is not UTF-8; save the file in that encoding")
