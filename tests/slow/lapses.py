"""When history went against permissions and sensitive matters: a reading of docs/concepts/permissions.md."""

from __future__ import annotations

from collections.abc import Callable

from hindesk.policy.permissions import Permission, Sensitive
from hindesk.policy.values import Policy
from tests.slow.conditions import holds
from tests.slow.history import LapseRow
from tests.slow.life import Moment, State, tier_of
from tests.slow.people import sort_of_holder
from tests.slow.tiers import is_over

Sort = Callable[[State], str | None]
"""The sort of the lapse that a rule makes of a state; None: it makes none."""


def sort_of_holding(permission: Permission, policy: Policy) -> Sort:
    """How a rule of `permissions` sees a state."""

    def sort(state: State) -> str | None:
        tier, assignee = tier_of(state, policy), state.value("assignee")
        below = permission.tier is not None and (tier is None or tier < permission.tier)
        if not assignee or below or not holds(permission.when, state.texts):
            return None
        return sort_of_holder(assignee, permission, tier, policy)

    return sort


def sort_of_matter(matter: Sensitive) -> Sort:
    """How a rule of `sensitive` sees a state."""

    def sort(state: State) -> str | None:
        both = holds(matter.when, state.texts) and holds(matter.public, state.texts)
        return "sensitive" if both else None

    return sort


def how_ended(moment: Moment, matter: Sensitive | None) -> str:
    """How a lapse ended that is no longer so after a moment."""
    if is_over(moment):
        return "over"
    return "moved" if matter and not holds(matter.public, moment.after.texts) else "changed"


def lapses_by_rule(
    moments: list[Moment], policy: Policy, *, place: int, sort: Sort, matter: Sensitive | None = None
) -> list[LapseRow]:
    """The lapses of one rule; those of permissions end as well where another assignee gets the ticket."""
    rows: list[LapseRow] = []
    begun: Moment | None = None
    for moment in moments:
        now = None if is_over(moment) else sort(moment.after)
        stays = now and begun and (matter or begun.after.value("assignee") == moment.after.value("assignee"))
        if begun and not stays:
            if begun.at < moment.at:
                rows.append(row_of(begun, policy, place=place, sort=sort, end=(moment.at, how_ended(moment, matter))))
            begun = None
        if now and not begun:
            begun = moment
    return [*rows, row_of(begun, policy, place=place, sort=sort, end=(None, "lasts"))] if begun else rows


def row_of(begun: Moment, policy: Policy, *, place: int, sort: Sort, end: tuple[int | None, str]) -> LapseRow:
    """The row of a lapse that began with a moment."""
    state = begun.after
    return LapseRow(
        sort=sort(state) or "",
        rule=place,
        entered=begun.at,
        departed=end[0],
        ended=end[1],
        assignee=state.value("assignee"),
        team=state.value("team"),
        priority=state.value("priority"),
        tier=tier_of(state, policy),
    )


def lapses_of(moments: list[Moment], policy: Policy) -> tuple[LapseRow, ...]:
    """All lapses of a ticket, rule by rule."""
    rows = []
    for place, permission in enumerate(policy.permissions):
        rows += lapses_by_rule(moments, policy, place=place, sort=sort_of_holding(permission, policy))
    for place, matter in enumerate(policy.sensitive):
        rows += lapses_by_rule(moments, policy, place=place, sort=sort_of_matter(matter), matter=matter)
    return tuple(rows)
