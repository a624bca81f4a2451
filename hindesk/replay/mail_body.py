"""What the writer of a message wrote: mail without the history that it quotes and without its signature block."""

from __future__ import annotations

from typing import Any, Final, cast

import pyarrow as pa
import pyarrow.compute

from hindesk.policy.automation import Thanks
from hindesk.policy.values import Test
from hindesk.replay.truth import Truth, truth_of

pc: Any = pyarrow.compute
"""Its stubs know only some of its functions and argument types."""

_ENGLISH_HEAD: Final = r"[ \t]*On [^\n]*\d[^\n]*(?:\n[^\n]*)??wrote:[ \t]*$"
_KOREAN_HEAD: Final = r"[ \t]*\d{4}(?:년|[.-])[^\n]*(?:\n[^\n]*)??(?:작성|쓴 글) ?:[ \t]*$"
_HEAD: Final = f"(?:{_ENGLISH_HEAD}|{_KOREAN_HEAD})"
"""The line or two lines that say who wrote when what is quoted below."""

_ORIGINAL: Final = r"[ \t]*-{2,}[ \t]*(?:original (?:message|mail)|원본 ?(?:메시지|메일|이메일))[ \t]*-{2,}[ \t]*$"
_SENDER: Final = (
    r"[ \t*]*(?:from|보낸 ?사람) ?:[^\n]*\n(?:[^\n]*\n)?[ \t*]*(?:sent|date|날짜|보낸 ?(?:날짜|시간|일시)) ?:"
)
_SIGNATURE: Final = r"--[ \t]*$"

_STEPS: Final = (
    ("\r\n?", "\n"),
    ("\u00a0", " "),
    (rf"(?im)^{_HEAD}\s*\n[ \t]*>", ">"),
    (r"(?m)^[ \t]*>[^\n]*\n?", ""),
    (rf"(?ims)^(?:{_HEAD}|{_ORIGINAL}|{_SENDER}|{_SIGNATURE}).*", ""),
)
"""Regular expressions (RE2), and what stands in place of what they match, one after the other."""

_ENDS: Final = " \t\n_"


def body_of(texts: pa.StringArray) -> pa.StringArray:
    """Return each text without quoted lines, and cut off where quoted history or a signature block begins.

    docs/concepts/automation.md says what counts as such. Line ends become line feeds; no white space is at the ends. A
    text of which nothing is left is null, as null is.
    """
    for expression, instead in _STEPS:
        texts = pc.replace_substring_regex(texts, expression, instead)
    left = pc.utf8_trim(texts, characters=_ENDS)
    return cast("pa.StringArray", pc.if_else(pc.equal(left, ""), None, left))


def only_thanks(thanks: Thanks, texts: pa.StringArray) -> Truth:
    """Return 1 for each text whose body matches a phrase and no veto, else 0."""
    bodies = body_of(texts)
    says = truth_of(Test("text", "matches", thanks.phrases), bodies)
    if not thanks.vetoes:
        return says
    return cast("Truth", says & (1 - truth_of(Test("text", "matches", thanks.vetoes), bodies)))
