"""Files that are wrong in one way each, by name: what people give the program by mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Final

GOOD: Final = """\
Ticket ID,Subject,Status,Priority,Created time,Resolved time
1,결제가 작동하지 않음,Closed,High,2026-01-05 09:00:00,2026-01-05 12:30:00
2,로그인 오류,Open,Low,2026-01-06 10:00:00,
"""

POLICY: Final = """\
hindesk: 1
name: Test
time_zone: Asia/Seoul
profile: standard
calendars:
  office: {week: {mon-fri: "09:00-18:00"}}
sla:
  - name: Everyone
    calendar: office
    targets: {first_response: 4h, resolution: 1bd}
"""

FILES: Final[dict[str, bytes]] = {
    "good.csv": GOOD.encode(),
    "empty.csv": b"",
    "cp949.csv": GOOD.encode("cp949"),
    "shift-jis.csv": GOOD.replace("결제가 작동하지 않음", "支払いができません、至急お願いします").encode(
        "shift-jis", "replace"
    ),
    "truncated.csv": GOOD.encode()[:-20],
    "open-quote.csv": GOOD.replace("로그인", '"로그인').encode(),
    "returns.csv": GOOD.replace("\n", "\r").encode(),
    "doubled.csv": GOOD.replace("Subject", "Status").encode(),
    "ambiguous.csv": GOOD.replace("2026-01-05", "05/01/2026").replace("2026-01-06", "06/01/2026").encode(),
    "undated.csv": GOOD.replace("2026-01-0", "someday 0").encode(),
    "other.csv": b"name,age\nKim,31\n",
    "good.yaml": POLICY.encode(),
    "empty.yaml": b"",
    "unknown-key.yaml": POLICY.replace("targets", "tagrets").encode(),
    "twice.yaml": POLICY.replace("name: Test", "name: Test\nname: Test").encode(),
    "never-opens.yaml": POLICY.replace('mon-fri: "09:00-18:00"', "").encode(),
    "day.yaml": POLICY.replace("1bd", "1d").encode(),
    "not-a-store.duckdb": b"These are not the tickets that you are looking for.\n",
}


def write_files(folder: Path) -> None:
    """Write every file into a folder."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
