"""What a policy does by itself, in words: its rules, scenarios and tasks, and what becomes of thanks."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.automation import Action, AutomationRule
from hindesk.policy.thanks_model import shipped_thanks
from hindesk.policy.values import Policy
from hindesk.wording import times
from hindesk.wording.calendars import called
from hindesk.wording.conditions import only_if, triggers
from hindesk.wording.notices import recipients, sets
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def automation_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield when each rule acts, on which tickets, and what it does; then the scenarios."""
    rules = policy.automation.rules
    if any(rule.moment == "create" for rule in rules):
        which = "first" if policy.automation.first_at_creation else "all"
        yield Statement("automation", "", phrases.say("what.match"), phrases.say(f"automation.{which}"))
    if policy.automation.evaluate_every:
        every = times.amount(policy.automation.evaluate_every, phrases)
        yield Statement("automation", "", phrases.say("what.in_time"), phrases.say("automation.every", every=every))
    for rule in rules:
        yield Statement("automation", rule.name, phrases.say("what.acts"), moment(rule, phrases))
        yield Statement("automation", rule.name, phrases.say("what.does"), action(rule.action, phrases))
    for name, scenario in policy.scenarios.items():
        yield Statement("scenarios", name, "", action(scenario, phrases))


def task_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield whose work each task is, and how long it may take."""
    for task in policy.tasks:
        length, calendar = times.duration(task.target, phrases), called(task.calendar, phrases)
        yield Statement("tasks", task.name, phrases.say("what.team"), task.team)
        takes = phrases.say("tasks.target", target=length, calendar=calendar)
        yield Statement("tasks", task.name, phrases.say("what.target"), takes)
        done = triggers(task.done, phrases) if task.done else phrases.say("tasks.done")
        yield Statement("tasks", task.name, phrases.say("what.done"), done)


def thanks_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield that messages which only say thanks reopen nothing, and the policy's own phrases for them."""
    if policy.thanks is None:
        return
    yield Statement("thanks", "", phrases.say("what.thanks"), phrases.say("thanks.stays"))
    shipped = shipped_thanks()
    own = {"phrases": (policy.thanks.phrases, shipped.phrases), "vetoes": (policy.thanks.vetoes, shipped.vetoes)}
    for what, (said, known) in own.items():
        more = [phrases.say("condition.quoted", text=one) for one in said if one not in known]
        if more:
            yield Statement("thanks", "", phrases.say(f"what.{what}"), phrases.listed(more, by="or"))


def moment(rule: AutomationRule, phrases: Phrases) -> str:
    """Return when a rule acts and on which tickets: `4 hours after the creation, only if the team is empty`."""
    return phrases.clauses((_moment(rule, phrases), only_if(rule.when, phrases)))


def action(done: Action, phrases: Phrases) -> str:
    """Return what is done, all of it at once."""
    parts = [sets(done.sets, phrases)]
    if done.tags:
        parts.append(phrases.say("action.tag", tags=phrases.listed(done.tags, by="and")))
    if done.notify:
        parts.append(phrases.say("action.notify", people=recipients(done.notify, phrases)))
    if done.tasks:
        parts.append(phrases.say("action.task", tasks=phrases.listed(done.tasks, by="and")))
    return phrases.clauses(parts)


def _moment(rule: AutomationRule, phrases: Phrases) -> str:
    if rule.moment == "create":
        return phrases.say("automation.create")
    if rule.moment == "update":
        doers = phrases.listed((phrases.word("doer", one) for one in rule.by), by="or") if rule.by else ""
        whose = phrases.say("automation.by", doers=doers) if doers else phrases.say("automation.anybody")
        heard = phrases.say("automation.on", events=triggers(rule.on, phrases)) if rule.on else ""
        return phrases.clauses((whose, heard))
    since, after = phrases.say(f"since.{rule.since}"), times.amount(rule.after, phrases)
    said = phrases.say("automation.time", after=after, since=since)
    return phrases.clauses((said, phrases.say("automation.counted", calendar=rule.calendar) if rule.calendar else ""))
