"""What a skill rule needs: steps, each the least level by skill, tried in order until somebody meets one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field, PlainValidator, ValidationInfo

from hindesk.policy.findings import Findings, as_text, shown
from hindesk.policy.words import Scalar
from hindesk.yaml_source import Path

ANYONE: Final = "anyone"
"""The step that everybody meets; no skill has this name."""

Step = dict[str, int]
"""The least level by skill; without skills, everybody meets it."""

_LOWEST: Final = 1
_SKILL: Final = "expected the name of a skill"


def read_step(raw: object, *, found: Findings, path: Path = ()) -> Step:
    """Read one step: `anyone`, a skill, a list of skills (level 1 each), or the level of each skill."""
    if isinstance(raw, dict):
        step = {skill: _level(level, found, (*path, skill)) for skill, level in raw.items()}
    elif isinstance(raw, list):
        step = dict.fromkeys(_names(raw, found, path), _LOWEST)
    else:
        name = as_text(raw)
        if not name:
            found.add(path, f"{_SKILL}, a list of skills, levels by skill or {ANYONE}, found {shown(raw)}")
        return {} if name in {None, ANYONE} else {str(name): _LOWEST}
    if not raw:
        found.add(path, f"nothing is needed; write {ANYONE}")
    _check_names(raw, found, path)
    return step


def show_step(step: Step) -> str:
    """Name a step by its skills: `payments + networks`, or `anyone`."""
    return " + ".join(step) or ANYONE


def _names(raw: Sequence[object], found: Findings, path: Path) -> list[str]:
    """Return the skills of a list."""
    for number, item in enumerate(raw):
        if not as_text(item):
            found.add((*path, number), f"{_SKILL}, found {shown(item)}")
    return [name for item in raw if (name := as_text(item))]


def _level(raw: object, found: Findings, path: Path) -> int:
    """Return the least level of one skill."""
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= _LOWEST:
        return raw
    found.add(path, f"expected a level, {_LOWEST} or more, found {shown(raw)}")
    return _LOWEST


def _check_names(raw: Sequence[object] | dict[str, object], found: Findings, path: Path) -> None:
    """Note the skills that stand twice in a step, upper and lower case being the same, and `anyone` among skills."""
    add = found.add_key if isinstance(raw, dict) else found.add
    seen: set[str] = set()
    for number, item in enumerate(raw):
        name = as_text(item) or ""
        place = (*path, name if isinstance(raw, dict) else number)
        if item == "" and isinstance(raw, dict):
            add(place, f"{_SKILL}, found {shown(item)}")
        elif name == ANYONE:
            add(place, f"{ANYONE!r} stands alone, without skills beside it")
        elif name.casefold() in seen:
            add(place, f"the skill {name!r} is named twice")
        seen |= {name.casefold()} if name else set()


def _check_order(steps: Sequence[Step], found: Findings, *, listed: bool) -> None:
    """Note the steps that admit nobody whom one above does not: `steps` is `need` and then those of `else`."""
    for number in range(1, len(steps)):
        above = next((place for place in range(number) if _admits(steps[place], steps[number])), None)
        if above is not None:
            found.add((number - 1,) if listed else (), _nobody_new(steps, number, above))


def _admits(wide: Step, narrow: Step) -> bool:
    """Tell whether everybody who meets the narrow step meets the wide one."""
    levels = {skill.casefold(): level for skill, level in narrow.items()}
    return all(levels.get(skill.casefold(), 0) >= level for skill, level in wide.items())


def _nobody_new(steps: Sequence[Step], number: int, above: int) -> str:
    """Say why a step admits nobody new."""
    name = "'need'" if above == 0 else f"no. {above}"
    if not steps[above]:
        return f"nobody is left for this step: {name} is {ANYONE!r}"
    if _admits(steps[number], steps[above]):
        return f"this step repeats {name}"
    return f"this step admits nobody new: whoever meets it meets {name}"


def _validate_need(raw: object) -> Step:
    """Read the first step as a model's field."""
    found = Findings()
    step = read_step(raw, found=found)
    found.close()
    return step


def _validate_else(raw: object, info: ValidationInfo) -> tuple[Step, ...]:
    """Read the further steps as a model's field: one step, or a list of them."""
    found = Findings()
    if raw == []:
        found.add((), f"the list is empty; name a step, such as {ANYONE}")
    paths: list[tuple[Path, object]] = [((), raw)]
    if isinstance(raw, list):
        paths = [((number,), item) for number, item in enumerate(raw)]
    steps = tuple(read_step(item, found=found, path=path) for path, item in paths)
    need: Step | None = info.data.get("need")
    if need is not None and not found.details:
        _check_order((need, *steps), found, listed=isinstance(raw, list))
    found.close()
    return steps


Level = Annotated[int, Field(ge=_LOWEST)]
StepForm = Scalar | Annotated[list[Scalar], Field(min_length=1)] | dict[str, Level]
Need = Annotated[Step, PlainValidator(_validate_need, json_schema_input_type=StepForm)]
"""One step as a field of a model."""

Else = Annotated[
    tuple[Step, ...],
    PlainValidator(
        _validate_else,
        json_schema_input_type=Scalar | dict[str, Level] | Annotated[list[StepForm], Field(min_length=1)],
    ),
]
"""The steps after the field `need`, as a field of a model."""
