"""What tickets have to tell at their creation, and where questions about them lead, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.forms import Form
from hindesk.policy.tree_drawing import TreeWords, drawn
from hindesk.policy.trees import End, Question
from hindesk.policy.values import Policy
from hindesk.wording.conditions import condition, only_if, value
from hindesk.wording.phrases import Phrases
from hindesk.wording.rules import everybody, tier
from hindesk.wording.statement import Statement


def form_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield of each form which tickets it is for, and the fields that they must have."""
    for form in policy.forms:
        yield Statement("forms", form.name, phrases.say("what.for"), everybody(form.when, phrases))
        yield from _required(form, phrases)


def tree_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield every way through each tree: the answers, and where they lead."""
    for tree in policy.trees:
        for answers, end in _ways(tree.root, (), phrases):
            yield Statement("trees", tree.name, phrases.say("trees.then").join(answers), leads_to(end, phrases))


def tree_drawings(policy: Policy, phrases: Phrases) -> tuple[str, ...]:
    """Return each tree drawn with lines, in the words of the language."""
    words = TreeWords(
        field=lambda field: phrases.word("field", field),
        value=lambda field, name: value(field, name, phrases),
        end=lambda end: leads_to(end, phrases),
        others=phrases.say("trees.others"),
        nowhere=phrases.say("trees.nowhere"),
    )
    return tuple(drawn(tree, words) for tree in policy.trees)


def leads_to(end: End | None, phrases: Phrases) -> str:
    """Return where a way through a tree ends; None: nowhere."""
    if end is None:
        return phrases.say("trees.nowhere")
    parts = [tier(end.tier, phrases)] if end.tier is not None else []
    parts += [phrases.say("trees.team", team=end.team)] if end.team else []
    parts += [phrases.say("action.tag", tags=phrases.listed(end.tags, by="and"))] if end.tags else []
    return phrases.clauses((*parts, end.next))


def _required(form: Form, phrases: Phrases) -> Iterator[Statement]:
    for one in form.require:
        says = only_if(one.when, phrases) or phrases.say("forms.always")
        yield Statement("forms", form.name, phrases.say("forms.must", field=phrases.word("field", one.field)), says)


def _ways(
    question: Question, before: tuple[str, ...], phrases: Phrases
) -> Iterator[tuple[tuple[str, ...], End | None]]:
    """Yield the answers on each way below a question, and its end; None: nowhere."""
    branches = [(condition(question.test(case), phrases), case.to) for case in question.cases]
    other = phrases.say("choice.any_other", field=phrases.word("field", question.field))
    for answer, to in (*branches, (other, question.otherwise)):
        answers = (*before, answer)
        if isinstance(to, Question):
            yield from _ways(to, answers, phrases)
        else:
            yield answers, to
