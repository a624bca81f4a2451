"""Eight tickets, a policy with two forms and a tree, and what they come to by hand.

| ticket | form | lacks | way | messages of customer and agent until solved |
|---|---|---|---|---|
| A | Billing | invoice | 결제, shop | 2 and 3 |
| B | Billing | company and invoice | 결제, shop | 1 and 1 |
| C | Billing | nothing: the form shows no invoice | 결제, else | 0 and 1 |
| D | Billing | nothing | 결제, shop | not solved |
| E | Rest | channel | question | 0 and 1 |
| F | Rest | nothing | question | 1 and 1: the bot, the note and the thanks after the solution don't count |
| G | none | | else | not solved |
| H | Billing | nothing | 결제, else | not told |
"""

from __future__ import annotations

from typing import Final

from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store
from tests.reassign.stories import judge, tell

STORIES: Final = {
    "A": """
        09:00 created type=결제 company=Acme product=shop team=Billing
        09:10 agent_reply
        09:20 customer_message
        09:30 agent_reply
        09:40 customer_message invoice=17
        09:50 agent_reply status=solved
        """,
    "B": """
        09:00 created type=결제 product=Shop team=Desk
        09:10 customer_message
        09:20 agent_reply status=solved
        """,
    "C": """
        09:00 created type=결제 company=Acme product=app team=Desk
        09:10 agent_reply team=billing status=solved
        """,
    "D": "09:00 created type=결제 company=Acme product=shop invoice=18 team=Desk\n09:10 team=Billing",
    "E": "09:00 created type=question\n09:10 agent_reply status=solved",
    "F": """
        09:00 created type=question channel=chat
        09:01 bot_reply
        09:05 customer_message
        09:10 agent_note
        09:20 agent_reply
        09:30 status=solved
        09:40 customer_message
        """,
    "G": "09:00 created subject=?",
    "H": "09:00 created type=결제 company=Acme product=app",
}
POLICY: Final = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
fields: [invoice]
tiers:
  - {tier: 2, when: {team: Billing}}
  - {tier: 1}
sla:
  - {name: All, calendar: always, targets: {resolution: 4h}}
forms:
  - name: Billing
    when: {type: 결제}
    require: [company, {field: invoice, when: {product: shop}}]
  - {name: Rest, when: {type: {is_set: true}}, require: [type, channel]}
trees:
  - name: 첫 분류
    ask: type
    cases:
      결제:
        ask: product
        cases: {shop: {end: {tier: 2, team: Billing, tag: paid}}}
        else: {end: {team: Billing}}
      question: {end: {tier: 1, next: Send the help page}}
"""


def replayed(store: Store, policy: str = POLICY) -> KeptRun:
    """Land the tickets in an empty store and replay them."""
    tell(store, STORIES)
    return judge(store, policy)
