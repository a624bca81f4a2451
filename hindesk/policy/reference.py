"""The reference page of the policy language, made from the same models; `python -m hindesk.policy.reference`."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from hindesk.policy.model import PROFILES
from hindesk.policy.schema import FILE as SCHEMA_FILE
from hindesk.policy.schema import schema_text
from hindesk.policy.vocabulary import MODELS, Word, words, words_of_model
from hindesk.yaml_source import Value, read_yaml

FILE: Final = "docs/reference/policy.md"
COMMAND: Final = "python -m hindesk.policy.reference --write"

_HEADINGS: Final = {
    "policy": "The head and the sections",
    "calendars": "`calendars`",
    "priority": "`priority`",
    "tiers": "`tiers`",
    "sla": "`sla`",
    "targets by priority": "Targets by priority",
    "targets by field": "Targets by another field",
    "calendar by field": "A calendar by field",
    "remind": "`remind` of `sla`",
    "escalate": "`escalate` of `sla`",
    "level": "Levels of `escalate`",
    "repeat": "`repeat` of ladders and levels",
    "recipient": "Recipients: `to` and `notify`",
    "metrics": "`metrics`",
    "on_call": "`on_call`",
    "layers": "`layers` of `on_call`",
    "overrides": "`overrides` of `on_call`",
    "routing": "`routing`",
    "schedule by field": "A schedule by field",
    "skills": "`skills` of `routing`",
    "load": "`load` of `routing`",
    "weight": "Weights",
    "weight by priority": "Weights by priority",
    "weight by tier": "Weights by tier",
    "limit": "`limit` of `routing`",
    "costs": "`costs` of `routing`",
    "automation": "`automation`",
    "on_create": "`on_create` of `automation`",
    "on_update": "`on_update` of `automation`",
    "on_time": "`on_time` of `automation`",
    "action": "Actions: `do` of rules, and `scenarios`",
    "tasks": "`tasks`",
    "thanks": "`thanks`",
    "traits": "`traits`",
    "phrases": "`phrases` of `traits`",
    "permissions": "`permissions`",
    "hold": "`hold` of `permissions`",
    "approvals": "`approvals`",
    "sensitive": "`sensitive`",
    "forms": "`forms`",
    "require": "`require` of `forms`",
    "trees": "`trees`",
    "branch": "Branches of `trees`",
    "end": "Ends of `trees`",
    "trigger": "Triggers",
    "condition": "Conditions",
    "operator": "Operators",
}
_TABLES: Final = {
    "unit": ("Durations", "Whole numbers with a unit; several add up, as in `2h 30m`. Business days stand alone."),
    "signal": ("Signals", "What an event says, as a trigger names it."),
    "field": ("Fields", "What conditions may name, besides the custom fields that `fields` lists."),
    "category": (
        "Categories of statuses",
        "Conditions and pauses take these, and the help desk's own names.",
    ),
    "pattern": ("Patterns", "What `says` of `traits` may look for; [Patterns](patterns.md) has each with its phrases."),
}
_INTRODUCTION: Final = f"""# Policy reference

A policy is one YAML file, or a folder of them in which each section stands in one file. In `priority`, `tiers`,
`sla` and the `skills` of `routing` the first matching rule counts. Unknown and duplicate keys are errors. Numbers,
dates and words such as `NO`, `on` and `18:00` mean what they look like; anchors and tags are not read. Files that end
in `.cases.yaml` are left out.

For help while typing, put this on the first line: `# yaml-language-server: $schema={SCHEMA_FILE}`.
How clocks run is told in [How a replay judges a ticket](../concepts/clocks.md), who is on call when in
[Who is on call](../concepts/on-call.md), what `automation`, `tasks` and `thanks` do in
[How a replay runs automation](../concepts/automation.md),
what `forms` and `trees` look at in [Forms and decision trees](../concepts/forms-and-trees.md), what `traits` are in
[How a replay finds traits](../concepts/traits.md), and what `permissions`, `approvals` and `sensitive` report in
[How a replay finds lapses](../concepts/permissions.md).
"""


def reference_text() -> str:
    """Return the page as Markdown."""
    models = [_model(group, model) for group, model in MODELS.items()]
    tables = [_table(group) for group in _TABLES]
    return "\n".join([_INTRODUCTION, *models, *tables, _profiles()])


def generated() -> dict[str, str]:
    """Return the generated files: their paths in the repository and what they should hold."""
    return {FILE: reference_text(), SCHEMA_FILE: schema_text()}


def stale(root: Path) -> list[str]:
    """Return the generated files below a repository's folder that are not what they should be."""
    wanted = generated().items()
    return [name for name, text in wanted if not (root / name).is_file() or (root / name).read_text("utf-8") != text]


def write(root: Path) -> None:
    """Write the generated files below a repository's folder."""
    for name, text in generated().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")


def _model(group: str, model: type[BaseModel]) -> str:
    """Return the part about one model."""
    lines = [f"## {_HEADINGS[group]}", "", " ".join((model.__doc__ or "").split()), ""]
    lines += ["| key | meaning | without it |", "|---|---|---|"]
    lines += [_row(word) for word in words_of_model(group, model)]
    example = getattr(model, "example", "")
    return "\n".join([*lines, "", *(["```yaml", example.rstrip(), "```", ""] if example else [])])


def _row(word: Word) -> str:
    """Return a key's row."""
    values = f" One of {', '.join(f'`{value}`' for value in word.values)}." if word.values else ""
    meaning = word.meaning + ("." if values and not word.meaning.endswith(".") else "") + values
    without = "required" if word.required else f"`{word.default}`" if word.default else ""
    return f"| `{word.name}` | {_cell(meaning)} | {without} |"


def _table(group: str) -> str:
    """Return a table of words that are no keys."""
    heading, text = _TABLES[group]
    rows = [f"| `{word.name}` | {_cell(word.meaning)} |" for word in words() if word.group == group]
    return "\n".join([f"## {heading}", "", text, "", f"| {group} | meaning |", "|---|---|", *rows, ""])


def _profiles() -> str:
    """Return what the profiles say."""
    return "\n".join(["## Profiles", "", *(_profile(name) for name in PROFILES)]).rstrip() + "\n"


def _profile(name: str) -> str:
    """Return the part about one profile, from its own YAML."""
    text = files("hindesk.policy").joinpath("profiles", f"{name}.yaml").read_text(encoding="utf-8")
    profile = read_yaml(text, file=name).value
    if not isinstance(profile, dict) or not isinstance(profile["metrics"], dict):
        return ""
    habits = [f"`{key}: {profile[key]}`" for key in ("landing", "day", "on_change") if key in profile]
    lines = [f"### `{name}`", "", f"{profile['description']}", "", f"{', '.join(habits)}.", ""]
    lines += ["| metric | shown as | definition |", "|---|---|---|"]
    for metric, one in profile["metrics"].items():
        if isinstance(one, dict):
            rest: dict[str, Value] = {key: value for key, value in one.items() if key != "title"}
            lines.append(f"| `{metric}` | {one['title']} | `{_flow(rest)}` |")
    return "\n".join([*lines, ""])


def _flow(value: Value) -> str:
    """Return a value as one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell(text: str) -> str:
    """Return a text that may stand in a cell of a Markdown table."""
    return text.replace("|", r"\|")


def main(arguments: list[str] | None = None) -> int:
    """Write the generated files, or check that they are current: exit code 1 where they are not."""
    parser = argparse.ArgumentParser(prog="python -m hindesk.policy.reference", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write the page and the schema")
    mode.add_argument("--check", action="store_true", help="tell whether they are current")
    root = Path(__file__).parents[2]
    if parser.parse_args(arguments).write:
        write(root)
    old = stale(root)
    if old:
        sys.stderr.write(f"not current: {', '.join(old)}; run {COMMAND}\n")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main())
