"""Column maps: YAML files that say how a table becomes tickets; docs/reference/column-maps.md explains every key."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.events import CATEGORY_NAMES, Actor, Kind, Knows
from hindesk.yaml_source import YamlDocument, read_yaml

KINDS: Final = {kind.name.lower(): kind for kind in Kind}
ACTORS: Final = {actor.name.lower(): actor for actor in Actor}
KNOWS: Final = {
    "first_reply": Knows.FIRST_REPLY,
    "messages": Knows.MESSAGES | Knows.FIRST_REPLY,
    "solved": Knows.SOLVED,
    "statuses": Knows.STATUSES | Knows.SOLVED,
    "assignees": Knows.ASSIGNEES | Knows.FIRST_ASSIGNEE,
    "first_assignee": Knows.FIRST_ASSIGNEE,
    "teams": Knows.TEAMS,
}
YES: Final = {"true": "1", "yes": "1", "public": "1", "1": "1", "false": "0", "no": "0", "private": "0", "0": "0"}


def _word(value: object) -> object:
    """A YAML scalar as its text; true and false are words here."""
    return str(value).lower() if isinstance(value, bool) else value


def _column(value: object) -> object:
    """A bare text is the name of a column; a bare true or false is a constant."""
    if isinstance(value, bool):
        return {"constant": value}
    return {"column": value} if isinstance(value, (str, int, float)) else value


Text = Annotated[str, BeforeValidator(_word)]


class _Model(BaseModel):
    """A part of a column map: frozen, and without keys that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Cell(_Model):
    """Where a value comes from: a column, with what its values mean, or one constant for every row."""

    column: Text | None = Field(default=None, description="the column's header")
    constant: Text | None = Field(default=None, description="the same value for every row")
    values: dict[str, Text] = Field(default_factory=dict, description="what the column's texts mean; others stay")
    number: bool = Field(default=False, description="the texts must be plain numbers; others are rejected")

    @model_validator(mode="after")
    def _is_one(self) -> Cell:
        if self.column is not None and self.constant is not None:
            raise ValueError("a value has a column or a constant, not both")
        return self


Source = Annotated[Cell, BeforeValidator(_column)]


class Instants(_Model):
    """Columns that tell when something happened to a ticket that stands in one row."""

    created: Text
    assigned: Text | None = None
    first_response: Text | None = None
    solved: Text | None = None
    closed: Text | None = None
    updated: Text | None = None


class Event(_Model):
    """How a row becomes an event."""

    at: Text = Field(description="the column of the instant")
    kind: Source = Field(description="created, message, change, merged, deleted or rated")
    order: Text | None = Field(default=None, description="a column of whole numbers that orders rows of one instant")
    actor: Source = Field(default=Cell(), description="customer, agent, bot or system")
    person: Source = Field(default=Cell(), description="who did it")
    public: Source = Field(default=Cell(constant="true"), description="whether a message is public")
    automatic: Source = Field(default=Cell(constant="false"), description="whether a message was automatic")
    field: Source = Field(default=Cell(), description="the field that a change sets")
    value: Source = Field(default=Cell(), description="what a change sets it to, or what a message says")


class StatusWords(_Model):
    """What the status is called at the instants solved and closed, where the status now does not say it."""

    solved: Text = "Solved"
    closed: Text = "Closed"


class ColumnMap(_Model):
    """A whole column map."""

    column_map: Literal[1] = Field(description="the version of this format")
    source: Text = Field(description="the name under which the tickets are kept", min_length=1)
    rows: Literal["snapshots", "milestones", "events"] = Field(description="what one row is")
    id: Text = Field(description="the column of the ticket's id")
    name: Text = Field(default="", description="what people call the export")
    time_zone: Text | None = Field(default=None, description="the zone of times that don't say theirs")
    dates: Text | None = Field(default=None, description="day-first, month-first or a strptime pattern")
    missing: list[Text] | None = Field(default=None, description="texts that say that there is nothing")
    fields: dict[str, Source] = Field(default_factory=dict, description="field: where its value comes from")
    statuses: dict[str, Literal["new", "open", "waiting_on_customer", "on_hold", "solved", "closed"]] = Field(
        default_factory=dict, description="what each status means"
    )
    instants: Instants | None = Field(default=None, description="of snapshots and milestones: when things happened")
    status_words: StatusWords = Field(default=StatusWords(), description="names of the statuses at the instants")
    event: Event | None = Field(default=None, description="of events: how a row becomes one")
    knows: (
        list[Literal["first_reply", "messages", "solved", "statuses", "assignees", "first_assignee", "teams"]] | None
    ) = Field(default=None, description="of events: what the rows tell completely")

    @model_validator(mode="after")
    def _fits_rows(self) -> ColumnMap:
        if self.rows == "events" and self.event is None:
            raise ValueError("rows: events needs the section event")
        if self.rows != "events" and self.instants is None:
            raise ValueError(f"rows: {self.rows} needs the section instants")
        return self

    @property
    def categories(self) -> dict[str, int]:
        """What each status means, as events.Category."""
        return {status: int(CATEGORY_NAMES[name]) for status, name in self.statuses.items()}


def load_map(path: Path) -> ColumnMap:
    """Read a column map.

    Raises:
        InputError: there is no such file, or it is no column map; the message gives file, line and column of every
            problem, and the nearest known key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as problem:
        message = f"the column map {path} can't be read: {problem}"
        raise InputError(message, "--map takes a YAML file in UTF-8") from problem
    document = read_yaml(text, file=path.name)
    if document.problems:
        raise InputError("\n".join(f"{problem.place}: {problem.message}" for problem in document.problems))
    if not isinstance(document.value, dict):
        raise InputError(f"{path.name} is no column map", "a column map starts with `column_map: 1`")
    try:
        return ColumnMap.model_validate(document.value)
    except ValidationError as problem:
        said = [_said(document, dict(error)) for error in problem.errors()]
        raise InputError("\n".join(said), "docs/reference/column-maps.md explains every key") from problem


def _said(document: YamlDocument, error: dict[str, Any]) -> str:
    """One problem with its place."""
    path = tuple(part for part in error["loc"] if isinstance(part, (str, int)))
    if error["type"] == "extra_forbidden":
        place = document.keys.get(path) or document.place(path)
        near = did_you_mean(str(path[-1]), _keys(path[:-1]))
        return f"{place}: unknown key '{path[-1]}'" + (f"; {near}" if near else "")
    place = document.place(path)
    if error["type"] == "missing":
        return f"{place}: '{path[-1]}' is missing"
    where = ".".join(str(part) for part in path)
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {where}: {message}" if where else f"{place}: {message}"


def _keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys that are known under a path."""
    if not path:
        return list(ColumnMap.model_fields)
    models: dict[str | int, type[_Model]] = {"instants": Instants, "event": Event, "status_words": StatusWords}
    return list((models.get(path[0], Cell) if len(path) == 1 else Cell).model_fields)
