"""The same clocks twice: by the replay, and by plain Python with `businesstimedelta`, one ticket after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pytz
from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule

from benchmarks.cost import Cost, cost_of, middle
from benchmarks.replay_speed import dry_replay, replayer_of
from hindesk.calendars.calendar import Calendar
from hindesk.calendars.holidays import resolve
from hindesk.events import Actor, Category, Flag, Kind
from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from hindesk.replay.engine import Replayer, replay_all
from hindesk.store.store import Store, open_store

YEARS: Final = range(2023, 2030)
METRICS: Final = ("first_response", "resolution")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

SAMPLE: Final = """
    with ends as (
        select ticket, min("at") filter (kind = $created) as opened,
            min("at") filter (kind = $message and actor = $agent and flags = $public) as first_response,
            min("at") filter (kind = $change and field = $status and value in $solved) as resolution
        from events where ticket % $step = 0 group by ticket)
    select ticket, words.text as product, opened, first_response, resolution
    from ends join ticket_fields using (ticket) join words on words.field = $product and code = ticket_fields.first
    where ticket_fields.field = $product order by ticket
"""


@dataclass(frozen=True, slots=True)
class Life:
    """What plain Python knows of a ticket: its product, when it was opened, and when each metric's clock ends."""

    ticket: int
    product: str
    opened: datetime
    ends: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """One clock: counted and due, in microseconds."""

    ticket: int
    metric: str
    elapsed: int
    due: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both cost, over how many tickets, and the clocks of the sample on which they don't agree."""

    tickets: int
    sampled: int
    ours: Cost
    plain: Cost
    differing: tuple[tuple[Judged, Judged], ...]


def compare(path: Path, policy: Path, *, sample: int, rounds: int) -> Comparison:
    """Replay the whole store, write nothing; judge about `sample` of its tickets by plain Python; compare those."""
    rules = load_policy(policy)
    with open_store(path, read_only=True) as store:
        replayer = replayer_of(store, rules)
        ((tickets,),) = store.connection.execute("select count(*) from tickets").fetchall()
        lives = read_lives(store, max(1, tickets // sample), replayer.as_of)
        plain, judged = cost_of(lambda: judge(lives, rules))
        kept = replayed(store, replayer, [life.ticket for life in lives])
        taken = [cost_of(lambda: dry_replay(store, replayer))[0] for _ in range(rounds)]
    pairs = zip(kept, sorted(judged), strict=True)
    return Comparison(tickets, len(lives), middle(taken), plain, tuple((a, b) for a, b in pairs if a != b))


def read_lives(store: Store, step: int, as_of: int) -> list[Life]:
    """Every `step`-th ticket; a clock that has not ended ends at `as_of`."""
    fields = store.fields()
    solved = (int(Category.SOLVED), int(Category.CLOSED))
    given = {
        "created": int(Kind.CREATED),
        "message": int(Kind.MESSAGE),
        "change": int(Kind.CHANGE),
        "agent": int(Actor.AGENT),
        "public": int(Flag.PUBLIC),
        "status": fields["status"],
        "product": fields["product"],
        "solved": [word["code"] for word in store.words("status").to_pylist() if word["category"] in solved],
        "step": step,
    }
    rows = store.connection.execute(SAMPLE, given).fetchall()
    return [
        Life(ticket, product, _moment(opened), tuple(_moment(as_of if end is None else end) for end in ends))
        for ticket, product, opened, *ends in rows
    ]


def judge(lives: list[Life], policy: Policy) -> list[Judged]:
    """Each ticket's clocks by plain Python: one rule, its calendar by product, a target for each metric."""
    (rule,) = policy.sla
    hours = {name: business_hours(calendar) for name, calendar in policy.calendars.items() if name != "always"}
    offices = {product: hours[name] for product, name in rule.calendar.cases}
    otherwise = hours[str(rule.calendar.otherwise)]
    targets = [rule.targets[metric].otherwise for metric in METRICS]
    lengths = [timedelta(microseconds=target.amount) for target in targets if target is not None]
    judged: list[Judged] = []
    for life in lives:
        judged += _judge_one(life, offices.get(life.product, otherwise), lengths)
    return judged


def _judge_one(life: Life, office: Any, lengths: list[timedelta]) -> Iterator[Judged]:  # noqa: ANN401
    for metric, length, end in zip(METRICS, lengths, life.ends, strict=True):
        elapsed = office.difference(life.opened, end).timedelta
        due = life.opened + BusinessTimeDelta(office, timedelta=length)
        yield Judged(life.ticket, metric, elapsed // MICROSECOND, (due - EPOCH) // MICROSECOND)


def business_hours(calendar: Calendar) -> Any:  # noqa: ANN401 - the library has no types
    """A calendar's hours and holidays as rules of `businesstimedelta`; holidays as a set, which it searches fastest."""
    zone = pytz.timezone(calendar.zone)
    spans = sorted({span for day in calendar.week for span in day})
    days = {span: [number for number, day in enumerate(calendar.week) if span in day] for span in spans}
    working = [WorkDayRule(_clock(start), _clock(end), days[start, end], tz=zone) for start, end in spans]
    closed = {day.date for day in resolve(calendar, YEARS)}
    return Rules([*working, HolidayRule(closed, tz=zone)])


def replayed(store: Store, replayer: Replayer, tickets: list[int]) -> list[Judged]:
    """The replay's clocks of these tickets, sorted."""
    names = [metric.name for metric in replayer.compiled.policy.metrics]
    wanted = pa.array(tickets, pa.int32())
    return sorted(_judged(row, names) for row in _clocks(store, replayer, wanted))


def _clocks(store: Store, replayer: Replayer, wanted: pa.Array[Any]) -> Iterator[dict[str, Any]]:
    for _, rows in replay_all(store.cursor(), replayer, machine_code=True):
        clocks = rows.clocks.select(["ticket", "metric", "elapsed", "due"])
        yield from clocks.filter(pc.is_in(clocks["ticket"], wanted)).to_pylist()


def _judged(row: dict[str, Any], names: list[str]) -> Judged:
    return Judged(row["ticket"], names[row["metric"]], row["elapsed"], row["due"])


def _moment(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)


def _clock(seconds: int) -> time:
    return (datetime.min + timedelta(seconds=seconds)).time()  # noqa: DTZ901 - a time of day without a zone
