"""A desk small enough to judge by hand: five tickets with their whole history, two with milestones, one policy.

Times are those of Seoul. Everything is judged as of the last event, 12 January 2026 10:00. By the policy:

| ticket | first_response | resolution | tiers |
|---|---|---|---|
| T1, high | 30m of 1h: met | 1h 30m of 4h: met | 1 for 1h 30m |
| T2, high | 2h of 1h: breached by 1h | 5h of 4h: breached by 1h | 1 for 30m, 2 for 4h 30m |
| T3, low | 2h of 4h: met | paused after 3h of 24h | 1 for 145h |
| T4, low | running, 1h of 4h | running, 1h of 24h | 1 for 1h |
| T5, low | merged: cancelled | cancelled | 1 for 30m |
| 1, high, milestones | 30m of 1h: met; so says the export | 3h of 4h: met; the export says breached | 1 for 3h |
| 2, high, milestones | 2h of 1h: breached; the export says met | 6h of 4h, maybe paused: unknown | 1 for 6h |
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.store.store import open_store

EVENTS: Final = """\
time,ticket,event,actor,field,value,subject,priority,status,channel,company,team
2026-01-05 09:00,T1,created,customer,,,결제가 작동하지 않음,high,New,email,한빛물산,상담팀
2026-01-05 09:10,T1,change,system,assignee,김수지,,,,,,
2026-01-05 09:30,T1,message,agent,,,,,,,,
2026-01-05 10:30,T1,change,agent,status,Solved,,,,,,
2026-01-05 10:00,T2,created,customer,,,=Checkout is down,high,New,chat,Acme,상담팀
2026-01-05 10:30,T2,change,agent,team,기술팀,,,,,,
2026-01-05 12:00,T2,message,agent,,,,,,,,
2026-01-05 15:00,T2,change,agent,status,Solved,,,,,,
2026-01-06 09:00,T3,created,customer,,,배송 문의,low,New,chat,Acme,상담팀
2026-01-06 11:00,T3,message,agent,,,,,,,,
2026-01-06 12:00,T3,change,agent,status,Pending,,,,,,
2026-01-12 09:00,T4,created,customer,,,Where is my order?,low,New,email,,상담팀
2026-01-12 09:30,T5,created,customer,,,Where is my order?,low,New,email,,상담팀
2026-01-12 10:00,T5,merged,agent,,,,,,,,
"""
MAP: Final = """\
column_map: 1
name: Small desk
source: desk
rows: events
id: ticket
time_zone: Asia/Seoul
event: {at: time, kind: event, actor: actor, public: {constant: yes}, field: field, value: value}
fields: {subject: subject, priority: priority, status: status, channel: channel, company: company, team: team}
statuses: {New: new, Pending: waiting_on_customer, Solved: solved}
knows: [messages, statuses, assignees, teams]
"""
MILESTONES: Final = """\
Ticket ID,Subject,Status,Priority,Group,Created time,Initial response time,Resolved time,First response status,\
Resolution status
1,로그인 오류,Resolved,High,상담팀,2026-01-05 09:00:00,2026-01-05 09:30:00,2026-01-05 12:00:00,Within SLA,SLA Violated
2,환불 요청,Resolved,High,상담팀,2026-01-05 09:00:00,2026-01-05 11:00:00,2026-01-05 15:00:00,Within SLA,SLA Violated
"""
POLICY: Final = """\
hindesk: 1
name: 작은 데스크
time_zone: Asia/Seoul
tiers:
  - {tier: 2, when: {team: 기술팀}}
  - {tier: 1}
sla:
  - name: 긴급 (high)
    when: {priority: high}
    calendar: always
    targets: {first_response: 1h, resolution: 4h}
    pause: {resolution: [waiting_on_customer]}
  - name: Everything else
    calendar: always
    targets: {first_response: 4h, resolution: 24h}
    pause: {resolution: [waiting_on_customer]}
"""
FILES: Final = {"events.csv": EVENTS, "map.yaml": MAP, "tickets.csv": MILESTONES, "small.yaml": POLICY}


def import_small_desk(folder: Path) -> Path:
    """Write the desk's files into a folder, with a store of its imported exports, whose path it gives."""
    return _laid_out(folder, _imported())


def replay_small_desk(folder: Path) -> Path:
    """The same, with the desk replayed as the run `small`."""
    return _laid_out(folder, _replayed())


def _laid_out(folder: Path, store: bytes) -> Path:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "small.duckdb"
    path.write_bytes(store)
    return path


@cache
def _imported() -> bytes:
    with tempfile.TemporaryDirectory() as made:
        path = _laid_out(Path(made), b"")
        path.unlink()
        with open_store(path, create=True) as store:
            import_file(store, path.with_name("events.csv"), options=ImportOptions(map=path.with_name("map.yaml")))
            import_file(store, path.with_name("tickets.csv"), options=ImportOptions(time_zone="Asia/Seoul"))
        return path.read_bytes()


@cache
def _replayed() -> bytes:
    with tempfile.TemporaryDirectory() as made:
        path = import_small_desk(Path(made))
        with open_store(path) as store:
            replay(store, load_policy(path.with_name("small.yaml")), name="small")
        return path.read_bytes()
