"""`hindesk policy`: check a policy, and look up the language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import streams
from ..groups import group
from ..options import FormatOption, OutputOption, PolicyArgument
from . import policy_explain, policy_show, policy_test
from .convert import convert
from .on_call import on_call
from .policy_tree import tree

if TYPE_CHECKING:
    from hindesk.errors import PolicyError
    from hindesk.policy.load import PolicyCheck

app = group("Check policies, and explain their language.")
app.command("test")(policy_test.run_tests)
app.command()(policy_show.show)
app.command()(policy_explain.explain)
app.command()(policy_show.diff)
app.command()(convert)


@app.command()
def check(
    policy: PolicyArgument,
    holidays: Annotated[
        int | None,
        typer.Option("--holidays", min=1900, max=2200, metavar="YEAR", help="List the holidays of this year instead."),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check a policy.

    Every problem is told with file, line and column. A policy without problems is summed up.
    """
    from hindesk.policy.load import check_policy
    from hindesk.policy.ready import policy_path
    from hindesk.reports.policies import holiday_dates, policy_summary

    found = check_policy(policy_path(policy))
    if found.policy is None:
        raise _refusal(found, policy)
    report = holiday_dates(found.policy, holidays) if holidays else policy_summary(found.policy, found.notes)
    streams.emit(report, form=form, output=output, time_zone=found.policy.time_zone)


@app.command()
def schema(
    word: Annotated[
        str, typer.Argument(metavar="[WORD]", help="A key, an operator, a metric, …; without it, all words are listed.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Give the JSON Schema of the whole language, for editors.")
    ] = False,
    output: OutputOption = None,
) -> None:
    """Explain a word of the policy language."""
    from hindesk.policy.schema import schema_text
    from hindesk.policy.vocabulary import describe

    text = schema_text() if as_json else f"{describe(word)}\n"
    streams.write(text.encode(), output=output)


app.command("on-call")(on_call)
app.command()(tree)


def _refusal(found: PolicyCheck, path: Path) -> PolicyError:
    from hindesk.errors import PolicyError
    from hindesk.reports.counted import counted

    problems = "\n".join(map(str, found.problems))
    return PolicyError(
        f"`{path}` has {counted(len(found.problems), 'problem')}:\n{problems}",
        "`hindesk policy schema WORD` explains a word of the language",
    )
