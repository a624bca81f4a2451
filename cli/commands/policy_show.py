"""`hindesk policy show` and `hindesk policy diff`: policies in plain words."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from .. import streams
from ..options import FormatOption, OutputOption, PolicyArgument

LanguageOption = Annotated[
    Literal["en", "ko"], typer.Option("--language", metavar="LANGUAGE", help="en or ko: the language of the sentences.")
]


def show(
    policy: PolicyArgument,
    language: LanguageOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what a policy says, in plain English or Korean.

    Tells the calendars, the rules with their targets by priority, who is told when, who is on call, what happens by
    itself, what tickets must tell and who gets them; decision trees are drawn. The policy's own names stay as they
    are. Formats for programs give one row for each statement.
    """
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.reports.policy_words import shown, statements_report
    from hindesk.wording.phrases import phrases_of

    loaded, phrases = load_policy(policy_path(policy)), phrases_of(language)
    people = streams.for_people(form, output)
    reports = shown(loaded, phrases) if people else [statements_report(loaded, phrases)]
    streams.emit(*reports, form=form, output=output, time_zone=loaded.time_zone)


def diff(
    old: PolicyArgument,
    new: PolicyArgument,
    language: LanguageOption = "en",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what changed from one policy to another, in plain English or Korean.

    Each row is one change: where, what OLD says and what NEW says instead. Rules are matched by their names.
    """
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.reports.policy_words import changes_report
    from hindesk.wording.phrases import phrases_of

    former, latter = (load_policy(policy_path(one)) for one in (old, new))
    people = streams.for_people(form, output)
    report = changes_report(former, latter, phrases_of(language), people=people)
    streams.emit(report, form=form, output=output, time_zone=latter.time_zone)
