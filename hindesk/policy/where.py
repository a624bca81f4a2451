"""A condition given on the command line: flow YAML such as `{type: billing, priority: [high, urgent]}`."""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter, ValidationError

from hindesk.errors import PolicyError
from hindesk.policy.conditions import When
from hindesk.policy.problems import Problem, model_problems, text_problems
from hindesk.policy.sources import Source
from hindesk.policy.values import Condition
from hindesk.policy.words import Words
from hindesk.yaml_source import read_yaml

OPTION: Final = "--where"

_CONDITION: Final[TypeAdapter[Condition]] = TypeAdapter(When)
_HINT: Final = (
    f"`{OPTION}` takes a condition as a policy writes it, with a space after each colon: "
    f"{OPTION} '{{type: billing, priority: [high, urgent]}}'"
)


def read_where(text: str, *, fields: tuple[str, ...]) -> Condition:
    """Read a condition in one line; the braces around it may be left out.

    Args:
        text: flow YAML: `{type: billing, priority: [high, urgent]}` or `type: billing`.
        fields: all fields that it may name.

    Raises:
        PolicyError: the text is no condition; the message names every problem with its column, the hint `--where`.
    """
    braces = not text.lstrip().startswith(("{", "["))
    written = f"{{{text}}}" if braces else text
    document = read_yaml(written, file=OPTION)
    sections = document.value if isinstance(document.value, dict) else {}
    source, words = Source(sections, document, written), Words(fields=fields, unlisted="")
    problems = text_problems(source)
    try:
        condition = _CONDITION.validate_python(document.value, context=words)
    except ValidationError as error:
        problems += model_problems(error, source, words) if document.value is not None else []
    if problems:
        raise PolicyError(_refusal(problems, shift=int(braces)), _HINT)
    return condition


def _refusal(problems: list[Problem], *, shift: int) -> str:
    """Say what is wrong, a line for each problem; `shift` is how many characters stand before the text."""
    lines = [_told(problem, shift) for problem in sorted(set(problems))]
    return "\n".join([f"the condition of `{OPTION}` can't be read:", *lines])


def _told(problem: Problem, shift: int) -> str:
    """Say what is wrong in one line; the line's number is told from the second one on."""
    line, column = problem.place.line, problem.place.column
    place = f"line {line}, column {column}" if line > 1 else f"column {max(column - shift, 1)}"
    return ": ".join(part for part in (place, problem.where, problem.message) if part)
