"""Who is told: `assignee`, `team`, a person's name, or a mapping such as `{manager_of: assignee}`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal, get_args

from pydantic import Field, PlainValidator, ValidationInfo

from hindesk.policy.escalation import Recipient, RecipientSort
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.parts import Part, Text
from hindesk.policy.words import Maybe, words_of
from hindesk.yaml_source import Path

PLAIN: Final = ("assignee", "team")
"""Recipients that stand alone, without a name."""

_NAMED: Final = tuple(sort for sort in get_args(RecipientSort) if sort not in PLAIN)
_FORMS: Final = f"write {', '.join(PLAIN)}, a person's name, or one of {', '.join(f'{{{sort}: …}}' for sort in _NAMED)}"


class RecipientForm(Part):
    """Who is told, where that takes a name; exactly one of the keys.

    Without a mapping, `assignee` and `team` are whoever has the ticket then, and any other text is a person's name.
    """

    example: ClassVar[str] = (
        "sla:\n"
        "  - name: Everyone\n"
        "    calendar: always\n"
        "    targets: {resolution: 8h}\n"
        "    escalate:\n"
        "      resolution:\n"
        "        - {level: 1, after: 0m, to: [assignee, {manager_of: team}]}\n"
    )

    manager_of: Maybe[Literal["assignee", "team"]] = Field(
        default=None, description="the manager of the `assignee`, or of the `team` that has the ticket"
    )
    role: Maybe[Text] = Field(default=None, description="everybody in this role of `roles`")
    person: Maybe[Text] = Field(default=None, description="a person of the roster, by name")
    on_call: Maybe[Text] = Field(default=None, description="whoever is on call in this schedule of `on_call`")


def read_recipients(raw: object, *, found: Findings, path: Path = ()) -> tuple[Recipient, ...]:
    """Read one recipient or a list of them; what is wrong goes to the findings."""
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        found.add(path, f"nobody is told; {_FORMS}")
    places = [(*path, number) if items is raw else path for number in range(len(items))]
    read = [_read_one(item, found, place) for item, place in zip(items, places, strict=True)]
    for number, one in enumerate(read):
        if one is not None and one in read[:number]:
            found.add(places[number], "the same recipient stands above")
    return tuple(one for one in read if one is not None)


def _read_one(raw: object, found: Findings, path: Path) -> Recipient | None:
    text = as_text(raw)
    if text in PLAIN:
        return Recipient("assignee") if text == "assignee" else Recipient("team")
    if text:
        return Recipient("person", text)
    if not isinstance(raw, dict) or len(raw) != 1:
        found.add(path, f"expected who is told, found {shown(raw)}; {_FORMS}")
        return None
    ((key, value),) = raw.items()
    sort: RecipientSort | None = next((one for one in _NAMED if one == key), None)
    name = as_text(value)
    if key in PLAIN:
        found.add_key((*path, key), f"{key!r} takes no name: it is whoever has the ticket; {_FORMS}")
    elif sort is None:
        found.add_key((*path, key), unknown("recipient", key, (*PLAIN, *_NAMED), advice=_FORMS))
    elif not name:
        found.add((*path, key), f"expected a name, found {shown(value)}")
    elif sort == "manager_of" and name not in PLAIN:
        found.add((*path, key), unknown("holder", name, PLAIN))
    elif sort == "role" and name not in found.words.roles:
        found.add((*path, key), unknown("role", name, found.words.roles))
    elif sort == "on_call" and name not in found.words.schedules:
        found.add((*path, key), unknown("on-call schedule", name, found.words.schedules))
    else:
        return Recipient(sort, name)
    return None


def _validate(raw: object, info: ValidationInfo) -> tuple[Recipient, ...]:
    """Read recipients as a model's field."""
    found = Findings(words_of(info))
    recipients = read_recipients(raw, found=found)
    found.close()
    return recipients


Recipients = Annotated[
    tuple[Recipient, ...],
    PlainValidator(_validate, json_schema_input_type=str | RecipientForm | list[str | RecipientForm]),
]
"""Who is told, as a field of a model."""
