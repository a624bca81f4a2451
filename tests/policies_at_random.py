"""Hypothesis strategies: random calendars and policies over a small, fixed vocabulary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar, Spans, Week
from hindesk.policy import values
from hindesk.policy.automation import Thanks
from hindesk.policy.escalation import REMINDER, Measure, Notice
from tests.standard_metrics import STANDARD, field, is_set, moved, on, when

HOUR: Final = 3_600_000_000
ZONES: Final = ("UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")

CATEGORIES: Final = {
    "new": "new",
    "open": "open",
    "pending": "waiting_on_customer",
    "hold": "on_hold",
    "solved": "solved",
    "closed": "closed",
}
"""The reader's categories; the status `parked` has none."""

FIELD_VALUES: Final = {
    "status": ("open", "solved", "pending", "hold", "solved", "closed", "parked", "Pending", "SOLVED", "new", "hold"),
    "priority": ("low", "normal", "high", "urgent", "Urgent", ""),
    "team": ("desk", "network", "billing", ""),
    "assignee": ("kim", "lee", "kim", ""),
    "type": ("question", "outage", "billing issue", ""),
    "channel": ("email", "phone", "chat"),
    "tags": ("", "vip", "slow,vip", "refund"),
    "amount": ("5", "15", "15.5", "+12.", "-.5", "1e3", "many", ""),
    "promised": ("2026-01-06", "2026-01-06T00:00:01Z", "2026-01-05 23:59", "2026-03-29T02:30:00+01:00", "soon", ""),
}
"""The values of every field that histories use."""

PLAIN: Final = (
    field("priority", "urgent", "high"),
    field("priority", "low", operator="not"),
    field("type", "OUTAGE", operator="is"),
    field("type", "issue", operator="contains"),
    field("type", "^(q|o)", operator="matches"),
    field("channel", "ph", "em", operator="starts_with"),
    field("team", "desk", "Network"),
    field("team", "billing", operator="not"),
    field("tags", "vip", operator="contains"),
    field("tags", "vi", operator="contains"),
    field("handled_by", "bot"),
    field("handled_by", "agent", operator="not"),
    field("amount", "10", operator="above"),
    field("amount", "15.5", operator="below"),
    field("promised", "2026-02-01", operator="before"),
    field("promised", "2026-01-06", operator="after"),
    is_set("assignee"),
    values.Test("type", "is_set", ("false",)),
    field("assignee", "kim"),
)
STATUS: Final = (
    field("status", "solved", "closed"),
    field("status", "waiting_on_customer"),
    field("status", "on_hold", "pending"),
    field("status", "parked"),
    field("status", "Open", "new"),
    field("status", "solved", "closed", operator="not"),
)
SIGNALS: Final = ("customer_message", "agent_reply", "agent_note", "automatic_reply")
AMOUNTS: Final = tuple(round(hours * HOUR) for hours in (8, 40, 24, 4, 80, 9, 2, 1, 0.5, 0.25, 0))

HOURS: Final = tuple(
    tuple((round(a * 3600), round(b * 3600)) for a, b in spans)
    for spans in (
        ((9, 18),),
        ((9, 12), (13, 18)),
        ((8, 20),),
        ((0, 24),),
        ((0, 6), (22, 24)),
        ((1.5, 2.25), (2.5, 10)),
        ((0, 2.25), (2.75, 4)),
        ((18, 24),),
    )
)
ONE_OFF: Final = (*HOURS, ((20 * 3600, 26 * 3600),), ((2 * 3600, 3 * 3600), (23 * 3600, 25 * 3600)), ())
FIRST_DAYS: Final = tuple(date(2026, month, day) for month, day in ((1, 5), (3, 7), (3, 27), (4, 4), (10, 2), (10, 24)))
DAYS: Final = tuple(first + timedelta(days=number) for first in FIRST_DAYS for number in range(10))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Week, int | None]:
    """Hours of a week, and the length of its business day where its weekdays differ."""
    usual: Spans = draw(st.sampled_from(HOURS))
    friday: Spans = draw(st.sampled_from((usual, usual, usual, ((9 * 3600, 13 * 3600),))))
    weekend: Spans = draw(st.sampled_from(((), (), usual, ((10 * 3600, 14 * 3600),))))
    even = friday == usual and weekend in ((), usual)
    return (usual, usual, usual, usual, friday, weekend, weekend), None if even else 8 * 3600


@st.composite
def calendars(draw: st.DrawFn, name: str) -> Calendar:
    """A calendar with one-off dates near the days when clocks move."""
    week, day = draw(weeks())
    days = st.sampled_from(DAYS)
    return Calendar(
        name,
        draw(st.sampled_from(ZONES)),
        week,
        closed=draw(st.frozensets(days, max_size=6)),
        annual=draw(st.frozensets(st.sampled_from(((1, 6), (3, 30), (10, 5), (2, 29))), max_size=2)),
        open=draw(st.dictionaries(days, st.sampled_from(ONE_OFF), max_size=4)),
        breaks=draw(st.dictionaries(days, st.sampled_from((((12 * 3600, 14 * 3600),), ONE_OFF[-2])), max_size=2)),
        day=day,
    )


def joined(*parts: values.Condition) -> st.SearchStrategy[values.Condition]:
    """All of the parts, or any of them."""
    return st.sampled_from((values.All(parts), values.Any(parts)))


@st.composite
def conditions(draw: st.DrawFn, leaves: tuple[values.Test, ...] = PLAIN + STATUS) -> values.Condition:
    """A condition of at most three comparisons, two deep."""
    parts: list[values.Condition] = list(draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=3)))
    if draw(st.integers(0, 3)) == 0:
        parts[0] = values.Not(parts[0])
    if len(parts) == 3:
        parts = [parts[0], draw(joined(*parts[1:]))]
    return parts[0] if len(parts) == 1 else draw(joined(*parts))


@st.composite
def triggers(draw: st.DrawFn, *signals: str) -> values.Trigger:
    """A trigger: one of these signals or a message, the change of a field, or a condition."""
    which = draw(st.sampled_from(("signal", "signal", "changed", "status", "plain")))
    if which == "signal":
        return on(draw(st.sampled_from((*SIGNALS, *signals))))
    if which == "changed":
        return moved(draw(st.sampled_from(("team", "assignee", "priority", "status", "type"))))
    return when(draw(conditions(STATUS if which == "status" else PLAIN)))


@st.composite
def metrics(draw: st.DrawFn, name: str) -> values.Metric:
    """A metric that a policy defines itself."""
    ends = triggers("merged", "deleted", "agent_reply")
    return values.Metric(
        name,
        tuple(draw(st.lists(triggers("created", "created"), min_size=1, max_size=2))),
        tuple(draw(st.lists(ends, min_size=1, max_size=2))),
        cancel=tuple(draw(st.lists(ends, max_size=1))),
        restart=tuple(draw(st.lists(triggers(), max_size=1))),
        after=tuple(on(signal) for signal in draw(st.lists(st.sampled_from(("created", *SIGNALS)), max_size=1))),
        pause=draw(st.none() | conditions()),
        repeat=draw(st.sampled_from(("once", "resume", "each"))),
    )


@st.composite
def durations(draw: st.DrawFn) -> values.Duration:
    """A target: mostly an amount, sometimes days in one of their meanings."""
    unit: values.Unit = draw(st.sampled_from(("microsecond",) * 5 + ("business_day", "same_time", "end_of_day")))
    return values.Duration(draw(st.sampled_from(AMOUNTS if unit == "microsecond" else (1, 2, 3))), unit)


@st.composite
def targets(draw: st.DrawFn) -> values.Choice[values.Duration]:
    """A flat target, or one by a field, which may leave other values without one."""
    by = draw(st.sampled_from((None, "priority", "priority", "type", "status")))
    if by is None:
        return values.Choice(draw(durations()))
    names = {"priority": ("urgent", "high"), "type": ("outage", "question"), "status": ("on_hold", "open")}[by]
    cases = tuple((name, draw(durations())) for name in names)
    return values.Choice(draw(st.one_of(durations(), durations(), st.none())), by, cases)


OFFSETS: Final[dict[Measure, tuple[int, ...]]] = {
    "open": tuple(round(hours * HOUR) for hours in (0, 0, 0.25, 0.5, 1, 2, 4, 8, 40)),
    "percent": (0, 10, 25, 33, 50, 75, 100, 120),
    "business_day": (1, 1, 2),
    "wall": tuple(round(hours * HOUR) for hours in (0, 0.5, 1, 4, 12, 24, 48)),
}
"""How far from due notices are, by what they count in."""

RAISED: Final = (
    field("priority", "urgent"),
    field("priority", "high", "urgent"),
    field("type", "outage"),
    field("team", "network"),
)
"""Conditions that a level may make true: the rule takes over the clocks of a ticket that was raised."""

SETS: Final = (
    (("priority", "urgent"),),
    (("priority", "high"),),
    (("priority", "low"),),
    (("team", "network"),),
    (("team", "desk"), ("priority", "Urgent")),
    (("type", "outage"),),
    (("tier", "2"),),
    (("tier", "3"), ("team", "billing")),
    (("assignee", "lee"),),
    (("status", "open"),),
)
"""What levels set."""


def wanted() -> st.SearchStrategy[values.Condition | None]:
    """What must hold for a notice to be sent: mostly nothing."""
    return st.one_of(st.none(), st.none(), st.none(), conditions())


@st.composite
def reminders(draw: st.DrawFn) -> Notice:
    """A reminder, some time before due."""
    measure: Measure = draw(st.sampled_from(("open", "open", "percent", "business_day", "wall")))
    offset = draw(st.sampled_from([offset for offset in OFFSETS[measure] if offset]))
    return Notice(REMINDER, -offset, measure, (), when=draw(wanted()))


@st.composite
def levels(draw: st.DrawFn) -> tuple[Notice, ...]:
    """A level of the ladder, mostly after due, perhaps told up to three times; it may change the ticket."""
    measure: Measure = draw(st.sampled_from(("open", "open", "percent", "business_day", "wall")))
    offset = draw(st.sampled_from(OFFSETS[measure])) * draw(st.sampled_from((1, 1, 1, -1)))
    sets: tuple[tuple[str, str], ...] = draw(st.sampled_from(((),) * 8 + SETS))
    level, step = draw(st.integers(1, 3)), 10 if measure == "percent" else 1 if measure == "business_day" else HOUR
    times = draw(st.sampled_from((1, 1, 1, 3)))
    one = Notice(level, offset, measure, (), sets, draw(wanted()))
    return (one, *(replace(one, offset=offset + time * step, sets=()) for time in range(1, times)))


@st.composite
def notices(draw: st.DrawFn, *, least: int = 0) -> tuple[Notice, ...]:
    """At most two reminders, and at least so many and at most three levels, in any order."""
    told: list[tuple[Notice, ...]] = [(one,) for one in draw(st.lists(reminders(), max_size=2))]
    told += draw(st.lists(levels(), min_size=least, max_size=3))
    return tuple(one for some in draw(st.permutations(told)) for one in some)


@st.composite
def rules(
    draw: st.DrawFn,
    name: str,
    *,
    metric_names: tuple[str, ...],
    calendar_names: tuple[str, ...],
    last: bool,
    tells: bool,
) -> values.SlaRule:
    """A rule of the section `sla` with targets for most metrics and pauses for few; the last one is for all tickets.

    Where it tells, it has notices for most metrics.
    """
    calendar = st.sampled_from(calendar_names)
    cases = tuple((team, draw(calendar)) for team in draw(st.sampled_from(((), (), ("desk", "network")))))
    pausing = draw(st.lists(st.sampled_from(metric_names), max_size=2))
    return values.SlaRule(
        name,
        values.All() if last else draw(st.one_of(conditions(), conditions(PLAIN), *[st.sampled_from(RAISED)] * tells)),
        values.Choice(draw(calendar), "team" if cases else None, cases),
        {metric: draw(targets()) for metric in metric_names if draw(st.integers(0, 4))},
        {metric: draw(conditions(STATUS)) for metric in pausing},
        draw(st.sampled_from(("carry", "carry", "restart", "backdate"))),
        notices={metric: draw(notices()) for metric in (metric_names if tells else ()) if draw(st.integers(0, 2))},
    )


@st.composite
def priority_rules(draw: st.DrawFn) -> values.PriorityRule:
    """A rule of the section `priority`."""
    return values.PriorityRule(draw(st.sampled_from(("low", "high", "urgent"))), draw(conditions()))


@st.composite
def tier_rules(draw: st.DrawFn) -> tuple[values.TierRule, ...]:
    """The section `tiers`, which may leave a ticket without one."""
    some = [values.TierRule(tier, draw(conditions())) for tier in draw(st.lists(st.integers(0, 3), max_size=3))]
    return (*some, values.TierRule(1, values.All())) if draw(st.booleans()) else tuple(some)


@st.composite
def sla(
    draw: st.DrawFn, metric_names: tuple[str, ...], calendar_names: tuple[str, ...], *, tells: bool
) -> tuple[values.SlaRule, ...]:
    """The section `sla`: one to four rules, mostly with one for everybody else."""
    count = draw(st.integers(1, 4))
    rest = draw(st.integers(0, 3)) > 0
    drawn = (
        rules(
            f"rule {n}",
            metric_names=metric_names,
            calendar_names=calendar_names,
            last=rest and n == count,
            tells=tells,
        )
        for n in range(1, count + 1)
    )
    return tuple(draw(one) for one in drawn)


@st.composite
def policies(draw: st.DrawFn, *, tells: bool = False) -> values.Policy:
    """A policy with two to four standard metrics and at most two of its own, or with one to three of its own alone.

    It sends no notices unless it tells somebody something.
    """
    names = tuple(f"hours {number}" for number in range(draw(st.integers(1, 3))))
    some = st.lists(st.sampled_from(STANDARD), min_size=2, max_size=4, unique_by=lambda metric: metric.name)
    standard = draw(st.one_of(some, some, st.just([])))
    own = draw(st.integers(0, 2)) if standard else draw(st.integers(1, 3))
    measured = (*standard, *(draw(metrics(f"own {number}")) for number in range(own)))
    return values.Policy(
        name="random",
        time_zone="UTC",
        profile="none",
        landing=draw(st.sampled_from(("close", "next_open"))),
        calendars={name: draw(calendars(name)) for name in names},
        metrics=measured,
        sla=draw(sla(tuple(metric.name for metric in measured), names, tells=tells)),
        tiers=draw(tier_rules()),
        priority=tuple(draw(st.lists(priority_rules(), max_size=3))),
        statuses=draw(st.sampled_from(({}, {}, {"Parked": "on_hold"}, {"hold": "open"}))),
        evaluate_every=draw(st.sampled_from((0, 0, HOUR // 4, HOUR))) if tells else 0,
    )


@st.composite
def ladders(draw: st.DrawFn, name: str, when: values.Condition, metric_names: tuple[str, ...]) -> values.SlaRule:
    """A rule with a short target and notices for every metric, in the only calendar."""
    hours = st.sampled_from((0, 0.25, 1, 2, 4, 9))
    return values.SlaRule(
        name,
        when,
        values.Choice("hours 0"),
        {metric: values.Choice(values.Duration(round(draw(hours) * HOUR))) for metric in metric_names},
        on_change=draw(st.sampled_from(("carry", "carry", "carry", "backdate", "restart"))),
        notices={metric: draw(notices(least=1)) for metric in metric_names},
    )


@st.composite
def escalating(draw: st.DrawFn) -> values.Policy:
    """A policy whose rules take tickets over from each other as their levels are told."""
    policy = draw(policies(tells=True))
    names = tuple(metric.name for metric in policy.metrics)
    for_whom: list[values.Condition] = [*draw(st.permutations(RAISED))[:2], values.All()]
    sla = tuple(draw(ladders(f"rule {number}", when, names)) for number, when in enumerate(for_whom, start=1))
    return replace(policy, sla=sla)


TEXTS: Final = (
    "Thanks!",
    "thank you",
    "Thanks, but it fails again",
    "It fails",
    "",
    "Thanks!\n\nOn 5 Jan 2026, Support wrote:\n> it fails, but",
    "> Thanks\nIt fails",
)
"""What messages say."""

THANKS: Final = (Thanks(("^thank",)), Thanks(("thanks", "thank you"), ("fails", "but")))
