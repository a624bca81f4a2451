"""Korean particles, whose form depends on the sound before them: `[이/가]` in a sentence becomes one of the two."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(r"(.)([\"'”’)\]]*)\[([가-힣]{1,2})/([가-힣]{0,2})\]")
_FIRST, _LAST, _FINALS = ord("가"), ord("힣"), 28
_RIEUL: Final = 8
_CLOSED: Final = dict.fromkeys("036bcgmnpt", 1) | dict.fromkeys("178l", _RIEUL)
"""Digits and Latin letters that end in a consonant as Koreans read them, roughly."""


def with_particles(sentence: str) -> str:
    """Return the sentence with the form of each particle that fits the sound before it.

    >>> with_particles("제목[이/가] 장애[으로/로]")
    '제목이 장애로'
    """
    return _MARK.sub(_fitting, sentence)


def _fitting(found: re.Match[str]) -> str:
    before, closing, closed, plain = found.groups()
    final = _final(before)
    fits_plain = final == 0 or (closed == "으로" and final == _RIEUL)
    return f"{before}{closing}{plain if fits_plain else closed}"


def _final(sign: str) -> int:
    """The number of the final consonant of a sign, 0 where it has none."""
    if _FIRST <= ord(sign) <= _LAST:
        return (ord(sign) - _FIRST) % _FINALS
    return _CLOSED.get(sign.lower(), 0)
