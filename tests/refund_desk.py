"""A desk whose policy acts: refunds become tasks, nobody's tickets are escalated, thanks keep tickets solved.

Times are those of Seoul; everything is judged as of Tuesday, 6 January 2026 18:00. By the policy:

| ticket | what happens |
|---|---|
| R1, refund | from 09:00 on two tasks; Finance has it until 12:00: 3h of 4h, met; the label takes 18h of 9h |
| R2, refund | from 10:00 on two tasks; Finance still has it after 17h of 4h and of 9h: both breached |
| Q1 | solved at 11:00; 13:00 "감사합니다!" and reopened by the system: stays solved |
| Q2 | solved at 11:00; 13:00 "감사합니다. 그런데 아직 안 돼요." and reopened by the system: open again, priority high |
| N1 | created 09:00 on Monday; nobody took it: at 13:00 tier 2 |
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.made_desk import desk_of

EVENTS: Final = """\
time,ticket,event,actor,field,value,subject,priority,status,team
2026-01-05 09:00,R1,created,customer,,,환불해 주세요,normal,New,Frontline
2026-01-05 12:00,R1,change,agent,team,Logistics,,,,
2026-01-06 18:00,R1,message,agent,,보냈습니다,,,,
2026-01-05 10:00,R2,created,customer,,,Refund please,normal,New,Frontline
2026-01-05 09:00,Q1,created,customer,,,로그인,normal,New,Frontline
2026-01-05 10:00,Q1,change,agent,assignee,김수지,,,,
2026-01-05 11:00,Q1,change,agent,status,Solved,,,,
2026-01-05 13:00,Q1,message,customer,,감사합니다!,,,,
2026-01-05 13:00,Q1,change,system,status,Open,,,,
2026-01-05 09:00,Q2,created,customer,,,결제,normal,New,Frontline
2026-01-05 10:00,Q2,change,agent,assignee,김수지,,,,
2026-01-05 11:00,Q2,change,agent,status,Solved,,,,
2026-01-05 13:00,Q2,message,customer,,감사합니다. 그런데 아직 안 돼요.,,,,
2026-01-05 13:00,Q2,change,system,status,Open,,,,
2026-01-05 09:00,N1,created,customer,,,배송,normal,New,Frontline
"""
MAP: Final = """\
column_map: 1
name: Refund desk
source: desk
rows: events
id: ticket
time_zone: Asia/Seoul
event: {at: time, kind: event, actor: actor, public: {constant: yes}, field: field, value: value}
fields: {subject: subject, priority: priority, status: status, team: team}
statuses: {New: new, Open: open, Solved: solved}
knows: [messages, statuses, assignees, teams]
"""
POLICY: Final = """\
hindesk: 1
name: Refund desk
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}}
priority:
  - {when: {subject: {contains: 장애}}, set: urgent}
tiers:
  - {tier: 1}
sla:
  - {name: Everyone, calendar: office, targets: {resolution: 4h}}
automation:
  on_create:
    - {name: Refunds, when: {subject: {contains: [환불, refund]}}, do: [{set: {team: Finance}}, {scenario: refund}]}
    - {name: Outages, when: {subject: {contains: outage}}, do: {set: {priority: urgent}}}
  on_update:
    - {name: Reopened, by: [customer, system], on: {changed: status}, when: {status: open}, do: {set: {priority: high}}}
  on_time:
    - name: Nobody took it
      after: 4h
      since: unassigned
      calendar: office
      when: {tags: {is_set: false}, status: new}
      do: [{set: {tier: 2}}, {notify: [team, Choi Daeun]}]
scenarios:
  refund: [{tag: refund}, {task: [Check the payment, Send a label]}]
tasks:
  Check the payment: {team: Finance, target: 4h, calendar: office}
  Send a label: {team: Logistics, target: 1bd, calendar: office, done: {status: solved}}
  Call back: {team: Frontline, target: 1h, calendar: office}
thanks: true
"""
FILES: Final = {"events.csv": EVENTS, "map.yaml": MAP, "refunds.yaml": POLICY}


def replay_refund_desk(folder: Path, policy: str = POLICY) -> Path:
    """Write the desk's files into a folder, with a store in which it is replayed as the run `refunds`."""
    return desk_of("refunds", FILES, {"events.csv": "map.yaml"}).replayed_in(folder, policy)
