"""How a text file is encoded: found by decoding the whole of it strictly, never by guessing from its start."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.importers.files import chunks, head

UTF8: Final = "utf-8"
BOMS: Final = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NAMES: Final = "utf-8, utf-16, utf-16-le, utf-16-be, cp949, windows-1252"

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_HANGUL: Final = re.compile(r"[가-힣ㄱ-ㆎ]")
_COMMON: Final = re.compile(
    "[이다는에의가을를로하고사지은한기해서도인스대어자정니시리나일으그아부수있들원구보주장제요용상전게성동과조습합안면문신청"
    "바위만결회세라관감연비중방여적치오음무트터등업실유우미확선경공개계입민간]"
)
_ENOUGH: Final = 40
_LONG_RUN: Final = re.compile(r"[^\x00-\x7f]{4,}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def encoding_of(path: Path, named: str | None = None) -> str:
    """The codec that decodes the whole file; `named` is the one that the person names.

    UTF-8 (with or without a mark) and UTF-16 (with one) are certain. CP949 is taken where most of what is not ASCII
    becomes Hangul, Windows-1252 where it becomes single letters and signs among ASCII.

    Raises:
        InputError: the name is unknown, the file can't be decoded in it, or no encoding is plausible.
    """
    if named is not None:
        return _checked(path, named)
    start = head(path, 4096)
    for mark, name in BOMS:
        if start.startswith(mark):
            return _checked(path, name)
    if _decodes(path, UTF8):
        if b"\x00" in start:
            raise InputError(f"{path.name} is not plain text: it has zero bytes", "try --encoding utf-16-le")
        return UTF8
    for name, plausible in (("cp949", _is_korean), ("cp1252", _is_western)):
        if _decodes(path, name) and plausible(path):
            return name
    raise InputError(f"the encoding of {path.name} is not known", f"name it with --encoding: {NAMES}")


def _checked(path: Path, name: str) -> str:
    """The codec `name`, once the whole file decodes in it."""
    try:
        codec = codecs.lookup(name).name
    except LookupError as problem:
        raise InputError(f"there is no encoding {name!r}", f"--encoding takes {NAMES}") from problem
    if not _decodes(path, codec):
        line = _line_of_failure(path, codec)
        raise InputError(f"{path.name}, line {line}: this is not {name}", f"name another with --encoding: {NAMES}")
    return codec


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for chunk in chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _line_of_failure(path: Path, codec: str) -> int:
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    try:
        for chunk in chunks(path):
            for piece in chunk.splitlines(keepends=True):
                line += decoder.decode(piece).count("\n")
    except UnicodeError:
        return line
    return line


def _is_korean(path: Path) -> bool:
    """Whether it is mostly Hangul and, once there is enough of it, syllables that Korean uses most.

    Other Asian encodings turn into Hangul that is rare.
    """
    hangul, _ = _share(path, "cp949", lambda text: len(_HANGUL.findall(text)))
    common, foreign = _share(path, "cp949", lambda text: len(_COMMON.findall(text)))
    return hangul >= 0.5 and (foreign < _ENOUGH or common >= 0.2)


def _is_western(path: Path) -> bool:
    runs, _ = _share(path, "cp1252", lambda text: sum(len(run) for run in _LONG_RUN.findall(text)))
    controls, _ = _share(path, "cp1252", lambda text: len(_CONTROL.findall(text)))
    return runs < 0.1 and controls == 0


def _share(path: Path, codec: str, count: Callable[[str], int]) -> tuple[float, int]:
    """What `count` finds in the decoded file for each character that is not ASCII, and how many of those there are."""
    decoder = codecs.getincrementaldecoder(codec)()
    found = foreign = 0
    for chunk in chunks(path):
        text = decoder.decode(chunk)
        found += count(text)
        foreign += len(_FOREIGN.findall(text))
    return found / max(foreign, 1), foreign


def as_utf8(path: Path, codec: str, scratch: Path) -> Path:
    """The file itself where it is UTF-8, else a copy in UTF-8 in the folder `scratch`, which its owner clears."""
    if codecs.lookup(codec).name == UTF8:
        return path
    decoder = codecs.getincrementaldecoder(codec)()
    target = scratch / f"{path.name}.utf-8"
    with target.open("w", encoding=UTF8, newline="") as out:
        for chunk in chunks(path):
            out.write(decoder.decode(chunk))
        out.write(decoder.decode(b"", final=True))
    return target
