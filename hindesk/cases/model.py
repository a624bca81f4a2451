"""What a case file may say: its keys and shapes."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
)

from hindesk.cases.words import NONE, CaseWords
from hindesk.policy.findings import Findings, as_text, said, shown, unknown
from hindesk.policy.parts import Part, Text, Texts
from hindesk.policy.trait_model import Within
from hindesk.policy.tree_model import EndModel
from hindesk.policy.trees import End
from hindesk.policy.words import FIXED_VALUES, Maybe, Scalar, words_of

_END: Final = TypeAdapter(EndModel)

ActorWord = Literal["customer", "agent", "bot", "system"]
TIERS: Final = ("0", "1", "2", "3")


def _lower(text: str) -> str:
    word, known = text.lower(), (*FIXED_VALUES["priority"], NONE)
    if word not in known:
        raise said(unknown("priority", text, known))
    return word


def _tier(text: str) -> str:
    if text not in {*TIERS, NONE}:
        raise said(unknown("tier", text, (*TIERS, NONE)))
    return text


def _rule(text: str, info: ValidationInfo) -> str:
    words = words_of(info)
    known = (*words.rules, NONE) if isinstance(words, CaseWords) else ()
    if known and text not in known:
        raise said(unknown("rule", text, known))
    return text


def _routed(text: str, info: ValidationInfo) -> str:
    words = words_of(info)
    if isinstance(words, CaseWords) and not words.routed:
        raise said("the policy routes no tickets; write a `routing` section in it, or leave `routed` out")
    if isinstance(words, CaseWords) and text not in words.routed:
        raise said(unknown("skill rule", text, words.routed))
    return text


def _read_clocks(raw: object, info: ValidationInfo) -> dict[str, tuple[str, ...]]:
    """Accept the texts of each metric's clocks."""
    if not isinstance(raw, dict) or not raw:
        raise said(f"expected a mapping such as {{resolution: met}}, found {shown(raw) if raw != {} else 'nothing'}")
    known = words_of(info).metrics
    for metric in raw:
        if metric not in known:
            raise said(unknown("metric", metric, known))
    return {metric: _texts(value) for metric, value in raw.items()}


def _texts(raw: object) -> tuple[str, ...]:
    items = raw if isinstance(raw, list) else [raw]
    if not all(map(as_text, items)) or not items:
        raise said(f"expected what the clock is, such as met or breached due 10:00, found {shown(raw)}")
    return tuple(str(as_text(item)) for item in items)


def _form(text: str, info: ValidationInfo) -> str:
    words = words_of(info)
    known = (*words.forms, NONE) if isinstance(words, CaseWords) else ()
    if known and text not in known:
        raise said(unknown("form", text, known))
    return text


def _read_end(raw: object, info: ValidationInfo) -> End | None:
    """Read where a tree leads, as a policy writes the end of a branch, or nowhere."""
    return None if raw == NONE else _END.validate_python(raw, context=info.context).end(0)


def _trees(trees: dict[str, End | None], info: ValidationInfo) -> dict[str, End | None]:
    """Accept trees that there are."""
    words = words_of(info)
    found, known = Findings(words), words.trees if isinstance(words, CaseWords) else ()
    if not trees:
        found.add((), "expected a mapping such as {First look: {tier: 2}}, found nothing")
    for name in trees:
        if name not in known:
            found.add_key((name,), unknown("tree", name, known))
    found.close()
    return trees


def _traits(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Accept traits that there are."""
    words = words_of(info)
    found = Findings(words)
    for number, name in enumerate(names):
        if name not in words.traits:
            found.add((number,), unknown("trait", name, words.traits))
    found.close()
    return tuple(sorted(set(names)))


def _one_or_more(raw: object) -> object:
    return [raw] if isinstance(raw, dict) else raw


EndValue = Annotated[End | None, PlainValidator(_read_end, json_schema_input_type=EndModel | Literal["none"])]
"""Where a tree leads, as a field of a model."""


class TicketModel(Part):
    """The ticket when it is created. Every other key is a field of it: a standard one, or one that `fields` lists."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Scalar | list[Scalar]] = Field(init=False)

    created: Text = Field(description="when: a date and a time, such as `2026-01-05 09:00` or `Mon 2026-01-05 09:00`")
    from_: ActorWord = Field(
        default="customer", alias="from", description="who makes it: `customer`, `agent`, `bot` or `system`"
    )


class EarlierModel(Part):
    """A ticket that came before. Every other key is a field of it, as it was when it was created."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Scalar | list[Scalar]] = Field(init=False)

    created: Text = Field(description="when: a date and a time, not later than the ticket of the case")
    times: Maybe[Annotated[int, Field(ge=2, le=1000)]] = Field(
        default=None, description="how many such tickets there are, the first of them at `created`; with `every`"
    )
    every: Maybe[Within] = Field(default=None, description="how far apart they are: `30m`, `6h`, `7 days`")


class ExpectModel(Part):
    """What must hold at one instant. What is written is compared; of what is not written nothing is asked."""

    at: Text = Field(default="", description="the instant; everything up to it counts; without it, the end of the case")
    clocks: Annotated[
        dict[str, tuple[str, ...]],
        PlainValidator(_read_clocks, json_schema_input_type=dict[str, str | list[str]]),
    ] = Field(
        default={},
        description="for each metric every clock that it has by then, in the order in which they started: a verdict "
        "(`met`, `breached`, `running`, `paused`, `cancelled`), `due` and a time, or both; `none` where it has none",
    )
    breached: Maybe[Texts] = Field(
        default=None,
        description="every clock that is breached by then, of all metrics: `resolution`, or `next_response 1` for its "
        "second; `[]` for none",
    )
    tagged: Maybe[Texts] = Field(
        default=None, description="every tag that rules of `automation` gave it by then; `[]` for none"
    )
    traits: Maybe[Annotated[Texts, AfterValidator(_traits)]] = Field(
        default=None, description="every trait that it has then; `[]` for none"
    )
    rule: Annotated[Text, AfterValidator(_rule)] = Field(default="", description="the name of the `sla` rule in force")
    tier: Annotated[Text, AfterValidator(_tier), WithJsonSchema({"enum": [0, 1, 2, 3, NONE]})] = Field(
        default="", description="the tier that has the ticket, 0 to 3"
    )
    priority: Annotated[Text, AfterValidator(_lower)] = Field(default="", description="the ticket's priority")
    team: Text = Field(default="", description="the ticket's team")
    assignee: Text = Field(default="", description="who holds the ticket")
    status: Text = Field(default="", description="the ticket's status, by its own name")
    routed: Annotated[Text, AfterValidator(_routed)] = Field(
        default="",
        description="the name of the rule of `routing.skills` that it meets then; `excluded` where `routing.exclude` "
        "holds",
    )


class CaseModel(Part):
    """A ticket, what happens to it, and what the policy must do."""

    example: ClassVar[str] = ""

    name: Text = Field(description="what the case shows, in a sentence; each case of a file has its own")
    ticket: TicketModel = Field(description="the ticket when it is created")
    earlier: tuple[EarlierModel, ...] = Field(
        default=(), description="tickets of the same help desk that came before it, for traits that count", strict=False
    )
    history: Text = Field(default="", description="what happens to it then, an event a line")
    as_of: Text = Field(
        default="",
        description="the end of the case; without it, right after the last `at` and the last line of its history, "
        "`told`, `lapses` and `approvals`",
    )
    expect: Annotated[
        tuple[ExpectModel, ...],
        BeforeValidator(_one_or_more, json_schema_input_type=ExpectModel | list[ExpectModel]),
    ] = Field(default=(), description="what must hold, once or at several instants", strict=False)
    told: Text = Field(
        default="", description="every notice until the end of the case, one a line; `nothing` where there is none"
    )
    lapses: Text = Field(
        default="",
        description="every time until the end of the case in which a permission or a sensitive matter did not hold of "
        "it, one a line; `nothing` where there is none",
    )
    approvals: Text = Field(
        default="",
        description="every approval that agents needed until the end of the case, one a line; `nothing` where there "
        "is none",
    )
    form: Annotated[Text, AfterValidator(_form)] = Field(
        default="", description="the form to which the ticket belongs when it is created, or `none`"
    )
    missing: Maybe[Texts] = Field(
        default=None, description="every field that its form shows and that has no value then; `[]` for none"
    )
    trees: Annotated[dict[str, EndValue], AfterValidator(_trees)] = Field(
        default={},
        description="for each decision tree that is named where it leads the ticket then: `tier`, `team`, `tag` and "
        "`next`, as the tree's `end` has them, or `none`",
    )


class CasesModel(Part):
    """A file of cases, beside the policy that they test: `NAME.cases.yaml` beside `NAME.yaml`."""

    cases: tuple[CaseModel, ...] = Field(description="the cases", strict=False, json_schema_extra={"minItems": 1})


def extras(ticket: TicketModel | EarlierModel) -> dict[str, Any]:
    """The fields that a ticket is given, as they are written."""
    return dict(ticket.__pydantic_extra__ or {})
