"""A small policy that uses every kind of rule, its cases, and a way to test one by the other without files."""

from __future__ import annotations

from hindesk.cases.reading import CasesCheck, check_cases_text
from hindesk.cases.testing import Tested, judge
from hindesk.cases.words import CaseWords, case_words
from hindesk.policy.load import check_text
from hindesk.policy.sources import Source, source_of
from hindesk.policy.values import Policy

POLICY = """\
hindesk: 1
name: Shop
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}, closed: [2026-01-08]}
statuses: {Pending: waiting_on_customer}
priority:
  - {when: {subject: {contains: outage}}, set: urgent}
  - {set: normal}
tiers:
  - {tier: 2, when: {team: specialists}}
  - {tier: 1}
sla:
  - name: Outages
    when: {priority: urgent}
    calendar: {by: team, night: always, else: office}
    targets: {first_response: 15m}
  - name: Everyone
    calendar: office
    targets: {first_response: {high: 1h, else: 4h}, resolution: 1bd}
    pause: {resolution: [waiting_on_customer]}
    remind: [{metric: resolution, before: 30m, to: [assignee]}]
    escalate:
      resolution:
        - {level: 1, after: 0m, to: [assignee]}
        - {level: 2, after: 1h, to: [{person: lee}, {manager_of: team}], set: {team: specialists}}
"""

CASES = """\
cases:
  - name: An outage is urgent, at night too for those who work then
    ticket: {created: Mon 2026-01-05 22:00, subject: outage again, team: night}
    history: |
      22:10 agent: on it
    expect: {rule: Outages, priority: urgent, clocks: {first_response: met due 22:15, resolution: none}, breached: []}

  - name: An outage of the day is urgent in office hours
    ticket: {created: Wed 2026-01-07 17:50, subject: outage}
    expect: {clocks: {first_response: running due 2026-01-09 09:05}}

  - name: A question waits for the customer, and is then too late
    ticket: {created: Mon 2026-01-05 10:00, subject: question, team: shop, assignee: kim}
    history: |
      11:00 priority = high
      12:00 agent: Which one?
      12:00 status = Pending
      14:00 customer: The blue one
      14:00 status = open
    as_of: 2026-01-07 10:00
    expect:
      - {at: 10:30, priority: normal, tier: 1, team: shop, clocks: {first_response: running due 14:00}}
      - {at: 13:00, priority: high, clocks: {first_response: breached due 11:00, resolution: paused}}
      - {tier: 2, team: specialists, assignee: kim, status: open, breached: [first_response, resolution]}
    told: |
      Tue 2026-01-06 11:30 resolution reminder to kim
      12:00 resolution level 1 to kim
      13:00 resolution level 2 to lee, nobody
"""

HEAD = """\
cases:
  - name: one
    ticket: {created: Mon 2026-01-05 10:00, subject: question, team: shop, assignee: kim}
"""


def shop(text: str = POLICY) -> tuple[Policy, Source]:
    """A policy without a roster, and its source."""
    check = check_text(text)
    assert check.policy is not None, check.problems
    return check.policy, source_of([("policy.yaml", text)])


def words(text: str = POLICY) -> CaseWords:
    """What the names in the cases of a policy may refer to."""
    return case_words(*shop(text))


def read(cases: str, policy: str = POLICY) -> CasesCheck:
    """Cases that are given as text, or their problems."""
    return check_cases_text(cases, words(policy))


def outcome(cases: str = CASES, policy: str = POLICY) -> Tested:
    """What cases without problems show of a policy."""
    check = read(cases, policy)
    assert check.problems == ()
    return judge(*shop(policy), [check])


def differences(found: Tested) -> list[tuple[str, str, str]]:
    """What is spoken of, expected and got wherever that differs."""
    checks = [check for result in found.results for check in result.checks if not check.passed]
    return [(check.what, check.expected, check.got) for check in checks]
