"""Hypothesis strategies: random policies with traits, permissions, approvals and sensitive matters."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from hindesk.people.person import Person, Roster
from hindesk.policy import values
from hindesk.policy.automation import AutomationRule, Doer
from hindesk.policy.escalation import REMINDER, Notice
from hindesk.policy.patterns import Pattern, Title
from hindesk.policy.people_names import with_names
from hindesk.policy.permissions import Approval, Holder, Permission, Sensitive
from hindesk.policy.traits import Often, Says, Trait, trait_field
from tests.automation_at_random import DEEDS, HEARD, automated
from tests.policies_at_random import HOUR, conditions, escalating, joined
from tests.standard_metrics import field, is_set, moved, on, when

FOUND: Final = ("often", "spike", "angry", "told")
"""The traits that every policy has, besides one that is a condition."""

ASKS: Final[tuple[values.Test, ...]] = tuple(is_set(trait_field(name)) for name in FOUND)
"""What asks for them."""

ALIKE: Final = (("customer",), ("customer", "product"), ("type",), ("status",), ("product", "priority"))
WITHIN: Final = (HOUR, 24 * HOUR, 48 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR)
PATTERNS: Final = tuple(
    Pattern("own", Title(), phrases, vetoes)
    for phrases, vetoes in ((("fails",), ()), (("^thank", "FAILS"), ("but",)), (("you$",), ()), (("thanks",), ("!",)))
)
BY: Final[tuple[tuple[Doer, ...], ...]] = (
    ("customer",),
    ("customer",),
    ("agent",),
    ("system",),
    ("customer", "agent"),
    ("agent", "system"),
)

TURNS: Final = (
    (("status", "solved"),),
    (("status", "Closed"),),
    (("status", "PENDING"),),
    (("status", "open"), ("assignee", "lee")),
    (("status", "on_hold"),),
    (("status", "waiting_on_customer"),),
    (("status", "escalated"),),
    (("assignee", "kim"),),
    (("assignee", "lee"),),
    (("assignee", "Nobody"),),
)
"""What rules and levels set of status and assignee; no history has the status `escalated`, few have `on_hold`."""

HOLDERS: Final = (
    Holder("team", "DESK"),
    Holder("team", "network"),
    Holder("role", "leads"),
    Holder("person", "kim"),
    Holder("person", "LEE"),
    Holder("skill", "nets", 2),
    Holder("skill", "Nets", 1),
    Holder("tier", level=2),
    Holder("tier", level=0),
    Holder("own_tier"),
    Holder("own_tier"),
)
LEE: Final = (
    (),
    (Person("Lee Ana", "lee", tier=1),),
    (Person("Lee Ana", ids={"": "LEE"}, tier=2, teams=("network",)),),
    (Person("Ana", ids={"desk": "lee"}, tier=1), Person("Bo", ids={"other": "lee"}, tier=3, teams=("desk",))),
    (Person("Ana", ids={"desk": "lee"}, tier=1),),
    (Person("Ana", ids={"elsewhere": "lee"}, skills={"nets": 3}),),
)
"""Who is called `lee` in histories: nobody of the roster, one person, or one in each help desk."""

APPROVED: Final = (*HEARD, moved("assignee"), moved("amount"), on("merged"), on("agent_reply"))


@st.composite
def asking(draw: st.DrawFn) -> values.Condition:
    """A condition that mostly asks for a trait, perhaps among other things."""
    trait: values.Condition = draw(st.sampled_from(ASKS))
    which = draw(st.sampled_from(("trait", "trait", "not", "joined", "joined", "other")))
    if which == "not":
        return values.Not(trait)
    if which == "joined":
        return draw(joined(trait, draw(conditions())))
    return trait if which == "trait" else draw(conditions())


@st.composite
def often(draw: st.DrawFn, times: tuple[int, ...]) -> Often:
    """Several tickets alike, perhaps so many times as many as usual."""
    same, within = draw(st.sampled_from(ALIKE)), draw(st.sampled_from(WITHIN))
    return Often(draw(st.sampled_from((2, 2, 3))), same, within, draw(st.sampled_from(times)))


@st.composite
def says(draw: st.DrawFn) -> Says:
    """Texts of somebody that say one of two things."""
    patterns = draw(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=2, unique=True))
    return Says(tuple(patterns), draw(st.sampled_from(BY)))


@st.composite
def traits(draw: st.DrawFn) -> tuple[Trait, ...]:
    """Traits of all sorts; who asks for the one that is a condition has its condition spelled out."""
    return (
        Trait("loud", when=draw(conditions())),
        Trait("often", often=draw(often((0,)))),
        Trait("spike", often=draw(often((2, 3, 28)))),
        Trait("angry", says=draw(says())),
        Trait("told", says=draw(says())),
    )


@st.composite
def permissions(draw: st.DrawFn, name: str, loud: values.Condition, *, roster: bool) -> Permission:
    """A rule that says who alone may hold some tickets, by names where there is no roster."""
    known = [holder for holder in HOLDERS if roster or holder.sort in ("role", "person")]
    held = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    tier = draw(st.sampled_from((None, None, 0, 1, 2, 3)))
    return Permission(name, draw(st.sampled_from((values.All(), loud)) | asking()), tier, tuple(held))


@st.composite
def approvals(draw: st.DrawFn, name: str) -> Approval:
    """What agents may do only once it is approved."""
    heard = draw(st.lists(st.sampled_from(APPROVED), min_size=1, max_size=3, unique=True))
    return Approval(name, tuple(heard), draw(st.just(values.All()) | asking()), draw(conditions() | asking()))


@st.composite
def matters(draw: st.DrawFn, name: str) -> Sensitive:
    """A matter that may not be handled in public."""
    public = (
        field("channel", "email", "chat"),
        field("type", "question"),
        field("team", "desk", operator="not"),
        field("status", "open", "parked", "waiting_on_customer"),
        field("assignee", "kim"),
        field("priority", "low", "urgent"),
    )
    when = draw(asking() | st.just(values.All()))
    return Sensitive(name, when, draw(st.sampled_from(public) | st.sampled_from(public) | conditions()))


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """A roster in which Kim is, and perhaps somebody who is called lee."""
    teams: tuple[str, ...] = draw(st.sampled_from(((), ("desk",), ("Network", "billing"))))
    skills: dict[str, int] = draw(st.sampled_from(({}, {"nets": 2}, {"NETS": 1})))
    tier = draw(st.sampled_from((None, 0, 1, 2, 3)))
    return Roster((Person("Kim", teams=teams, tier=tier, skills=skills), *draw(st.sampled_from(LEE))))


@st.composite
def turned(draw: st.DrawFn, rule: AutomationRule) -> AutomationRule:
    """A rule that perhaps asks for traits, and perhaps sets the status or the assignee."""
    condition = draw(st.just(rule.when) | asking())
    sets = draw(
        st.sampled_from((rule.action.sets, *TURNS, *DEEDS[-3:]) if draw(st.booleans()) else (rule.action.sets,))
    )
    return replace(rule, when=condition, action=replace(rule.action, sets=sets))


@st.composite
def noticed(draw: st.DrawFn, notice: Notice) -> Notice:
    """A notice that perhaps asks for traits; a level perhaps sets the status or the assignee."""
    if draw(st.booleans()):
        return notice
    sets = draw(st.sampled_from(((), *TURNS))) if notice.level != REMINDER else ()
    return replace(notice, sets=sets, when=draw(st.just(notice.when) | asking()))


@st.composite
def measured(draw: st.DrawFn, metric: values.Metric) -> values.Metric:
    """A metric whose clock a trait perhaps starts, stops or pauses; a task keeps its own ways."""
    how = draw(st.sampled_from(("start", "stop", "pause", "", "", ""))) if metric.own is None else ""
    if how == "start":
        return replace(metric, start=(*metric.start, when(draw(asking()))))
    if how == "stop":
        return replace(metric, stop=(*metric.stop, when(draw(asking()))))
    return replace(metric, pause=draw(asking())) if how == "pause" else metric


@st.composite
def asked(draw: st.DrawFn, rule: values.SlaRule) -> values.SlaRule:
    """A rule of `sla` that perhaps asks for traits, as perhaps its notices do."""
    told = {metric: tuple(draw(noticed(one)) for one in notices) for metric, notices in rule.notices.items()}
    return replace(rule, when=draw(st.just(rule.when) | asking()), notices=told)


@st.composite
def remarkable(draw: st.DrawFn) -> values.Policy:
    """A policy with traits that every section asks for, permissions, approvals and sensitive matters."""
    policy = draw(automated() | automated() | escalating())
    found = draw(traits())
    loud = found[0].when or values.All()
    rules = tuple(draw(turned(rule)) for rule in policy.automation.rules)
    tiers = [values.TierRule(draw(st.integers(0, 3)), draw(asking())) for _ in range(draw(st.integers(0, 2)))]
    first = [values.PriorityRule("high", draw(asking()))] if draw(st.booleans()) else []
    roster = draw(rosters()) if draw(st.integers(0, 7)) else None
    permitted = [draw(permissions(f"may {n}", loud, roster=roster is not None)) for n in range(draw(st.integers(0, 3)))]
    policy = replace(
        policy,
        traits=found,
        permissions=tuple(permitted),
        approvals=tuple(draw(approvals(f"ask {number}")) for number in range(draw(st.integers(0, 2)))),
        sensitive=tuple(draw(matters(f"matter {number}")) for number in range(draw(st.integers(0, 2)))),
        roster=roster,
        roles={"leads": draw(st.sampled_from((("Kim",), ("lee",), ("KIM", "lee"))))},
        automation=replace(policy.automation, rules=rules),
        tiers=(*tiers, *policy.tiers),
        priority=(*first, *policy.priority),
        sla=tuple(draw(asked(rule)) for rule in policy.sla),
        metrics=tuple(draw(measured(metric)) for metric in policy.metrics),
        statuses=draw(st.sampled_from((policy.statuses, {"Escalated": "on_hold"}, {"on_hold": "solved"}))),
    )
    return with_names(policy, roster) if roster else policy
