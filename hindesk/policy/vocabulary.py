"""The words of the policy language and what they mean, gathered from the models that read policies."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from hindesk.errors import PolicyError
from hindesk.policy.action_model import ActionModel
from hindesk.policy.automation_model import AutomationModel, CreateRuleModel, TimeRuleModel, UpdateRuleModel
from hindesk.policy.calendar_model import CalendarModel
from hindesk.policy.choices import FieldCalendars, FieldSchedules, FieldTargets, PriorityTargets
from hindesk.policy.comparisons import Comparison
from hindesk.policy.conditions import ConditionForm
from hindesk.policy.durations import UNIT_MEANINGS
from hindesk.policy.findings import as_text, unknown
from hindesk.policy.form_model import FormModel, RequiredModel
from hindesk.policy.holders import HolderForm
from hindesk.policy.ladders import LadderModel
from hindesk.policy.load_model import LoadModel, PriorityWeights, TierWeights, WeightModel
from hindesk.policy.metric_model import MetricModel
from hindesk.policy.model import PROFILES, PolicyModel
from hindesk.policy.notice_models import LevelModel, RemindModel, RepeatModel
from hindesk.policy.on_call_model import LayerModel, OverrideModel, ScheduleModel
from hindesk.policy.patterns import shipped_patterns
from hindesk.policy.permission_model import ApprovalModel, PermissionModel, SensitiveModel
from hindesk.policy.profile import load_profile
from hindesk.policy.recipients import RecipientForm
from hindesk.policy.routing_model import CostsModel, LimitModel, RoutingModel
from hindesk.policy.rule_models import PriorityModel, SlaModel, TierModel
from hindesk.policy.skill_model import SkillRuleModel
from hindesk.policy.task_model import TaskModel
from hindesk.policy.thanks_model import ThanksModel
from hindesk.policy.trait_model import PhrasesModel, TraitModel
from hindesk.policy.tree_model import BranchModel, EndModel, TreeModel
from hindesk.policy.triggers import SIGNALS, ChangedForm
from hindesk.policy.words import CATEGORY_MEANINGS, FIELD_MEANINGS


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it belongs, what it means, what it may be and what holds without it."""

    name: str
    group: str
    meaning: str
    values: tuple[str, ...] = ()
    default: str = ""
    required: bool = False


MODELS: Final[dict[str, type[BaseModel]]] = {
    "policy": PolicyModel,
    "calendars": CalendarModel,
    "priority": PriorityModel,
    "tiers": TierModel,
    "sla": SlaModel,
    "targets by priority": PriorityTargets,
    "targets by field": FieldTargets,
    "calendar by field": FieldCalendars,
    "remind": RemindModel,
    "escalate": LadderModel,
    "level": LevelModel,
    "repeat": RepeatModel,
    "recipient": RecipientForm,
    "metrics": MetricModel,
    "on_call": ScheduleModel,
    "layers": LayerModel,
    "overrides": OverrideModel,
    "routing": RoutingModel,
    "schedule by field": FieldSchedules,
    "skills": SkillRuleModel,
    "load": LoadModel,
    "weight": WeightModel,
    "weight by priority": PriorityWeights,
    "weight by tier": TierWeights,
    "limit": LimitModel,
    "costs": CostsModel,
    "automation": AutomationModel,
    "on_create": CreateRuleModel,
    "on_update": UpdateRuleModel,
    "on_time": TimeRuleModel,
    "action": ActionModel,
    "tasks": TaskModel,
    "thanks": ThanksModel,
    "traits": TraitModel,
    "phrases": PhrasesModel,
    "permissions": PermissionModel,
    "hold": HolderForm,
    "approvals": ApprovalModel,
    "sensitive": SensitiveModel,
    "forms": FormModel,
    "require": RequiredModel,
    "trees": TreeModel,
    "branch": BranchModel,
    "end": EndModel,
    "trigger": ChangedForm,
    "condition": ConditionForm,
    "operator": Comparison,
}
"""The models of the language by the name of the group that their keys form."""


@cache
def words() -> tuple[Word, ...]:
    """Return all words, group after group, in the order of the models."""
    keys = [word for group, model in MODELS.items() for word in words_of_model(group, model)]
    tables = {
        "signal": SIGNALS,
        "field": FIELD_MEANINGS,
        "category": CATEGORY_MEANINGS,
        "pattern": {name: pattern.title.en or name for name, pattern in shipped_patterns().items()},
        "unit": UNIT_MEANINGS,
    }
    named = [Word(name, group, meaning) for group, table in tables.items() for name, meaning in table.items()]
    profiles = [Word(name, "profile", load_profile(name).description) for name in PROFILES]
    metrics = load_profile(PROFILES[0]).metrics
    return (*keys, *named, *profiles, *(Word(name, "metric", one.title) for name, one in metrics.items()))


def words_of_model(group: str, model: type[BaseModel]) -> tuple[Word, ...]:
    """Return the keys of one model as words."""
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    properties = (schema if "properties" in schema else schema["$defs"][model.__name__])["properties"]
    return tuple(
        Word(
            info.alias or name,
            group,
            info.description or "",
            values=tuple(properties[info.alias or name].get("enum", ())),
            default=as_text(info.default) or "",
            required=info.is_required(),
        )
        for name, info in model.model_fields.items()
    )


def describe(word: str = "") -> str:
    """Explain a word of the policy language, or list all words.

    Args:
        word: a key, section, operator, signal, field, category, pattern, unit, profile or metric; nothing lists all.

    Returns:
        Plain text of several lines, without a newline at its end.

    Raises:
        PolicyError: the word is not part of the language; the message names the nearest one.
    """
    if not word:
        return _listing()
    found = [one for one in words() if one.name == word]
    if not found and word not in MODELS:
        message = unknown("word", word, dict.fromkeys(one.name for one in words()))
        raise PolicyError(message, "`hindesk policy schema` lists all words")
    parts = [_explained(one) for one in found]
    if word in MODELS and word != "policy":
        parts.append(_section(word))
    return "\n\n".join(parts)


def _listing() -> str:
    """Return all words, a line for each group."""
    groups: dict[str, list[str]] = {}
    for word in words():
        groups.setdefault(word.group, []).append(word.name)
    width = max(map(len, groups)) + 2
    return "\n".join(
        textwrap.fill(", ".join(names), 110, initial_indent=group.ljust(width), subsequent_indent=" " * width)
        for group, names in groups.items()
    )


def _explained(word: Word) -> str:
    """Return what a word means."""
    lines = [f"{word.name} ({word.group}{', required' if word.required else ''})"]
    lines.append(textwrap.fill(word.meaning, 110, initial_indent="  ", subsequent_indent="  "))
    if word.values:
        lines.append(f"  one of: {', '.join(word.values)}")
    if word.default:
        lines.append(f"  without it: {word.default}")
    return "\n".join(lines)


def _section(group: str) -> str:
    """Return the keys of a group of words, and its example."""
    model = MODELS[group]
    lines = [f"  {word.name}: {word.meaning}" for word in words_of_model(group, model)]
    example = textwrap.indent(getattr(model, "example", ""), "  ").rstrip()
    return "\n".join([f"keys of {group}:", *lines, *(["", "example:", example] if example else [])])
