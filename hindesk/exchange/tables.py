"""The vendors' words as data: `tables/*.yaml`, read and checked."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from hindesk.yaml_source import read_yaml

IN_FORMATS: Final = ("zendesk", "freshdesk", "gitlab", "pagerduty")
"""The formats that are read."""

OUT_FORMATS: Final = ("zendesk", "freshdesk")
"""The formats that are written."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldWord(_Table):
    """One field of a vendor's conditions, and what it is in a policy.

    Args:
        field: the policy's field.
        kind: whose ids its values are, as the first column of a names file says; empty: they are no ids.
        values: the vendor's values in the policy's words.
        order: the vendor's values from the lowest to the highest.
        words: one text holds several values, apart by spaces.
        many: one condition takes a list of values.
        in_only: another name of the field is written instead.
    """

    field: str
    kind: str = ""
    values: dict[str, str] = {}
    order: tuple[str, ...] = ()
    words: bool = False
    many: bool = False
    in_only: bool = False


class Written(_Table):
    """A vendor's metric that is written for one of a policy which stands still in just these statuses."""

    metric: str
    pause: frozenset[str] = frozenset()


class Vendor(_Table):
    """The words of one vendor; a part that it does not have is empty.

    Args:
        title: the vendor's name.
        profile: the profile of the policies that are read from it.
        priorities: its priorities in the policy's words.
        metrics: its metrics, or targets, in the policy's words.
        fields: the fields of its conditions.
        operators: what the operators of its conditions say.
        grouped: metrics of policies that hold beside the others.
        moving: values that mean whoever looks or acts.
        escalations: escalations of one level, by the metric whose they are.
        reminders: the same before due.
        levels: escalations of several levels.
        assignee: the id that means the ticket's assignee.
        silent: the keys of each kind of record that are read, or say nothing that a replay could use.
        written: the vendor's metrics for each of a policy's, by what pauses them.
    """

    title: str
    profile: str
    priorities: dict[str, str] = {}
    metrics: dict[str, str] = {}
    fields: dict[str, FieldWord] = {}
    operators: dict[str, str] = {}
    grouped: frozenset[str] = frozenset()
    moving: tuple[str, ...] = ()
    escalations: dict[str, str] = {}
    reminders: dict[str, str] = {}
    levels: dict[str, str] = {}
    assignee: str = ""
    silent: dict[str, tuple[str, ...]] = {}
    written: dict[str, tuple[Written, ...]] = {}


class Kind(_Table):
    """How a kind of record is recognised: the keys that it has all of."""

    kind: str
    format: str
    keys: tuple[str, ...]


class Kinds(_Table):
    """The kinds of records, the keys under which answers hold them, and the formats' names for people."""

    kinds: tuple[Kind, ...]
    wrappers: tuple[str, ...]
    paging: tuple[str, ...]
    titles: dict[str, str]


@cache
def vendor(name: str) -> Vendor:
    """Return the words of a vendor: zendesk, freshdesk or pagerduty; GitLab's are Zendesk's."""
    return Vendor.model_validate(_read("zendesk" if name == "gitlab" else name))


@cache
def kinds() -> Kinds:
    """Return how records are recognised."""
    return Kinds.model_validate(_read("kinds"))


@cache
def zones() -> dict[str, str]:
    """Return the IANA names of time zones by the names that help desks made with Ruby on Rails give them."""
    return {name: str(zone) for name, zone in _read("zones").items()}


def _read(name: str) -> dict[str, Any]:
    text = files("hindesk.exchange").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    value = read_yaml(text, file=f"{name}.yaml").value
    return value if isinstance(value, dict) else {}
