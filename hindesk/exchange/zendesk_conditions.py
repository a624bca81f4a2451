"""Conditions of a policy as Zendesk's filters; one that needs several filters comes as several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.exchange.clauses import Clause, Literal, TooMany, clauses_of, picks
from hindesk.exchange.tables import FieldWord
from hindesk.exchange.writing import Writing
from hindesk.policy.values import Condition
from hindesk.yaml_source import Path, Value

MOST: Final = 20
"""The most policies that one rule becomes."""

Said = dict[str, Value]


def filters_of(when: Condition, at: Path, writing: Writing) -> list[Said]:
    """Return the filters of which one has to hold, none where the condition can't be said."""
    try:
        clauses = clauses_of(when)
        said = [_clause(clause, at, writing) for clause in clauses]
        if any(not one for one in said):
            return []
        return list(_filters(said))
    except TooMany:
        writing.tell(at, f"this condition would take more than {MOST} policies")
        return []


def _filters(clauses: list[list[Said]]) -> Iterator[Said]:
    """Yield filters: what stands alone in `all`, the longest choice in `any`, one for each pick of the others."""
    single = [clause[0] for clause in clauses if len(clause) == 1]
    choices = sorted((clause for clause in clauses if len(clause) > 1), key=len)
    either = choices.pop() if choices else []
    for picked in picks(choices, most=MOST):
        yield {"all": [*single, *picked], "any": list[Value](either)}


def _clause(clause: Clause, at: Path, writing: Writing) -> list[Said]:
    """Return the conditions of which one has to hold; those that can't be said are told."""
    found: list[Said] = []
    for literal in clause:
        said = _literal(literal, at, writing)
        if said is None:
            shown = f"{literal.field} {'' if literal.holds else 'not '}{literal.operator} {', '.join(literal.values)}"
            writing.tell(at, f"{shown!r} can't be said: what it alone lets in is left out")
        elif said not in found:
            found.append(said)
    return _joined(found, writing)


def _joined(conditions: list[Said], writing: Writing) -> list[Said]:
    """Return several values of one field as one condition, where the field takes a list of them."""
    fields = {str(one["field"]) for one in conditions}
    word = writing.words.fields.get(next(iter(fields))) if len(fields) == 1 else None
    if word is None or not word.many or any(one["operator"] != "is" for one in conditions):
        return conditions
    return [{"field": conditions[0]["field"], "operator": "includes", "value": [one["value"] for one in conditions]}]


def _literal(literal: Literal, at: Path, writing: Writing) -> Said | None:
    """Return one condition; None where Zendesk has none."""
    for key, word in _words(literal.field, writing):
        if literal.operator == "is_set":
            return {"field": key, "operator": "present" if literal.holds else "not_present", "value": None}
        if literal.operator == "contains":
            if word.words:
                operator = "includes" if literal.holds else "not_includes"
                return {"field": key, "operator": operator, "value": " ".join(literal.values)}
            continue
        if literal.operator != "is" or word.words:
            continue
        value = writing.value(word, literal.values[0], at)
        if value is not None:
            return {"field": key, "operator": "is" if literal.holds else "is_not", "value": value}
    return None


def _words(field: str, writing: Writing) -> Iterator[tuple[str, FieldWord]]:
    """Yield Zendesk's fields for one of the policy; a custom field by its id."""
    yield from writing.words_for(field)
    number = writing.names.identifier("field", field)
    key = field if field.startswith("custom_fields_") else f"custom_fields_{number}" if number else ""
    if key:
        yield key, FieldWord(field=field)
