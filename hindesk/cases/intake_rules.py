"""The forms and the branches of decision trees that a case can reach."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.cases.reachable import Key, Rule, rule_at
from hindesk.policy.forms import ALWAYS
from hindesk.policy.sources import Source
from hindesk.policy.tree_drawing import OTHERS, end_in_words
from hindesk.policy.trees import routes
from hindesk.policy.values import Policy
from hindesk.yaml_source import Path


def intake_rules(policy: Policy, source: Source) -> Iterator[Rule]:
    """Yield every form, each field that one shows only to some tickets, and every branch of a tree that ends.

    Args:
        policy: the policy.
        source: its text.
    """
    for number, form in enumerate(policy.forms):
        path: Path = ("forms", number)
        yield rule_at(source, Key("forms", number), form.name, path)
        for place, one in enumerate(form.require):
            if one.when != ALWAYS:
                key = field_key(number, one.field, place)
                yield rule_at(source, key, f"{form.name} > {one.field}", (*path, "require", place))
    for number, tree in enumerate(policy.trees):
        for answers, end in routes(tree.root):
            if end is not None:
                what = " > ".join((tree.name, *(answer or OTHERS for answer in answers)))
                below = (step for answer in answers for step in (("cases", answer) if answer else ("else",)))
                yield rule_at(
                    source, branch_key(number, answers), f"{what}: {end_in_words(end)}", ("trees", number, *below)
                )


def field_key(form: int, field: str, place: int) -> Key:
    """The key of the field at a place of what a form, by its number, requires."""
    return Key("field", form, field, str(place))


def branch_key(tree: int, answers: tuple[str, ...]) -> Key:
    """The key of the branch of a tree, by its number, to which these answers lead; an empty one is all other values."""
    return Key("trees", tree, "", "\n".join(answers))
