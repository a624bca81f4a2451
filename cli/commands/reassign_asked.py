"""What the options of `hindesk reassign` ask for, in the engine's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .reassign_options import NOT_WITH_PLAN, ONLY_WITH_WRITE

if TYPE_CHECKING:
    from hindesk.reassign.build import Wish
    from hindesk.reassign.selection import Selection
    from hindesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which tickets are meant, as the options say it; nothing given asks for nothing."""

    where: str | None
    holders: list[str] | None
    teams: list[str] | None
    tiers: list[int] | None
    older_than: str | None
    younger_than: str | None
    due_within: str | None
    breached: bool
    orphaned: bool
    unassigned: bool
    away: bool
    overloaded: bool
    sources: list[str] | None
    tickets: Path | None
    closed_too: bool

    def selection(self, store: Store) -> Selection:
        """The same as criteria of the engine.

        Raises:
            PolicyError: the condition can't be read.
            InputError: a span of time, or the file of ids, can't be read.
        """
        from hindesk.policy.where import read_where
        from hindesk.policy.words import HANDLED_BY
        from hindesk.reassign.keys import read_keys
        from hindesk.reassign.selection import Selection

        return Selection(
            where=read_where(self.where, fields=(*store.fields(), HANDLED_BY)) if self.where is not None else None,
            holders=tuple(self.holders or ()),
            teams=tuple(self.teams or ()),
            tiers=tuple(self.tiers or ()),
            older_than=_span(self.older_than, "--older-than"),
            younger_than=_span(self.younger_than, "--younger-than"),
            due_within=_span(self.due_within, "--due-within"),
            breached=self.breached,
            orphaned=self.orphaned,
            unassigned=self.unassigned,
            away=self.away,
            overloaded=self.overloaded,
            sources=tuple(self.sources or ()),
            keys=None if self.tickets is None else read_keys(self.tickets),
            closed_too=self.closed_too,
        )


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the tickets may go, as the options say it."""

    to: list[str] | None
    to_team: str | None
    any_team: bool
    max_moves: int | None
    before_due: bool

    def wish(self) -> Wish:
        """The same as a wish of the engine.

        Raises:
            HindeskError: the tickets are to go to one team and to people of every team.
        """
        from hindesk.errors import HindeskError
        from hindesk.reassign.build import Wish
        from hindesk.reassign.desk import BOUNDLESS

        if self.to_team is not None and self.any_team:
            raise HindeskError("--to-team and --any-team contradict each other", "ask for one of them")
        return Wish(
            to_people=tuple(self.to or ()),
            to_team=self.to_team,
            any_team=self.any_team,
            max_moves=BOUNDLESS if self.max_moves is None else self.max_moves,
            before_due=True if self.before_due else None,
        )


def refuse_idle_options(context: typer.Context, *, plan: Path | None, write: Path | None) -> None:
    """Refuse options that would do nothing beside the others.

    Raises:
        HindeskError: some are given before a subcommand, beside an edited plan, or without a folder to write.
    """
    given = [option for name, option in _options(context) if _is_given(context, name)]
    if context.invoked_subcommand is not None:
        _refuse(given, f"`{context.invoked_subcommand}` takes no", f"`{_help(context)}` says what it takes")
    if plan is not None:
        beside = [option for option in given if option in NOT_WITH_PLAN]
        _refuse(beside, "a plan that is read back says itself which tickets go where, so `--plan` takes no", _EITHER)
    if write is None:
        alone = [option for option in given if option in ONLY_WITH_WRITE]
        _refuse(alone, "without `--write DIR` no files are written, so there is nothing to say with", _WRITE)


_EITHER = "leave it out, or plan anew without --plan"
_WRITE = "add --write DIR, or leave it out"


def _help(context: typer.Context) -> str:
    return f"{context.command_path} {context.invoked_subcommand} --help"


def _options(context: typer.Context) -> Iterable[tuple[str, str]]:
    """The names of the parameters, each with its option."""
    return [(parameter.name or "", parameter.opts[0]) for parameter in context.command.params]


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _refuse(options: list[str], why: str, hint: str) -> None:
    from hindesk.errors import HindeskError

    if options:
        raise HindeskError(f"{why} {', '.join(options)}", hint)


def _span(text: str | None, flag: str) -> int | None:
    from hindesk.reassign.spans import read_span

    return None if text is None else read_span(text, flag=flag)
