"""What the writer of a message wrote, read line by line; docs/concepts/automation.md says what is left out."""

from __future__ import annotations

import re
from itertools import dropwhile


def written(text: str) -> str:
    """A text without what it quotes and without its signature block."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    kept: list[str] = []
    while lines:
        height = _head(lines)
        if height and _begins_with(lines[height:], ">"):
            lines = list(dropwhile(lambda line: not line.strip(" \t"), lines[height:]))
        elif lines[0].lstrip(" \t").startswith(">"):
            lines = lines[1:]
        else:
            kept.append(lines.pop(0))
    end = next((place for place in range(len(kept)) if _ends_here(kept[place:])), len(kept))
    return "\n".join(kept[:end]).strip(" \t\n_")


def _head(lines: list[str]) -> int:
    """How many lines say who wrote when what follows; 0: none. Where one and two lines would do, it is what quotes."""
    heights = [height for height in (1, 2) if len(lines) >= height and _is_head(lines[:height])]
    return next((height for height in heights if _begins_with(lines[height:], ">")), heights[0] if heights else 0)


def _is_head(lines: list[str]) -> bool:
    first, last = lines[0].strip(" \t").lower(), lines[-1].rstrip(" \t").lower()
    if first.startswith("on ") and re.search("[0-9]", first[3:]) and last.endswith("wrote:"):
        return len(lines) > 1 or re.search("[0-9].*wrote:$", first) is not None
    return re.match("[0-9]{4}[년.-]", first) is not None and re.search("(작성|쓴 글) ?:$", last) is not None


def _begins_with(lines: list[str], sign: str) -> bool:
    """Whether the first line that is not empty begins with a sign."""
    return "".join(lines).strip(" \t").startswith(sign)


def _ends_here(lines: list[str]) -> bool:
    """Whether quoted history or a signature block begins with the first of these lines."""
    first = lines[0].strip(" \t").lower()
    if lines[0].rstrip(" \t") == "--" or _head(lines):
        return True
    if re.fullmatch("-{2,}[ \t]*(original (message|mail)|원본 ?(메시지|메일|이메일))[ \t]*-{2,}", first):
        return True
    below = [line.lower().lstrip(" \t*") for line in lines[1:3]]
    return re.match("(from|보낸 ?사람) ?:", first.lstrip(" \t*")) is not None and any(
        re.match("(sent|date|날짜|보낸 ?(날짜|시간|일시)) ?:", line) for line in below
    )
