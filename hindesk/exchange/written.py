"""Policies as YAML text that reads well: short mappings in one line, and comments where they belong."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hindesk.yaml_source import Path, Value, scalar

WIDTH: Final = 120

_PLAIN: Final = re.compile(r"[^\W_][\w .%/()+@-]*")
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_ODD: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_UNNAMED: Final = "replace by the names that your exports use: "
_APART: Final = ("calendars", "on_call", "sla")


@dataclass(slots=True)
class Draft:
    """A policy that is being written: its sections, and comments by the path that they stand above or beside."""

    sections: dict[str, Value] = field(default_factory=dict)
    above: dict[Path, list[str]] = field(default_factory=dict)
    head: list[str] = field(default_factory=list)

    def note(self, path: Path, text: str) -> None:
        """Put a comment above what stands at a path; where nothing comes to stand there, above what is around it."""
        lines = self.above.setdefault(path, [])
        if text not in lines:
            lines.append(text)

    def unnamed(self, path: Path, what: str) -> None:
        """Put an id that has no name into the comment above what stands at a path."""
        lines = self.above.setdefault(path, [])
        for number, line in enumerate(lines):
            if line.startswith(_UNNAMED):
                if what not in line.removeprefix(_UNNAMED).split(", "):
                    lines[number] = f"{line}, {what}"
                return
        lines.append(f"{_UNNAMED}{what}")

    def gather(self, path: Path) -> None:
        """Put all comments below a path above it, since what they are about is left out."""
        for below in [one for one in self.above if one != path and one[: len(path)] == path]:
            for line in self.above.pop(below):
                self.note(path, line)

    def text(self) -> str:
        """Return the policy as YAML."""
        comments = self.settled()
        head = _comments([*self.head, *comments.get((), ())], "")
        return "\n".join([*head, *_Writer(comments).mapping(self.sections, (), "")]) + "\n"

    def settled(self) -> dict[Path, list[str]]:
        """Return the comments by paths at which something stands."""
        found: dict[Path, list[str]] = {}
        for path, lines in self.above.items():
            place = path
            while place and not _stands(self.sections, place):
                place = place[:-1]
            found.setdefault(place, []).extend(lines)
        return found


def written(value: Value) -> str:
    """Write a value in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_text(key)}: {written(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    """Write a text plainly where it then reads as the same text, else in quotes."""
    plain = (_PLAIN.fullmatch(text) and text == text.strip()) or _TIME.fullmatch(text)
    if plain and (scalar(text) == text or re.fullmatch(r"\d+", text)):
        return text
    return _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _stands(value: Value, path: Path) -> bool:
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return True


def _comments(lines: Sequence[str], indent: str) -> list[str]:
    mark = f"{indent}# "
    return [
        part
        for line in lines
        for part in textwrap.wrap(
            " ".join(_ODD.sub("?", line).split()), WIDTH, initial_indent=mark, subsequent_indent=mark,
            break_long_words=False, break_on_hyphens=False,
        )
    ]  # fmt: skip


class _Writer:
    """Writes block by block; what fits a line and has no comments below it becomes one."""

    def __init__(self, comments: Mapping[Path, list[str]]) -> None:
        self._comments = comments

    def mapping(self, value: dict[str, Value], path: Path, indent: str) -> list[str]:
        """Return the lines of a mapping's keys."""
        lines: list[str] = []
        for key, one in value.items():
            if not path and lines and isinstance(one, dict | list):
                lines.append("")
            lines += _comments(self._comments.get((*path, key), ()), indent)
            lines += self._under(f"{indent}{_text(key)}:", one, (*path, key), indent)
        return lines

    def _under(self, start: str, value: Value, path: Path, indent: str) -> list[str]:
        line = f"{start} {written(value)}"
        if not isinstance(value, dict | list) or not value or (len(line) <= WIDTH and self._flows(path, value)):
            return [line]
        if isinstance(value, list):
            return [start, *self._items(value, path, f"{indent}  ")]
        return [start, *self.mapping(value, path, f"{indent}  ")]

    def _items(self, values: list[Value], path: Path, indent: str) -> list[str]:
        lines: list[str] = []
        for number, value in enumerate(values):
            place = (*path, number)
            if path == ("sla",) and number:
                lines.append("")
            lines += _comments(self._comments.get(place, ()), indent)
            line = f"{indent}- {written(value)}"
            if not isinstance(value, dict) or (len(line) <= WIDTH and self._flows(place, value)):
                lines.append(line)
                continue
            block = self.mapping(value, place, f"{indent}  ")
            first = next(index for index, text in enumerate(block) if not text.lstrip().startswith("#"))
            lines += [text[2:] for text in block[:first]]
            lines += [f"{indent}- {block[first].lstrip()}", *block[first + 1 :]]
        return lines

    def _flows(self, path: Path, value: Value) -> bool:
        """Tell whether a value may be one line: nothing below it has a comment, and it is no section's entry."""
        if path[:1] == ("sla",) and len(path) <= 2:
            return False
        if isinstance(value, dict) and len(path) == 1 and path[0] in _APART:
            return False
        if path[-1:] in {("targets",), ("escalate",)}:
            return False
        if isinstance(value, list) and len(path) > 1 and (path[-1] in {"remind", "layers"} or path[-2] == "escalate"):
            return False
        return not any(len(one) > len(path) and one[: len(path)] == path for one in self._comments)
