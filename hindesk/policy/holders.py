"""Who may hold a ticket: a person's name, or a mapping such as `{team: Billing}`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from pydantic import Field, PlainValidator, ValidationInfo

from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.parts import Part, Text
from hindesk.policy.permissions import Holder
from hindesk.policy.words import Maybe, words_of
from hindesk.yaml_source import Path

OWN: Final = "own"
"""In place of a tier: at least the one that the ticket is in."""

SORTS: Final = ("team", "role", "person", "skill", "tier")
_FORMS: Final = f"write a person's name, or one of {', '.join(f'{{{sort}: …}}' for sort in SORTS)}"
_TIERS: Final = ("0", "1", "2", "3")


class HolderForm(Part):
    """Who may hold it; exactly one of the keys, `level` beside `skill` alone. A text is a person's name."""

    example: ClassVar[str] = (
        "roles: {leads: [kim.suji, lee.ana]}\n"
        "people: people.csv\n"
        "permissions:\n"
        "  - name: Payments\n"
        "    when: {type: billing}\n"
        "    hold: [{team: Billing}, {skill: payments, level: 2}, {role: leads}]\n"
    )

    team: Maybe[Text] = Field(default=None, description="people of this team")
    role: Maybe[Text] = Field(default=None, description="everybody in this role of `roles`")
    person: Maybe[Text] = Field(default=None, description="a person of the roster, by name")
    skill: Maybe[Text] = Field(default=None, description="people with this skill")
    level: int = Field(default=1, ge=1, description="the least level of the skill")
    tier: Maybe[int | str] = Field(
        default=None,
        description="people whose tier on the roster is at least this one, or that of the ticket: `own`; somebody "
        "without a tier has every one",
    )


def _read_one(raw: object, found: Findings, path: Path) -> Holder | None:
    """Read one holder; what is wrong goes to the findings."""
    if text := as_text(raw):
        return Holder("person", text)
    keys = [key for key in raw if key != "level"] if isinstance(raw, dict) else []
    if not isinstance(raw, dict) or len(keys) != 1:
        found.add(path, f"expected who may hold it, found {shown(raw)}; {_FORMS}")
        return None
    ((key, value),) = ((key, raw[key]) for key in keys)
    name = as_text(value)
    if key not in SORTS:
        found.add_key((*path, key), unknown("holder", str(key), SORTS, advice=_FORMS))
    elif not name:
        found.add((*path, key), f"expected a name, found {shown(value)}")
    elif key == "role" and name not in found.words.roles:
        found.add((*path, key), unknown("role", name, found.words.roles))
    elif key == "tier" and name not in {*_TIERS, OWN}:
        found.add((*path, key), f"expected a tier, 0 to 3, or {OWN}, found {shown(value)}")
    else:
        return _holder(str(key), name, _level(raw, found, path))
    return None


def _holder(key: str, name: str, level: int) -> Holder:
    if key == "tier":
        return Holder("own_tier") if name == OWN else Holder("tier", level=int(name))
    if key == "team":
        return Holder("team", name)
    if key == "role":
        return Holder("role", name)
    return Holder("skill", name, level) if key == "skill" else Holder("person", name)


def _level(raw: dict[str, object], found: Findings, path: Path) -> int:
    """Read the least level of a skill."""
    level = raw.get("level", 1)
    if "level" in raw and "skill" not in raw:
        found.add_key((*path, "level"), "'level' stands beside 'skill' alone")
    elif not isinstance(level, int) or isinstance(level, bool) or level < 1:
        found.add((*path, "level"), f"expected a level, 1 or more, found {shown(level)}")
        return 1
    return int(str(level)) if isinstance(level, int) else 1


def _read_holders(raw: object, info: ValidationInfo) -> tuple[Holder, ...]:
    """Read one holder or a list of them."""
    found = Findings(words_of(info))
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        found.add((), f"nobody may hold it; {_FORMS}")
    holders = [_read_one(item, found, (number,) if items is raw else ()) for number, item in enumerate(items)]
    for number, one in enumerate(holders):
        if one is not None and one in holders[:number]:
            found.add((number,), "the same holder stands above")
    found.close()
    return tuple(one for one in holders if one is not None)


Holders = Annotated[
    tuple[Holder, ...],
    PlainValidator(_read_holders, json_schema_input_type=str | HolderForm | list[str | HolderForm]),
]
"""Who may hold a ticket, as a field of a model."""
