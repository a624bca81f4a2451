"""The `trees` section: decision trees, each a question whose branches end somewhere or ask on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from hindesk.policy.compared import value_problem
from hindesk.policy.findings import Findings, said
from hindesk.policy.form_model import AskedField
from hindesk.policy.parts import Part, Text, Texts
from hindesk.policy.rule_models import Tier
from hindesk.policy.tree_reach import unreachable
from hindesk.policy.trees import CONTAINED, Case, End, Question, Tree
from hindesk.policy.words import FIXED_VALUES, Maybe, Words, words_of
from hindesk.yaml_source import Path

Lines = Callable[[Path], int]
"""Gives the line of the value at a path below the tree."""


class EndModel(Part):
    """Where a branch ends: at least one of these."""

    tier: Maybe[Tier] = Field(default=None, description="the tier that works on the ticket, 0 to 3")
    team: Text = Field(default="", description="the team whose ticket it is")
    tag: Texts = Field(default=(), description="tags that mark it")
    next: Text = Field(default="", description="what to do next, in words")

    def end(self, line: int) -> End:
        """Return the end that stands on this line as the engine's value."""
        return End(self.tier, self.team, self.tag, self.next, line)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.model_fields_set:
            raise said("the branch ends in nothing; write tier, team, tag or next")
        return self


class BranchModel(Part):
    """Where a branch of a decision tree leads: to an end, or to the next question."""

    ask: Maybe[AskedField] = Field(default=None, description="the field that decides next")
    cases: dict[str, BranchModel] = Field(default={}, description="for each of its values where that leads")
    else_: Maybe[BranchModel] = Field(default=None, alias="else", description="where all other values lead")
    end: Maybe[EndModel] = Field(default=None, description="where the branch ends")

    def branch(self, words: Words, lines: Lines, path: Path) -> Question | End:
        """Return where the branch leads, as the engine's value."""
        if self.end is not None:
            return self.end.end(lines((*path, "end")))
        return _question(self, words, lines, path)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.ask is None) == (self.end is None):
            raise said("a branch either asks a field or ends: write {ask: FIELD, cases: {…}} or {end: {…}}")
        if self.ask is None and (self.cases or self.else_):
            raise said("a branch that ends has no cases")
        if self.ask is not None and not self.cases:
            raise said("the question has no cases")
        return self


class TreeModel(Part):
    """A decision tree: asks a field, and follows the first case that holds until a branch ends.

    A value is compared as in conditions, and the name of a list stands for the list's values. `tags`, `subject` and
    `text` answer with what they contain. A ticket whose value has no case, where there is no `else`, belongs nowhere.
    """

    example: ClassVar[str] = (
        "trees:\n"
        "  - name: First look\n"
        "    ask: type\n"
        "    cases:\n"
        "      billing:\n"
        "        ask: product\n"
        "        cases: {shop: {end: {tier: 2, team: Billing, tag: payment}}}\n"
        "        else: {end: {tier: 1, team: Billing}}\n"
        '      question: {end: {tier: 0, next: "Send the help page"}}\n'
        "    else: {end: {tier: 1}}\n"
    )

    name: Text = Field(description="the tree's name; each tree has its own")
    ask: AskedField = Field(description="the field that decides first")
    cases: dict[str, BranchModel] = Field(
        description="for each of its values where that leads: `{end: {tier: 2, team: Billing, tag: x, next: text}}`, "
        "or the next question: `{ask: product, cases: {…}, else: …}`",
    )
    else_: Maybe[BranchModel] = Field(
        default=None, alias="else", description="where all other values lead; without it, nowhere"
    )

    def tree(self, words: Words, lines: Lines) -> Tree:
        """Return the tree as the engine's value."""
        return Tree(self.name, _question(self, words, lines, ()), lines(()))

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.cases:
            raise said("the question has no cases")
        return self


def _question(model: TreeModel | BranchModel, words: Words, lines: Lines, path: Path) -> Question:
    """Return a question with all that follows."""
    field = model.ask or ""
    cases = [
        Case(name, _values(field, name, words), branch.branch(words, lines, (*path, "cases", name)))
        for name, branch in model.cases.items()
    ]
    otherwise = model.else_.branch(words, lines, (*path, "else")) if model.else_ else None
    return Question(field, tuple(cases), otherwise, lines(path))


def _values(field: str, name: str, words: Words) -> tuple[str, ...]:
    """Return the values for which a case stands."""
    return (name,) if name in FIXED_VALUES.get(field, ()) else words.lists.get(name, (name,))


def _checked(trees: tuple[TreeModel, ...], info: ValidationInfo) -> tuple[TreeModel, ...]:
    """Accept trees whose names differ, all of whose values exist and all of whose branches can be reached."""
    found, words = Findings(), words_of(info)
    found.add_repeated([tree.name for tree in trees])
    for number, model in enumerate(trees):
        _check_values(model, words, found, (number,))
        for path, message in unreachable(model.tree(words, lambda _: 0)):
            found.add_key((number, *path), message)
    found.close()
    return trees


def _check_values(model: TreeModel | BranchModel, words: Words, found: Findings, path: Path) -> None:
    """Note the cases whose values the field can't have."""
    operator = "contains" if model.ask in CONTAINED else "in"
    for name, branch in model.cases.items():
        place = (*path, "cases", name)
        if name == "else":
            found.add_key(place, "'else' stands beside 'cases', not among them")
        for value in _values(model.ask or "", name, words):
            if problem := value_problem(model.ask or "", operator, value):
                found.add_key(place, problem)
        _check_values(branch, words, found, place)
    if model.else_:
        _check_values(model.else_, words, found, (*path, "else"))


Trees = Annotated[tuple[TreeModel, ...], AfterValidator(_checked)]
"""The trees as a field of a model."""
