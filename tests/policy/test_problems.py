"""Every problem of a policy is told with its place, what was expected and the nearest known word."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hindesk.errors import PolicyError
from hindesk.policy.load import check_policy, load_policy
from tests.policy.texts import HEAD, OFFICE, SLA, problems


def marked(text: str) -> tuple[str, str]:
    """A policy without its mark, and the line and column of the mark."""
    before = text[: text.index("§")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return text.replace("§", ""), f"{line}:{column}"


SHIFT: Final = "on_call: {shift: {layers: [{rotate: daily, start: 2026-01-05T00:00, who: [Kim]}]}}\n"
SHAPES: Final = {
    "head": HEAD + SLA + "PIECE\n",
    "calendar": HEAD + SLA + "calendars: {c: PIECE}\n",
    "condition": HEAD + SLA + "priority: [{when: PIECE, set: low}]\n",
    "rules": HEAD + SLA + "PIECE\n",
    "sla": HEAD + OFFICE + "PIECE\n",
    "routing": HEAD + SLA + SHIFT + "routing: PIECE\n",
    "skills": HEAD + SLA + "routing: {skills: [PIECE]}\n",
}
"""Where the pieces of `bad_policies.txt` stand in a policy."""


def bad_policies() -> list[tuple[str, str, str]]:
    """What part each piece belongs to, the piece with a mark at the place of its one problem, and the problem."""
    cases: list[tuple[str, str, str]] = []
    part = ""
    lines = Path(__file__).with_name("bad_policies.txt").read_text("utf-8").splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("["):
            part = line.strip("[]")
        elif line and not line.startswith(" "):
            cases.append((part, line, following.strip()))
    return cases


@pytest.mark.parametrize(("part", "piece", "problem"), bad_policies())
def test_a_bad_policy_has_one_problem_at_the_mark(part: str, piece: str, problem: str) -> None:
    text, place = marked(SHAPES[part].replace("PIECE", piece))
    assert problems(text) == [f"{place}: {problem}"]


def test_a_business_day_of_differing_weekdays_names_the_calendar_at_the_target() -> None:
    text = (
        'calendars: {shop: {week: {mon-fri: "09:00-18:00", sat: "10:00-13:00"}}}\n'
        "sla:\n"
        "  - {name: A, calendar: {by: team, x: always, else: shop}, targets: {resolution: {urgent: 4h, else: 2bd}}}\n"
    )
    (problem,) = problems(HEAD + text)
    assert problem == (
        "6:101: sla > A > targets > resolution > else: '2bd' has no length: the weekdays of calendar 'shop' differ; "
        "give that calendar a day, as in day: 8h"
    )
    assert problems(HEAD + text.replace('13:00"}', '13:00"}, day: 9h')) == []


def test_of_the_version() -> None:
    text = (HEAD + SLA).replace("hindesk: 1", "hindesk: 2")
    assert problems(text) == ["1:10: hindesk: this hindesk reads version 1 of the policy language, found the number 2"]


def test_of_a_text_that_is_no_policy() -> None:
    assert problems("") == ["1:1: the file is empty; a policy starts with hindesk: 1"]
    assert problems("- a\n") == ["1:1: found a list; a policy starts with hindesk: 1"]
    assert problems("a: [") == ["2:1: this is not YAML: did not find expected node content"]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    sla = "sla: [{name: A, calendar: offise, targets: {resolution: 1.5h, updat: 4h}}]"
    text = f"{HEAD}words: x\n{sla}\ntiers: [{{tier: 9}}]\n"
    assert [problem.split(": ")[0] for problem in problems(text)] == ["4:1", "5:27", "5:57", "5:63", "6:16"]


def test_load_policy_lists_every_problem_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(f"{HEAD}tier: 1\n{SLA}lists: {{a: }}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    lines = caught.value.message.splitlines()
    assert lines[0] == f"the policy {path} can't be used, it has 2 problems:"
    assert [line.split(": ")[0] for line in lines[1:]] == [f"{path}:4:1", f"{path}:6:12"]
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="there is no policy"):
        check_policy(tmp_path / "none.yaml")


def test_a_folder_without_yaml_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"has no \*.yaml files"):
        check_policy(tmp_path)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes("hindesk: 1\nname: 지원\n".encode("cp949"))
    (problem,) = check_policy(path).problems
    assert str(problem) == f"{path}:2:1: this is not UTF-8; save the file in that encoding"


def test_a_section_in_two_files_of_a_folder_names_both(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + SLA, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("lists: {a: [x]}\nname: Again\n", encoding="utf-8")
    (problem,) = check_policy(tmp_path).problems
    assert str(problem) == (
        f"{tmp_path / 'b.yaml'}:2:1: name: the section 'name' stands in {tmp_path / 'a.yaml'}:2:1 already; "
        "a section stands in one file"
    )
