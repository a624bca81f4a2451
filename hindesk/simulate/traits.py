"""Traits of two policies under common names, so that a trait of another definition is another condition."""

from __future__ import annotations

from dataclasses import replace

from hindesk.policy.traits import TRAIT, Often, Says, Trait, trait_field
from hindesk.policy.values import Policy, Test
from hindesk.replay.compile import fields_of
from hindesk.simulate.conditions import with_tests


def with_common_traits(policy: Policy, pool: list[Trait]) -> Policy:
    """Return the policy with its traits named by their places in a pool, to which those are added that it lacks.

    Traits that are conditions are spelled out wherever they are asked for, and are left out.
    """
    names: dict[str, str] = {}
    for trait in policy.traits:
        if trait.when is None:
            bare = _bare(trait)
            if bare not in pool:
                pool.append(bare)
            names[trait_field(trait.name)] = trait_field(str(pool.index(bare)))

    def renamed(test: Test) -> Test:
        return replace(test, field=names.get(test.field, test.field))

    return with_tests(policy, renamed)


def only_asked_for(policy: Policy, pool: tuple[Trait, ...]) -> Policy:
    """Return the policy with those traits of a pool alone that it asks for; their names are their places there."""
    bare = replace(policy, traits=())
    asked = {field for field in fields_of(bare) if field.startswith(TRAIT)}
    return replace(bare, traits=tuple(trait for trait in pool if trait_field(trait.name) in asked))


def named_by_place(pool: list[Trait]) -> tuple[Trait, ...]:
    """Return the traits of a pool under their names."""
    return tuple(replace(trait, name=str(number)) for number, trait in enumerate(pool))


def _bare(trait: Trait) -> Trait:
    """Return what makes a trait: not its name nor its place, nor the order of what has none."""
    often: Often | None = trait.often and replace(trait.often, same=tuple(sorted(trait.often.same)))
    says: Says | None = trait.says and replace(trait.says, by=tuple(sorted(set(trait.says.by))))
    return replace(trait, name="", line=0, often=often, says=says)
