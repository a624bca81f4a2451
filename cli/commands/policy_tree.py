"""`hindesk policy tree`: draw a policy's decision trees."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import streams
from ..options import OutputOption, PolicyArgument


def tree(
    policy: PolicyArgument,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="The tree's name; without it, all trees are drawn.")
    ] = "",
    output: OutputOption = None,
) -> None:
    """Draw the decision trees of a policy."""
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.policy.tree_drawing import drawn, trees_named

    trees = trees_named(load_policy(policy_path(policy)), name)
    streams.write("\n".join(f"{drawn(one)}\n" for one in trees).encode(), output=output)
