"""The `forms` section: which fields tickets must have at their creation, and which of them only some tickets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, Field, PlainValidator, TypeAdapter, ValidationInfo, model_validator

from hindesk.policy.conditions import When
from hindesk.policy.findings import Findings, said, unknown
from hindesk.policy.forms import ALWAYS, Form, Required
from hindesk.policy.known_state import Known, together
from hindesk.policy.parts import Part, Text, named_apart
from hindesk.policy.values import All, Any, Condition, Not
from hindesk.policy.words import HANDLED_BY, TRAIT_KEY, words_of

UNASKED: Final = (HANDLED_BY, "person")
"""Fields that tell what happened to a ticket, and that nobody fills in."""


def _asked(name: str, info: ValidationInfo) -> str:
    """Accept a field that a ticket may have at its creation."""
    words = words_of(info)
    known = [field for field in words.fields if field not in UNASKED]
    if name == TRAIT_KEY:
        raise said(f"{name!r} is no field; only conditions ask for traits")
    if name in UNASKED:
        raise said(f"{name!r} tells what happened to a ticket; nobody fills it in")
    if name not in known:
        raise said(unknown("field", name, known, advice=words.unlisted))
    return name


AskedField = Annotated[Text, AfterValidator(_asked)]
"""A field that a ticket may have at its creation, as a field of a model."""


class RequiredModel(Part):
    """A field that a form shows only where a condition holds, and requires there."""

    example: ClassVar[str] = (
        "fields: [invoice]\n"
        "forms:\n"
        "  - {name: Billing, when: {type: billing}, require: [company, {field: invoice, when: {product: shop}}]}\n"
    )

    field: AskedField = Field(description="the field")
    when: When = Field(default_factory=All, description="where it is shown; without it, in the whole form")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.field in _fields_of(self.when):
            raise said(f"{self.field!r} is shown by its own value, which nobody could give before")
        return self


_NAMED: Final[TypeAdapter[str]] = TypeAdapter(AskedField)
_SHOWN: Final = TypeAdapter(RequiredModel)


def _read_required(raw: object, info: ValidationInfo) -> Required:
    """Read a field's name, or a field with the condition under which it is shown."""
    if isinstance(raw, dict):
        model = _SHOWN.validate_python(raw, context=info.context)
        return Required(model.field, model.when)
    return Required(_NAMED.validate_python(raw, context=info.context))


RequiredField = Annotated[Required, PlainValidator(_read_required, json_schema_input_type=str | RequiredModel)]
"""One required field, as a field of a model."""


class FormModel(Part):
    """What tickets that match have to tell at their creation. Of several forms the first match counts.

    A ticket is complete if every field that its form shows has a value.
    """

    example: ClassVar[str] = (
        "fields: [invoice]\n"
        "forms:\n"
        "  - name: Billing\n"
        "    when: {type: billing}\n"
        "    require: [company, product, {field: invoice, when: {product: shop}}]\n"
        "  - {name: Anything else, require: [type]}\n"
    )

    name: Text = Field(description="the form's name in reports; each form has its own")
    when: When = Field(
        default_factory=All, description="which tickets; without it, every one that no form above matches"
    )
    require: tuple[RequiredField, ...] = Field(
        description="the fields: `company`, or `{field: invoice, when: {product: shop}}` for one that the form shows "
        "only where another field has a value",
        strict=False,
        json_schema_extra={"minItems": 1},
    )

    def form(self, line: int) -> Form:
        """Return the form that stands on this line as the engine's value."""
        return Form(self.name, self.when, self.require, line)

    @model_validator(mode="after")
    def _check(self) -> Self:
        found = Findings()
        if not self.require:
            found.add(("require",), "the list is empty; a form requires one field at least")
        for number, message in _vain(self.when, self.require):
            found.add(("require", number), message)
        found.close()
        return self


def _vain(when: Condition, require: Sequence[Required]) -> Iterator[tuple[int, str]]:
    """Yield the required fields that ask for nothing, each with the reason."""
    for number, one in enumerate(require):
        above = [other.when for other in require[:number] if other.field == one.field]
        if ALWAYS in above or one.when in above:
            yield number, f"{one.field!r} is required already"
        elif not together([when, one.when], Known()):
            yield number, f"{one.field!r} is never shown: its condition can't hold where the form's does"


def _fields_of(condition: Condition) -> frozenset[str]:
    """Return the fields that a condition names."""
    match condition:
        case All(parts=parts) | Any(parts=parts):
            return frozenset().union(*map(_fields_of, parts))
        case Not(part=part):
            return _fields_of(part)
        case test:
            return frozenset({test.field})


Forms = Annotated[tuple[FormModel, ...], AfterValidator(named_apart)]
"""The forms as a field of a model."""
