"""The people of a policy by the names that the roster gives them."""

from __future__ import annotations

from dataclasses import replace

from hindesk.people.on_call import Layer, Override, Schedule
from hindesk.people.person import Roster
from hindesk.people.values import folded
from hindesk.people.words import by_word
from hindesk.policy.automation import Action
from hindesk.policy.escalation import Notice, Recipient
from hindesk.policy.permissions import Holder
from hindesk.policy.values import Policy, SlaRule


def with_names(policy: Policy, roster: Roster) -> Policy:
    """Return the policy with each person of schedules, roles, recipients and permissions called as in the roster.

    A policy may name people by address or id; a word that means nobody in the roster stays as it is. Whom rules and
    levels assign stays as written: it is the text of a field, which conditions compare with.
    """
    names = {word: roster.people[number].name for word, number in by_word(roster.people).items()}
    return replace(
        policy,
        on_call={name: _schedule(schedule, names) for name, schedule in policy.on_call.items()},
        roles={role: tuple(_name(one, names) for one in people) for role, people in policy.roles.items()},
        sla=tuple(_rule(rule, names) for rule in policy.sla),
        automation=replace(
            policy.automation,
            rules=tuple(replace(rule, action=_action(rule.action, names)) for rule in policy.automation.rules),
        ),
        permissions=tuple(replace(rule, holders=_holders(rule.holders, names)) for rule in policy.permissions),
    )


def _name(word: str, names: dict[str, str]) -> str:
    return names.get(folded(word), word)


def _taker(word: str | None, names: dict[str, str]) -> str | None:
    return None if word is None else _name(word, names)


def _schedule(schedule: Schedule, names: dict[str, str]) -> Schedule:
    def layer(one: Layer) -> Layer:
        return replace(one, who=tuple(_taker(word, names) for word in one.who))

    def override(one: Override) -> Override:
        return replace(one, who=_taker(one.who, names))

    layers, overrides = tuple(map(layer, schedule.layers)), tuple(map(override, schedule.overrides))
    return replace(schedule, layers=layers, overrides=overrides)


def _recipients(told: tuple[Recipient, ...], names: dict[str, str]) -> tuple[Recipient, ...]:
    return tuple(replace(one, name=_name(one.name, names)) if one.sort == "person" else one for one in told)


def _holders(held: tuple[Holder, ...], names: dict[str, str]) -> tuple[Holder, ...]:
    return tuple(replace(one, name=_name(one.name, names)) if one.sort == "person" else one for one in held)


def _action(action: Action, names: dict[str, str]) -> Action:
    return replace(action, notify=_recipients(action.notify, names))


def _rule(rule: SlaRule, names: dict[str, str]) -> SlaRule:
    def notice(one: Notice) -> Notice:
        return replace(one, to=_recipients(one.to, names))

    notices = {metric: tuple(map(notice, listed)) for metric, listed in rule.notices.items()}
    return replace(rule, notices=notices)
