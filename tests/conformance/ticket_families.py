"""Families of help desks as data (families/*.yaml): a profile in the policy's own words, and how its cases read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from hindesk.yaml_source import read_yaml

FOLDER: Final = Path(__file__).parent / "families"
TARGETED: Final = "targeted"
"""The word of `of` that means the metrics to which the case gives a target."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one asserted value reads from the clocks: what is measured, of which metrics.

    Args:
        measure: a name of `ticket_answers.MEASURES`.
        of: metrics, or `targeted`.
        shows: which clocks show their due instant: `running`, `paused`, `breached` and `stopped` ones.
        statistic: of the finished clocks of a metric that repeats: longest, average, sum, last or each.
        offset: the keys under which the case's `sla` gives seconds after (or before) due.
    """

    measure: str
    of: tuple[str, ...] | str = ()
    shows: tuple[str, ...] = ()
    statistic: str = "last"
    offset: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Where hindesk answers otherwise on purpose: which values of which cases, and both answers in a sentence each.

    Args:
        title: what it is about.
        keys: the asserted values that may differ.
        where: the name of a rule over the case (`ticket_choices.RULES`).
        theirs: what the family does.
        ours: what hindesk does.
        difference: whether their number or instant is `more` or `less` than ours; empty where it may be either.
        values: their word to ours.
        within_seconds: the most by which instants may differ.
    """

    title: str
    keys: tuple[str, ...]
    where: str
    theirs: str
    ours: str
    difference: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    within_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """One family: its profile, how its cases' words read as policy and history, and where hindesk differs.

    Args:
        title: the help desk's name.
        landing: the policy's `landing`.
        on_change: what a change of agreement does.
        metrics: the policy's `metrics` section.
        shows: see `Answer`; what holds for every due instant that says nothing of its own.
        day: the policy's `day`.
        fields: custom fields that the metrics name.
        statuses: the policy's `statuses`.
        categories: the statuses' own categories where a case names them, as hindesk calls them.
        priorities: the priorities' numbers and what hindesk calls them.
        pause_statuses: statuses that pause where a case names none.
        pauses: the metrics that those statuses pause.
        ignored: `no_target` where ignored statuses only hide a clock, `pause` where they stop it.
        targets: keys of a case's `sla` whose metric has another name.
        agreements: names of `sla.metric` and the metric that each means.
        otherwise: targets of metrics to which a case gives none.
        statistic: see `Answer`; what holds for elapsed times that say nothing of their own.
        answers: asserted values that are not named after a metric.
        agreement: what the family calls the whole, by the first row whose verdicts hold.
        choices: where hindesk answers otherwise.
    """

    title: str
    landing: str
    on_change: str
    metrics: Mapping[str, Any]
    shows: tuple[str, ...]
    day: str | None = None
    fields: tuple[str, ...] = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    pause_statuses: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    ignored: str = "pause"
    targets: Mapping[str, str] = field(default_factory=dict)
    agreements: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    statistic: str = "last"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    agreement: tuple[Mapping[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()


@cache
def ticket_family(name: str) -> Family | None:
    """The family of this name, or None where no file describes it."""
    file = FOLDER / f"{name}.yaml"
    if not file.is_file():
        return None
    document = read_yaml(file.read_text(encoding="utf-8"), file=file.name)
    if document.problems:
        raise ValueError("\n".join(f"{problem.place}: {problem.message}" for problem in document.problems))
    raw = _frozen(cast("dict[str, Any]", document.value))
    common = {"shows": raw["shows"], "statistic": raw.get("statistic", "last")}
    raw["answers"] = {key: Answer(**common | answer) for key, answer in raw.get("answers", {}).items()}
    raw["choices"] = tuple(Choice(**choice) for choice in raw.get("choices", ()))
    return Family(**raw)


def _frozen(raw: dict[str, Any]) -> dict[str, Any]:
    """The sections with tuples for lists, but for `metrics`, which goes into a policy as it is."""
    return {key: value if key == "metrics" else _tuples(value) for key, value in raw.items()}


def _tuples(value: object) -> object:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return {key: _tuples(item) for key, item in value.items()} if isinstance(value, dict) else value
