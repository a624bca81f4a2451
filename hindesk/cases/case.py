"""One case: from its keys to what happens, and what is expected when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, get_args

from hindesk.cases.intake_read import INTAKE, read_intake
from hindesk.cases.lines import Block, Line, Wrong
from hindesk.cases.model import CaseModel, ExpectModel, extras
from hindesk.cases.moments import Day, date_at, read_moment
from hindesk.cases.notation import field_value, read_breach, read_clock, read_notice, read_step, unknown_field
from hindesk.cases.problems import Told
from hindesk.cases.values import Case, ClockWanted, Expectation, Fact, Moment, NoticeWanted, Step
from hindesk.cases.words import ACTORS, NONE, NOTHING, CaseWords
from hindesk.events import TAG_SEPARATOR
from hindesk.policy.findings import as_text, shown
from hindesk.yaml_source import Path

FACTS: Final[tuple[Fact, ...]] = get_args(Fact)


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
        fields = dict(self._fields(model))
        steps = tuple(self._steps(model.history, created))
        notices = tuple(self._notices(model.told, created)) if model.told else None
        day = Day(date_at(created.at, self.words.time_zone), self.words.time_zone)
        asked = [
            self.moment(("expect", i, "at"), one.at, day) if one.at else None for i, one in enumerate(model.expect)
        ]
        last = [created.at, *(step.at for step in steps), *(one.at for one in asked if one)]
        last += [one.sent.at + one.sent.grain for one in notices or ()]
        end = self.moment(("as_of",), model.as_of, day) if model.as_of else None
        until = end.at if end else max(last)
        self._check_times(created, until, asked)
        self._check_notices(notices or (), until)
        expects = tuple(
            self._expectation(one, i, at.at if at else until, day)
            for i, (one, at) in enumerate(zip(model.expect, asked, strict=True))
        )
        place = self.told.place(self.path)
        actor = ACTORS[model.ticket.from_]
        intake = read_intake(model, self.words, self.told, self.path)
        return Case(model.name, place, created.at, actor, fields, steps, until, expects, notices, intake)

    def moment(self, below: Path, text: str, day: Day) -> Moment | None:
        """Read a time, or tell what is wrong with it."""
        try:
            return read_moment(text, day)
        except ValueError as error:
            self.told.wrong((*self.path, *below), str(error))
        return None

    def _fields(self, model: CaseModel) -> Iterator[tuple[str, str]]:
        for name, raw in extras(model.ticket).items():
            path = (*self.path, "ticket", name)
            if name not in self.words.ticket_fields:
                self.told.wrong_key(path, unknown_field(name, self.words))
                continue
            items = raw if isinstance(raw, list) else [raw]
            texts = [text for item in items if (text := as_text(item))]
            if len(texts) < len(items) or (len(texts) != 1 and name != "tags"):
                self.told.wrong(path, f"expected one value, found {shown(raw)}")
                continue
            try:
                yield name, field_value(name, TAG_SEPARATOR.join(texts), self.words)
            except ValueError as error:
                self.told.wrong(path, str(error))
            self._note_status(name, texts[0] if texts else "", path)

    def _note_status(self, name: str, status: str, path: Path, line: Line | None = None) -> None:
        if name != "status" or not status or status.lower() in self.words.statuses:
            return
        message = f"the status {status!r} has no category and counts as open; give it one in `statuses` of the policy"
        if line is None:
            self.told.note(path, message)
        else:
            self.told.note_line(path, line.number, Wrong(message, line.offset))

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
            self._note_status(step.field, step.value, (*self.path, "history"), line)
            yield step

    def _notices(self, text: str, created: Moment) -> Iterator[NoticeWanted]:
        if text.strip() == NOTHING:
            return
        for line in self._lines("told", text, created):
            try:
                stands = self.told.place((*self.path, "told"), line.number)
                yield replace(read_notice(line, self.words), line=stands.line)
            except Wrong as wrong:
                self.told.wrong_line((*self.path, "told"), line.number, wrong)

    def _check_asks(self, model: CaseModel) -> None:
        """Refuse what asks for nothing, which could not fail."""
        if not (model.expect or model.told or model.model_fields_set & INTAKE):
            self.told.wrong(self.path, "the case expects nothing; write `expect`, `told`, `form`, `missing` or `trees`")
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

    def _check_notices(self, notices: tuple[NoticeWanted, ...], until: int) -> None:
        if any(one.sent.at >= until for one in notices):
            message = "a notice is sent before the end of the case, and one of these is not; write a later as_of"
            self.told.wrong((*self.path, "told"), message)

    def _expectation(self, model: ExpectModel, number: int, at: int, day: Day) -> Expectation:
        path = (*self.path, "expect", number)
        written = ((name, str(getattr(model, name))) for name in FACTS)
        facts: dict[Fact, str | None] = {name: None if text == NONE else text for name, text in written if text}
        clocks = {
            metric: tuple(self._clocks(texts, (*path, "clocks", metric), day)) for metric, texts in model.clocks.items()
        }
        breached = None if model.breached is None else tuple(self._breaches(model.breached, (*path, "breached")))
        tagged = None if model.tagged is None else tuple(sorted({tag.lower() for tag in model.tagged}))
        return Expectation(at, self.told.place(path), facts, clocks, breached, tagged)

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
