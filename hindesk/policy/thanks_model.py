"""The `thanks` section: which messages of customers only say thanks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, Field, PlainValidator, TypeAdapter, ValidationInfo, model_validator

from hindesk.policy.automation import Thanks
from hindesk.policy.compared import value_problem
from hindesk.policy.findings import Findings, said, shown
from hindesk.policy.parts import Part, Texts
from hindesk.yaml_source import read_yaml

FILE: Final = "thanks.yaml"

_BETWEEN: Final = r"[\s.,!~…:;()^ㅎㅋㅠㅜ♥❤☺😀😁😃😄😆😉😊😍🙂🤗🥰🙏🙇👍👌👏💕🎉✨\x{FE0F}\x{1F3FB}-\x{1F3FF}–-]"
"""Punctuation, spaces and friendly signs, those in colour and in every skin tone too."""
_GROUPS: Final = TypeAdapter(dict[str, dict[str, list[str]]])


@cache
def shipped_thanks() -> Thanks:
    """Return the phrases and vetoes that come with hindesk, in Korean and English."""
    text = files("hindesk.policy").joinpath(FILE).read_text(encoding="utf-8")
    value = read_yaml(text, file=FILE).value
    groups = _GROUPS.validate_python(value)
    listed = {side: tuple(chain.from_iterable(below.values())) for side, below in groups.items()}
    return Thanks((nothing_but(listed["parts"]),), listed["vetoes"])


def nothing_but(parts: tuple[str, ...]) -> str:
    """Return the regular expression of texts that consist of these parts, punctuation and spaces alone."""
    either = "|".join(f"(?:{part})" for part in parts)
    return f"^{_BETWEEN}*(?:(?:{either})(?:{_BETWEEN}+|$))+$"


def _patterns(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Accept regular expressions."""
    found = Findings()
    for number, text in enumerate(texts):
        if problem := value_problem("text", "matches", text):
            found.add((number,) if len(texts) > 1 else (), problem)
    found.close()
    return texts


Expressions = Annotated[Texts, AfterValidator(_patterns)]
"""Regular expressions, as a field of a model."""


class ThanksModel(Part):
    """A customer's message to a solved ticket only says thanks if it matches a phrase and no veto.

    `thanks: true` takes the phrases and vetoes that come with hindesk.
    """

    example: ClassVar[str] = 'thanks:\n  phrases: ["최고예요", "you(’|\')re the best"]\n  vetoes: ["invoice"]\n'

    shipped: bool = Field(default=True, description="whether those that come with hindesk count as well")
    phrases: Expressions = Field(
        default=(), description="regular expressions (RE2, any case), one of which a message matches somewhere"
    )
    vetoes: Expressions = Field(default=(), description="regular expressions, none of which it matches anywhere")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.shipped and not self.phrases:
            raise said("without those shipped and without 'phrases', no message says thanks; write thanks: false")
        return self

    def thanks(self) -> Thanks:
        """Return what counts as the engine's value."""
        own, shipped = Thanks(self.phrases, self.vetoes), shipped_thanks()
        if not self.shipped:
            return own
        return Thanks((*shipped.phrases, *own.phrases), (*shipped.vetoes, *own.vetoes))


_MODEL: Final = TypeAdapter(ThanksModel)


def _read_thanks(raw: object, info: ValidationInfo) -> Thanks | None:
    """Read `true`, `false` or a mapping."""
    if isinstance(raw, bool):
        return shipped_thanks() if raw else None
    if not isinstance(raw, dict):
        raise said(f"expected true, false or a mapping with phrases and vetoes, found {shown(raw)}")
    return _MODEL.validate_python(raw, context=info.context).thanks()


ThanksValue = Annotated[Thanks | None, PlainValidator(_read_thanks, json_schema_input_type=bool | ThanksModel)]
"""Which messages only say thanks, as a field of a model."""
