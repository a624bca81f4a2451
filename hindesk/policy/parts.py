"""What all models of the policy language share: unknown keys are refused, and every mapping remembers its model."""

from __future__ import annotations

from typing import Annotated, ClassVar, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator

from hindesk.policy.findings import Findings, as_text, said, shown
from hindesk.policy.words import Scalar, Words


class Part(BaseModel):
    """One mapping of the language: frozen, strict, without other keys than its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True, defer_build=True)
    example: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def remember(cls, raw: object, info: ValidationInfo) -> object:
        """Note which model reads this mapping, so that messages can name its keys."""
        if isinstance(raw, dict) and isinstance(info.context, Words):
            info.context.shapes[id(raw)] = cls
        return raw


class Named(Protocol):
    """A rule that reports call by a name."""

    @property
    def name(self) -> str:
        """The name."""
        ...


Rule = TypeVar("Rule", bound=Named)


def named_apart(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Accept rules whose names differ."""
    found = Findings()
    found.add_repeated([rule.name for rule in rules])
    found.close()
    return rules


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a mapping of this model may have, in the model's order."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _text(raw: object) -> str:
    text = as_text(raw)
    if not text:
        raise said(f"expected a text, found {shown(raw)}")
    return text


def _text_list(raw: object) -> tuple[str, ...]:
    items = raw if isinstance(raw, list) else [raw]
    texts = [as_text(item) for item in items]
    missing = [number for number, text in enumerate(texts) if not text]
    if missing:
        raise said(f"expected a list of texts, found {shown(items[missing[0]])} in it")
    return tuple(text for text in texts if text)


Text = Annotated[str, BeforeValidator(_text)]
"""One text; numbers are taken as written."""

Texts = Annotated[tuple[str, ...], BeforeValidator(_text_list, json_schema_input_type=Scalar | list[Scalar])]
"""One text or a list of them."""
