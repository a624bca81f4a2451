"""`hindesk simulate`: what another policy, or rules of routing, would have made of the same tickets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import narration, streams
from ..options import STORE, AsOfOption, FormatOption, LimitOption, MetricOption, OutputOption, StoreOption
from .simulate_options import (
    AgainstOption,
    AnyTeamOption,
    AtWorkOption,
    ByOption,
    ChangedOption,
    LapsesOption,
    NewArgument,
    NoticesOption,
    PeopleOption,
    ReasonsOption,
    RoutingOption,
    ScheduleOption,
    StrategyOption,
    TicketsOption,
)
from .simulate_routing import Asked, Shown, refuse_mixed, show_routing

if TYPE_CHECKING:
    from hindesk.policy.values import Policy


@dataclass(frozen=True, slots=True)
class Compared:
    """What the options ask of a comparison of clocks."""

    new: Path
    against: Path
    by: tuple[str, ...]
    metrics: tuple[str, ...]
    as_of: str | None
    reasons: bool
    changed: bool
    notices: bool
    lapses: bool


def simulate(
    new: NewArgument,
    against: AgainstOption = None,
    routing: RoutingOption = False,
    by: ByOption = None,
    metric: MetricOption = None,
    reasons: ReasonsOption = False,
    changed: ChangedOption = False,
    notices: NoticesOption = False,
    lapses: LapsesOption = False,
    tickets: TicketsOption = None,
    people: PeopleOption = None,
    strategy: StrategyOption = None,
    schedule: ScheduleOption = None,
    any_team: AnyTeamOption = False,
    at_work: AtWorkOption = False,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what would have happened under another policy.

    Both policies judge the same tickets; each clock is compared with itself. People do what they did; only the rules
    change. A reason is tested: the aspect of the new policy that alone changes the verdict. In a segment, a clock
    counts under the rule, priority, team, agent and tier that it has under the new policy; a week is the ISO week in
    which the ticket was created. Where either policy tells somebody, a second table says who is told how often; where
    either has permissions or sensitive matters, another one what is held or public against them. Nothing is written to
    the store.

    With --routing, past tickets are given to the people of a roster when they were created, by each strategy, and that
    is compared with who got them.
    """
    clocks = {
        "--against": against,
        "--metric": metric,
        "--reasons": reasons,
        "--changed": changed,
        "--notices": notices,
        "--lapses": lapses,
        "--tickets": tickets,
    }
    chosen = tuple(strategy or ()), schedule
    giving: dict[str, object] = {
        "--people": people,
        "--strategy": strategy,
        "--schedule": schedule,
        "--any-team": any_team,
        "--at-work": at_work,
    }
    refuse_mixed(routing=routing, clocks=clocks, giving=giving)
    split, shown = tuple(by or ()), Shown(limit, form, output)
    if against is None:
        asked = Asked(new, people, *chosen, split, as_of, any_team=any_team, at_work=at_work)
        show_routing(asked, store=store, shown=shown)
    else:
        views = {"reasons": reasons, "changed": changed, "notices": notices, "lapses": lapses}
        compared = Compared(new, against, split, tuple(metric or ()), as_of, **views)
        _show_clocks(compared, store=store, tickets=tickets, shown=shown)


def _show_clocks(asked: Compared, *, store: Path, tickets: Path | None, shown: Shown) -> None:
    from hindesk.replay.run import compiles_first
    from hindesk.reports import simulate as reports
    from hindesk.reports.simulate_lapses import lapses_report
    from hindesk.reports.simulate_notices import notices_report
    from hindesk.simulate.comparison import Wish
    from hindesk.simulate.comparison import simulate as compare
    from hindesk.store.store import open_store

    _one_of(asked)
    tried, before = _policy(asked.new), _policy(asked.against)
    wish = Wish(asked.by, asked.metrics, _instant(asked.as_of, tried))
    view: reports.View = "changed" if asked.changed else "reasons" if asked.reasons else "attainment"
    with open_store(store, read_only=True) as held, narration.progress() as step:
        if compiles_first(held):
            narration.say(narration.COMPILING)
        compared = reports.Compared(held, tried, before, compare(held, tried, before, progress=step, wish=wish))
        report = reports.report_on(compared, view, shown.limit)
        told = notices_report(compared, shown.limit)
        lapsed = lapses_report(compared, shown.limit)
        listed = reports.report_on(compared, "changed")
    if tickets is not None:
        streams.emit(listed, form=None, output=tickets, time_zone=tried.time_zone)
    tables = [told] if asked.notices else [lapsed] if asked.lapses else [report]
    if not _views(asked):
        tables += [table for table in (told, lapsed) if table.table.num_rows]
    streams.emit(*tables, form=shown.form, output=shown.output, time_zone=tried.time_zone)


def _one_of(asked: Compared) -> None:
    if _views(asked) > 1:
        from hindesk.errors import HindeskError

        raise HindeskError(
            "--by, --reasons, --changed, --notices and --lapses are five tables", "ask for one at a time"
        )


def _views(asked: Compared) -> int:
    return bool(asked.by) + asked.reasons + asked.changed + asked.notices + asked.lapses


def _policy(given: Path) -> Policy:
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path

    return load_policy(policy_path(given))


def _instant(given: str | None, policy: Policy) -> int | None:
    from hindesk.calendars.moments import read_moment

    return read_moment(given, time_zone=policy.time_zone, option="--as-of") if given else None
