"""One case: from its keys to what happens, and what is expected when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar, get_args

from hindesk.cases.earlier import read_earlier
from hindesk.cases.intake_read import INTAKE, read_intake
from hindesk.cases.lapse_notation import read_approval, read_lapse
from hindesk.cases.lines import Block, Line, Wrong
from hindesk.cases.model import CaseModel, ExpectModel, extras
from hindesk.cases.moments import Day, date_at, read_moment
from hindesk.cases.notation import read_breach, read_clock, read_notice, read_step
from hindesk.cases.problems import Told
from hindesk.cases.ticket_fields import note_status, read_fields
from hindesk.cases.values import (
    ApprovalWanted,
    Case,
    ClockWanted,
    Expectation,
    Fact,
    LapseWanted,
    Moment,
    NoticeWanted,
    Step,
)
from hindesk.cases.words import ACTORS, NONE, NOTHING, CaseWords
from hindesk.yaml_source import Path

ASKS: Final = INTAKE | {"told", "lapses", "approvals"}
"""The keys of a case that ask for something of all of it."""
FACTS: Final[tuple[Fact, ...]] = get_args(Fact)

Listed = TypeVar("Listed", NoticeWanted, LapseWanted, ApprovalWanted)


def read_case(model: CaseModel, number: int, words: CaseWords, told: Told) -> Case | None:
    """Read a case; what is wrong with it goes to `told`, and where its creation can't be read there is none."""
    reader = _Reader(words, told, ("cases", number))
    created = reader.moment(("ticket", "created"), model.ticket.created, Day(None, words.time_zone))
    return reader.case(model, created) if created else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of the case that stands at a path."""

    words: CaseWords
    told: Told
    path: Path

    def case(self, model: CaseModel, created: Moment) -> Case:
        """Read everything but the creation."""
        self._check_asks(model)
        fields = dict(read_fields(extras(model.ticket), self.words, self.told, (*self.path, "ticket")))
        steps = tuple(self._steps(model.history, created))
        notices = self._listed("told", model.told, created, read_notice)
        lapses = self._listed("lapses", model.lapses, created, read_lapse)
        approvals = self._listed("approvals", model.approvals, created, read_approval)
        day = Day(date_at(created.at, self.words.time_zone), self.words.time_zone)
        asked = [
            self.moment(("expect", i, "at"), one.at, day) if one.at else None for i, one in enumerate(model.expect)
        ]
        last = [created.at, *(step.at for step in steps), *(one.at for one in asked if one)]
        listed = _moments(notices or (), lapses or (), approvals or ())
        last += [one.at + one.grain for _, one in listed]
        end = self.moment(("as_of",), model.as_of, day) if model.as_of else None
        until = end.at if end else max(last)
        self._check_times(created, until, asked)
        self._check_listed(listed, until)
        expects = tuple(
            self._expectation(one, i, at.at if at else until, day)
            for i, (one, at) in enumerate(zip(model.expect, asked, strict=True))
        )
        earlier = tuple(read_earlier(model.earlier, created, self.words, told=self.told, path=(*self.path, "earlier")))
        return Case(
            name=model.name,
            place=self.told.place(self.path),
            created=created.at,
            actor=ACTORS[model.ticket.from_],
            fields=fields,
            steps=steps,
            until=until,
            expects=expects,
            told=notices,
            intake=read_intake(model, self.words, self.told, self.path),
            lapses=lapses,
            approvals=approvals,
            earlier=earlier,
        )

    def moment(self, below: Path, text: str, day: Day) -> Moment | None:
        """Read a time, or tell what is wrong with it."""
        try:
            return read_moment(text, day)
        except ValueError as error:
            self.told.wrong((*self.path, *below), str(error))
        return None

    def _lines(self, key: str, text: str, created: Moment) -> Iterator[Line]:
        for line in Block(text, created, self.words.time_zone).lines():
            if isinstance(line, Line):
                yield line
            else:
                self.told.wrong_line((*self.path, key), *line)

    def _steps(self, text: str, created: Moment) -> Iterator[Step]:
        for line in self._lines("history", text, created):
            try:
                step = read_step(line, self.words)
            except Wrong as wrong:
                self.told.wrong_line((*self.path, "history"), line.number, wrong)
                continue
            path = (*self.path, "history")
            note_status(step, line, self.words, told=self.told, path=path)
            yield step

    def _listed(
        self, key: str, text: str, created: Moment, read: Callable[[Line, CaseWords], Listed]
    ) -> tuple[Listed, ...] | None:
        """Read the lines of a key that lists all of something; None: the case does not say."""
        if not text:
            return None
        found = []
        for line in self._lines(key, "" if text.strip() == NOTHING else text, created):
            try:
                stands = self.told.place((*self.path, key), line.number)
                found.append(replace(read(line, self.words), line=stands.line))
            except Wrong as wrong:
                self.told.wrong_line((*self.path, key), line.number, wrong)
        return tuple(found)

    def _check_asks(self, model: CaseModel) -> None:
        """Refuse what asks for nothing, which could not fail."""
        if not (model.expect or model.model_fields_set & ASKS):
            keys = "`expect`, `told`, `lapses`, `approvals`, `form`, `missing` or `trees`"
            self.told.wrong(self.path, f"the case expects nothing; write {keys}")
        for number, one in enumerate(model.expect):
            if not one.model_fields_set - {"at"}:
                self.told.wrong((*self.path, "expect", number), "nothing is expected here")

    def _check_times(self, created: Moment, until: int, asked: list[Moment | None]) -> None:
        named: list[tuple[Path, int]] = [(("expect", i, "at"), one.at) for i, one in enumerate(asked) if one]
        for below, at in [(("as_of",), until), *named]:
            if at < created.at:
                self.told.wrong((*self.path, *below), "this is before the ticket is created")
            elif at > until:
                self.told.wrong((*self.path, *below), "this is after the end of the case; write a later as_of")

    def _check_listed(self, listed: Sequence[tuple[str, Moment]], until: int) -> None:
        """Refuse what is listed for a time that the case does not reach."""
        if any(key == "told" and moment.at >= until for key, moment in listed):
            message = "a notice is sent before the end of the case, and one of these is not; write a later as_of"
            self.told.wrong((*self.path, "told"), message)
        for key in sorted({key for key, moment in listed if key != "told" and moment.at > until}):
            message = "one of these is after the end of the case; write a later as_of"
            self.told.wrong((*self.path, key), message)

    def _expectation(self, model: ExpectModel, number: int, at: int, day: Day) -> Expectation:
        path = (*self.path, "expect", number)
        written = ((name, str(getattr(model, name))) for name in FACTS)
        facts: dict[Fact, str | None] = {name: None if text == NONE else text for name, text in written if text}
        clocks = {
            metric: tuple(self._clocks(texts, (*path, "clocks", metric), day)) for metric, texts in model.clocks.items()
        }
        breached = None if model.breached is None else tuple(self._breaches(model.breached, (*path, "breached")))
        tagged = None if model.tagged is None else tuple(sorted({tag.lower() for tag in model.tagged}))
        return Expectation(at, self.told.place(path), facts, clocks, breached, tagged, model.traits)

    def _clocks(self, texts: tuple[str, ...], path: Path, day: Day) -> Iterator[ClockWanted]:
        for number, text in enumerate(() if texts == (NONE,) else texts):
            try:
                yield read_clock(text, day)
            except ValueError as error:
                self.told.wrong((*path, number), str(error))

    def _breaches(self, texts: tuple[str, ...], path: Path) -> Iterator[tuple[str, int]]:
        for number, text in enumerate(texts):
            try:
                yield read_breach(text, self.words)
            except ValueError as error:
                self.told.wrong((*path, number), str(error))


def _moments(
    notices: tuple[NoticeWanted, ...], lapses: tuple[LapseWanted, ...], approvals: tuple[ApprovalWanted, ...]
) -> list[tuple[str, Moment]]:
    """Every time that stands in these lines, with the key under which it does."""
    listed = [("told", one.sent) for one in notices] + [("approvals", one.at) for one in approvals]
    return listed + [("lapses", at) for one in lapses for at in (one.since, one.until) if at is not None]
