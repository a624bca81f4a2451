"""The `traits` section: what is remarkable about a ticket, under names that conditions use."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, Field, PlainValidator, TypeAdapter, ValidationInfo, model_validator

from hindesk.policy.automation_model import Doers
from hindesk.policy.conditions import When
from hindesk.policy.durations import parse_duration
from hindesk.policy.findings import Findings, as_text, said, shown, unknown
from hindesk.policy.parts import Part, Texts
from hindesk.policy.patterns import Pattern, Title, shipped_patterns
from hindesk.policy.thanks_model import Expressions
from hindesk.policy.traits import Often, Says, Trait
from hindesk.policy.words import HANDLED_BY, Maybe, words_of

_HOUR: Final = 3_600_000_000
_LONGEST: Final = 366 * 24 * _HOUR
_DAYS: Final = re.compile(r"^\s*(\d+)\s*days?\s*$")
_UNASKED: Final = (HANDLED_BY, "person", "text")
_MOST: Final = 20
"""The most traits of a policy: each is one bit of a ticket's state."""
_OWN: Final = "own"
"""The name of the pattern that a policy writes itself."""


def _read_within(raw: object) -> int:
    """Read how far back tickets count, in microseconds: hours and minutes, or days of 24 hours."""
    text = as_text(raw) or ""
    days = _DAYS.match(text)
    amount = int(days[1]) * 24 * _HOUR if days else _hours(text, raw)
    if not 0 < amount <= _LONGEST:
        raise said(f"expected more than nothing and at most 366 days, found {shown(raw)}")
    return amount


def _hours(text: str, raw: object) -> int:
    try:
        duration = parse_duration(text, day="same_time")
    except ValueError as error:
        raise said(str(error)) from None
    if duration.unit != "microsecond":
        raise said(f"this counts wall-clock time; write hours such as 24h, or 7 days, found {shown(raw)}")
    return duration.amount


def _read_same(raw: object, info: ValidationInfo) -> tuple[str, ...]:
    """Read the fields in which tickets are alike."""
    found, words = Findings(), words_of(info)
    items = raw if isinstance(raw, list) else [raw]
    known = [name for name in words.fields if name not in _UNASKED]
    for number, item in enumerate(items):
        path = (number,) if items is raw else ()
        name = as_text(item)
        if not name:
            found.add(path, f"expected the name of a field, found {shown(item)}")
        elif name not in known:
            found.add(path, unknown("field", name, known, advice=words.unlisted))
        elif item in items[:number]:
            found.add(path, "the same field stands above")
    if not items:
        found.add((), "the list is empty; name a field in which the tickets are alike, such as customer")
    found.close()
    return tuple(str(as_text(item)) for item in items)


Within = Annotated[int, PlainValidator(_read_within, json_schema_input_type=Annotated[str, Field(examples=["7 days"])])]
"""A length of wall-clock time, as a field of a model: microseconds."""


class PhrasesModel(Part):
    """A policy's own phrases: a text is meant if it matches a phrase and no veto."""

    example: ClassVar[str] = (
        'traits:\n  wants a quote: {says: {phrases: ["견적", "quot(e|ation)"], vetoes: ["in quotes"]}}\n'
    )

    phrases: Expressions = Field(description="regular expressions (RE2, any case), one of which a text matches")
    vetoes: Expressions = Field(default=(), description="regular expressions, none of which it matches")


_PHRASES: Final = TypeAdapter(PhrasesModel)
_NAMES: Final[TypeAdapter[tuple[str, ...]]] = TypeAdapter(Texts)


def _read_says(raw: object, info: ValidationInfo) -> tuple[Pattern, ...]:
    """Read the names of patterns that come with hindesk, or a policy's own phrases."""
    if isinstance(raw, dict):
        own = _PHRASES.validate_python(raw, context=info.context)
        return (Pattern(_OWN, Title(), own.phrases, own.vetoes),)
    names, shipped, found = _NAMES.validate_python(raw), shipped_patterns(), Findings()
    for number, name in enumerate(names):
        if name not in shipped:
            found.add((number,) if isinstance(raw, list) else (), unknown("pattern", name, shipped))
    if not names:
        found.add((), f"the list is empty; patterns are {', '.join(shipped)}")
    found.close()
    return tuple(shipped[name] for name in dict.fromkeys(names))


class TraitModel(Part):
    """One trait: a condition (`when`), several tickets alike in a short time (`tickets`), or what texts say (`says`).

    Conditions ask for it by name: `{trait: comes back}`, `{trait: [comes back, sales]}`.
    """

    example: ClassVar[str] = (
        "fields: [followers]\n"
        "traits:\n"
        "  influential: {when: {followers: {above: 10000}}}\n"
        "  comes back: {tickets: 3, same: customer, within: 7 days}\n"
        "  topic spike: {tickets: 10, same: [product, type], within: 6h, times: 3}\n"
        "  sales opportunity: {says: sales}\n"
        "  card data: {says: [card number, resident number], by: [customer, agent]}\n"
        "priority:\n"
        "  - {when: {trait: [influential, comes back]}, set: high}\n"
    )

    when: Maybe[When] = Field(default=None, description="what holds of a ticket that has the trait")
    tickets: Maybe[Annotated[int, Field(ge=2, le=1_000_000)]] = Field(
        default=None, description="how many tickets alike there must have been when it was created, itself among them"
    )
    same: Annotated[tuple[str, ...], PlainValidator(_read_same, json_schema_input_type=str | list[str])] = Field(
        default=(), description="the field or fields in which those tickets are alike, none of them empty"
    )
    within: Maybe[Within] = Field(
        default=None, description="how far back they count, by the wall clock: `6h`, `7 days`"
    )
    times: Maybe[Annotated[int, Field(ge=2, le=1000)]] = Field(
        default=None,
        description="they must also be this many times as many as usual in such a time, over the 28 days before",
    )
    says: Maybe[
        Annotated[
            tuple[Pattern, ...],
            PlainValidator(_read_says, json_schema_input_type=str | list[str] | PhrasesModel),
        ]
    ] = Field(
        default=None,
        description="what its subject, description or messages say: patterns that come with hindesk, by name, "
        "or `phrases` of your own",
    )
    by: Doers = Field(
        default=(), description="whose messages `says` looks at: `customer` (without it), `agent`, `system`"
    )

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        """Refuse a trait of no sort, of two, or with keys of another one."""
        given = [key for key in ("when", "tickets", "says") if getattr(self, key) is not None]
        if len(given) != 1:
            raise said(f"a trait has one of when, tickets and says; this one has {' and '.join(given) or 'none'}")
        wanted = {"tickets": ("same", "within", "times"), "says": ("by",)}
        extra = [key for sort, keys in wanted.items() for key in keys if sort != given[0] and getattr(self, key)]
        if extra:
            raise said(f"{extra[0]!r} does nothing beside {given[0]!r}")
        if self.tickets and not (self.same and self.within):
            raise said(
                "'tickets' needs 'same', the fields in which they are alike, and 'within', how far back they count"
            )
        return self

    def trait(self, name: str, line: int) -> Trait:
        """Return the trait of this name, which stands on this line, as the engine's value."""
        often = Often(self.tickets, self.same, self.within or 0, self.times or 0) if self.tickets else None
        says = Says(self.says, self.by or ("customer",)) if self.says else None
        return Trait(name, self.when, often, says, line)


def _accepted(traits: dict[str, TraitModel], info: ValidationInfo) -> dict[str, TraitModel]:
    """Accept traits that are not too many and stand for themselves."""
    found, known = Findings(), words_of(info).traits
    if len(traits) > _MOST:
        found.add((), f"a policy has {_MOST} traits at most, and these are {len(traits)}")
    for name in traits:
        if known.get(name, ()) is None:
            found.add((name, "when"), "a trait names no other one; write its condition")
    found.close()
    return traits


Traits = Annotated[dict[str, TraitModel], AfterValidator(_accepted)]
"""Traits by their names, as a field of a model."""
