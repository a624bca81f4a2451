"""Traits as the walk reads them: their slots, and which texts show them."""

from __future__ import annotations

from functools import reduce
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.policy.patterns import Pattern
from hindesk.policy.traits import Says, Trait, trait_field
from hindesk.policy.values import All, Policy
from hindesk.replay.codes import P_TRAIT_COUNT, P_TRAITS
from hindesk.replay.compile_rules import doers
from hindesk.replay.programs import Programs
from hindesk.replay.says import says_truth
from hindesk.replay.truth import Truth

TEXTS: Final = ("subject", "text")
"""The fields in which traits of the sort `says` are looked for."""

_NO_TEXTS: Final = [0, 0, 0, 0, 0]


def trait_slots(policy: Policy) -> tuple[str, ...]:
    """Return the slots of all traits that are no conditions, in the order of the policy."""
    return tuple(trait_field(trait.name) for trait in policy.traits if trait.when is None)


def trait_fields(policy: Policy) -> tuple[str, ...]:
    """Return the fields in which a policy's traits are looked for while tickets are replayed."""
    return TEXTS if any(trait.says for trait in policy.traits) else ()


def write_traits(policy: Policy, programs: Programs) -> None:
    """Write the traits of a policy."""
    blocks = [_block(trait, programs) for trait in policy.traits]
    programs.p[P_TRAITS] = programs.add([number for block in blocks for number in block])
    programs.p[P_TRAIT_COUNT] = len(blocks)


def _block(trait: Trait, programs: Programs) -> list[int]:
    """Return one trait's block, in the order of `lapse_codes`."""
    when = programs.program(trait.when or All())
    slot = -1 if trait.when else programs.slots.index(trait_field(trait.name))
    return [slot, when, *(_NO_TEXTS if trait.says is None else _shown(trait.says, programs))]


def _shown(says: Says, programs: Programs) -> list[int]:
    """Return whose texts count, and for subject and text the slot and the place of which are meant."""
    block = [doers(says.by)]
    for name in TEXTS:
        truth = _truth(says.patterns, programs.words.texts[name])
        block += [programs.slots.index(name), programs.add_truth(truth)]
    return block


def _truth(patterns: tuple[Pattern, ...], texts: pa.StringArray) -> Truth:
    return reduce(np.bitwise_or, [says_truth(pattern, texts) for pattern in patterns])
