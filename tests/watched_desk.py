"""A desk whose policy watches: who holds what, what needs an approval, what is said in public, and what is remarkable.

Times are those of Seoul; everything is judged as of Monday, 5 January 2026 20:00. By the policy:

| ticket | who held it | what is said and done |
|---|---|---|
| W1, billing | Lee 09:00–10:00 and 12:00–15:00: outside; a stranger 15:00–18:00 | a card number at 09:30; below |
| W2, billing | Lee from 10:00 on: outside | a card number at 10:00, on facebook until it moves to chat at 13:00 |
| W3, question | Kim: fine | a card number at 11:00, still on twitter; 12:00 a refund by Lee, not approved |
| W4, billing | Kim: fine | refunds at 10:00 (approved, nobody is named) and 14:00 (by Kim, not approved) |
| W5, question | Kim: fine | from the customer of W4 |
| S1, billing | Lee, as far as is known, 09:00–11:00: outside | a second help desk, whose messages are not told |

W1 is on twitter until 10:30, and from 11:00 until it is solved at 18:00. Kim is of the team Billing, Lee is not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.made_desk import desk_of

_CARD: Final = "4111 1111 1111 1111"
EVENTS: Final = f"""\
time,ticket,event,actor,person,field,value,subject,status,type,channel,customer,team,assignee,followers
2026-01-05 09:00,W1,created,customer,Choi,,,결제 문의,New,billing,twitter,choi,Desk,Lee Ana,20000
2026-01-05 09:30,W1,message,customer,Choi,,My card is {_CARD},,,,,,,,
2026-01-05 10:00,W1,change,agent,Lee Ana,assignee,Kim Suji,,,,,,,,
2026-01-05 10:30,W1,change,agent,Kim Suji,channel,email,,,,,,,,
2026-01-05 11:00,W1,change,agent,Kim Suji,channel,twitter,,,,,,,,
2026-01-05 12:00,W1,change,agent,Kim Suji,assignee,Lee Ana,,,,,,,,
2026-01-05 15:00,W1,change,agent,Lee Ana,assignee,Stranger,,,,,,,,
2026-01-05 18:00,W1,change,agent,Stranger,status,Solved,,,,,,,,
2026-01-05 10:00,W2,created,customer,Jung,,,card {_CARD},New,billing,facebook,jung,Billing,Lee Ana,10
2026-01-05 13:00,W2,change,agent,Lee Ana,channel,chat,,,,,,,,
2026-01-05 20:00,W2,message,agent,Lee Ana,,확인 중입니다,,,,,,,,
2026-01-05 10:00,W3,created,customer,Han,,,How do I pay?,New,question,twitter,han,Desk,Kim Suji,10
2026-01-05 11:00,W3,message,customer,Han,,with {_CARD},,,,,,,,
2026-01-05 12:00,W3,change,agent,Lee Ana,refund,200000,,,,,,,,
2026-01-05 09:00,W4,created,customer,Park,,,환불,New,billing,email,park,Billing,Kim Suji,
2026-01-05 09:30,W4,change,agent,Kim Suji,approval,granted,,,,,,,,
2026-01-05 10:00,W4,change,agent,,refund,150000,,,,,,,,
2026-01-05 11:00,W4,change,agent,Kim Suji,approval,,,,,,,,,
2026-01-05 14:00,W4,change,agent,Kim Suji,refund,300000,,,,,,,,
2026-01-05 12:00,W5,created,customer,Park,,,환불은 언제,New,question,email,park,Billing,Kim Suji,
"""
MAP: Final = """\
column_map: 1
name: Watched desk
source: desk
rows: events
id: ticket
time_zone: Asia/Seoul
event:
  {at: time, kind: event, actor: actor, person: person, public: {constant: yes}, field: field, value: value}
fields:
  {subject: subject, status: status, type: type, channel: channel, customer: customer, team: team,
   assignee: assignee, followers: followers}
statuses: {New: new, Open: open, Solved: solved}
knows: [messages, statuses, assignees, teams]
"""
SHOP: Final = """\
time,ticket,event,actor,field,value,subject,status,type,channel,customer,team,assignee
2026-01-05 09:00,S1,created,customer,,,Invoice,New,billing,email,shop,Desk,Lee Ana
2026-01-05 11:00,S1,change,agent,status,Solved,,,,,,,
"""
SHOP_MAP: Final = """\
column_map: 1
name: Shop
source: shop
rows: events
id: ticket
time_zone: Asia/Seoul
event: {at: time, kind: event, actor: actor, field: field, value: value}
fields:
  {subject: subject, status: status, type: type, channel: channel, customer: customer, team: team, assignee: assignee}
statuses: {New: new, Open: open, Solved: solved}
knows: [statuses]
"""
PEOPLE: Final = """\
name,team,tier
Kim Suji,Billing,2
Lee Ana,Desk,1
"""
POLICY: Final = """\
hindesk: 1
name: Watched desk
time_zone: Asia/Seoul
people: people.csv
fields: [followers, refund, approval]
traits:
  influential: {when: {followers: {above: 10000}}}
  comes back: {tickets: 2, same: customer, within: 7 days}
  card data: {says: card number}
  wants a quote: {says: {phrases: [견적]}}
priority:
  - {when: {trait: [influential, comes back]}, set: high}
tiers:
  - {tier: 2, when: {type: billing}}
  - {tier: 1}
permissions:
  - {name: Payments, when: {type: billing}, hold: [{team: Billing}]}
  - {name: Questions, when: {type: question}, hold: [{tier: own}]}
approvals:
  - name: Large refunds
    on: {changed: refund}
    when: {refund: {above: 100000}}
    approved: {approval: granted}
  - {name: Mergers, on: merged, approved: {approval: granted}}
sensitive:
  - {name: Card data, when: {trait: card data}, public: {channel: [twitter, facebook]}}
  - {name: Outages, when: {type: outage}, public: {channel: [twitter, facebook]}}
sla:
  - {name: Everyone, calendar: always, targets: {resolution: 8h}}
"""
FILES: Final = {
    "events.csv": EVENTS,
    "map.yaml": MAP,
    "shop.csv": SHOP,
    "shop-map.yaml": SHOP_MAP,
    "people.csv": PEOPLE,
    "watched.yaml": POLICY,
}
TABLES: Final = {"events.csv": "map.yaml", "shop.csv": "shop-map.yaml"}


def replay_watched_desk(folder: Path, policy: str = POLICY) -> Path:
    """Write the desk's files into a folder, with a store in which it is replayed as the run `watched`."""
    return desk_of("watched", FILES, {"events.csv": "map.yaml", "shop.csv": "shop-map.yaml"}).replayed_in(
        folder, policy
    )
