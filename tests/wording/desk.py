"""A policy that says a little of everything, and its sentences."""

from __future__ import annotations

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.wording.phrases import Language, phrases_of
from hindesk.wording.policy import statements

POLICY = """\
hindesk: 1
name: Desk
time_zone: Europe/London
evaluate_every: 15m
calendars:
  office:
    week: {mon-thu: "09:00-12:00, 13:00-18:00", fri: "09:00-12:00"}
    day: 8h
    holidays: [GB, KR]
    annual: ["12-24"]
    closed: ["2026-05-04"]
    open: {2026-03-07: "10:00-14:00"}
    breaks: {2026-03-09: "15:00-16:00"}
  evenings: {week: {mon-fri: "18:00-24:00"}}
statuses: {parked: on_hold}
fields: [amount, refund, approval, followers]
people: people.csv
traits:
  influential: {when: {followers: {above: 10000}}}
  comes back: {tickets: 3, same: customer, within: 7 days}
  topic spike: {tickets: 10, same: [product, type], within: 6h, times: 3}
  card data: {says: [card number, resident number], by: [customer, agent]}
  quote: {says: {phrases: ["견적", quote], vetoes: [in quotes]}}
priority:
  - {when: {subject: {contains: [outage, 장애]}, not: {segment: trial}}, set: urgent}
  - {when: {any: [{amount: {above: 100}}, {type: billing, channel: [email, chat]}]}, set: high}
tiers:
  - {tier: 0, when: {handled_by: bot}}
  - {tier: 1}
roles: {leads: [Kim, Lee]}
on_call:
  nights:
    layers:
      - {rotate: weekly, start: 2026-01-05T09:00, who: [Kim, nobody, Lee], hours: evenings}
    overrides:
      - {from: 2026-02-17T09:00, to: 2026-02-18T09:00, who: Park}
metrics:
  closure: {title: Time to closing, start: created, stop: {status: closed}, restart: {changed: team}, repeat: resume}
sla:
  - name: VIP
    when: {segment: vip}
    calendar: {by: priority, urgent: always, else: office}
    targets:
      first_response: {urgent: 15m, else: 1h}
      resolution: {by: type, billing: 1bd, else: 2bd}
    pause: {resolution: [waiting_on_customer]}
    on_change: backdate
    remind:
      - {metric: first_response, before: 25%, to: [assignee]}
    escalate:
      first_response:
        - {level: 1, after: 0m, to: [team, {manager_of: assignee}], repeat: {every: 30m, times: 3}}
        - {level: 2, after: 1h, time: wall, to: [{role: leads}, {on_call: nights}], set: {priority: urgent},
           when: {tier: "1"}}
  - {name: Everyone, calendar: office, targets: {closure: 3bd}}
scenarios:
  refund: [{tag: refund}, {set: {status: In progress}}, {task: Check}]
automation:
  on_create:
    - {name: Refunds, when: {type: refund}, do: {scenario: refund}}
    - {name: Regulars, when: {trait: [comes back, card data]}, do: {set: {assignee: Kim, status: open}}}
  on_update:
    - {name: Reopened, by: customer, on: [customer_message, {changed: status}], do: {set: {priority: high}}}
  on_time:
    - {name: Nobody, after: 4h, since: unassigned, calendar: office, do: {notify: [{manager_of: team}]}}
tasks:
  Check: {team: Finance, target: 4h, calendar: office}
thanks: {phrases: ["the best"]}
forms:
  - name: Billing
    when: {type: billing}
    require: [company, {field: amount, when: {channel: email}}]
trees:
  - name: First look
    ask: type
    cases:
      billing:
        ask: company
        cases: {Acme: {end: {tier: 2, team: Finance}}}
        else: {end: {tag: money, next: Ask for the invoice}}
routing:
  strategy: skills
  language: require
  before_due: true
  load: {weight: {priority: {urgent: 3}, tier: {3: 2}}}
  exclude: {handled_by: bot}
  limit: {tickets: 10, within: 1h}
  skills:
    - {name: Payments, when: {type: billing}, need: {payments: 2}, else: [payments, anyone]}
permissions:
  - {name: Payments, when: {type: billing}, hold: [{team: Finance}, {skill: payments, level: 2}, {role: leads}, Kim]}
  - {name: Everybody in their tier, hold: [{tier: own}]}
  - {name: Hard ones, when: {not: {trait: [topic spike, quote]}}, tier: 1, hold: [{skill: networks}, {tier: 3}]}
approvals:
  - {name: Large refunds, on: {changed: refund}, when: {refund: {above: 100000}}, approved: {approval: granted}}
sensitive:
  - {name: Card data, when: {trait: card data}, public: {channel: [twitter, facebook]}}
"""


def policy_of(text: str = POLICY) -> Policy:
    """The policy of this text, which has no problems."""
    check = check_text(text)
    assert check.policy is not None, check.problems
    return check.policy


def sentences(text: str = POLICY, language: Language = "en") -> list[str]:
    """Each statement in one line: section, name, what and what it says."""
    said = statements(policy_of(text), phrases_of(language))
    return [f"{one.section} | {one.name} | {one.what} | {one.says}" for one in said]
