"""`hindesk reassign`, from an import to a written plan."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from wcwidth import wcswidth

from hindesk.reassign.write.manifest import read_manifest
from tests.conftest import Golden, Run

SAMPLES = Path(__file__).parents[2] / "samples"
PEOPLE = ("--people", "people.csv")
NARROWING = [
    ("--where", "priority: high"),
    ("--from", "윤가영"),
    ("--team", "Billing"),
    ("--tier", "1"),
    ("--younger-than", "1d"),
    ("--older-than", "2d"),
    ("--due-within", "4d"),
    ("--breached",),
    ("--orphaned",),
    ("--unassigned",),
    ("--away",),
    ("--tickets", "ids.txt"),
]


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample desk, replayed."""
    from cli.app import main

    folder = tmp_path_factory.mktemp("replayed")
    store = ("--store", str(folder / "hindesk.duckdb"))
    assert main(["import", str(SAMPLES / "desk-events.csv"), "--map", str(SAMPLES / "desk-map.yaml"), *store]) == 0
    assert main(["replay", "saas-korea", *store]) == 0
    return folder / "hindesk.duckdb"


@pytest.fixture
def desk(replayed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with that store, the desk's roster and a list of ids."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(replayed, tmp_path / "hindesk.duckdb")
    shutil.copy(SAMPLES / "desk-people.csv", tmp_path / "people.csv")
    Path("ids.txt").write_text("24385\n24400\n")
    return tmp_path


def planned(run: Run, *arguments: str) -> list[dict[str, str]]:
    """The rows of a plan, as programs get them."""
    outcome = run("reassign", *PEOPLE, *arguments, "--format", "json")
    assert outcome.code == 0, outcome
    rows: list[dict[str, str]] = json.loads(outcome.stdout)["rows"]
    return rows


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(Path(name).read_text(encoding="utf-8").splitlines()))


def moves(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if (row["from"], row["from_team"]) != (row["to"], row["to_team"])]


def test_a_plan_is_shown_with_what_it_does_to_people(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/reassign.txt", str(run("reassign", *PEOPLE, "--orphaned")))


def test_the_loads_may_be_shown_alone(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/reassign-loads.txt", str(run("reassign", *PEOPLE, "--loads", "--strategy", "optimal")))


def test_a_plan_in_a_file_says_so(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/reassign-file.txt", str(run("reassign", *PEOPLE, "-o", "plan.csv")))
    golden("cli/reassign-plan.csv", Path("plan.csv").read_bytes())


@pytest.mark.parametrize("criterion", NARROWING, ids=lambda words: words[0])
def test_every_criterion_means_some_of_the_open_tickets(criterion: tuple[str, ...], desk: Path, run: Run) -> None:
    every, some = planned(run), planned(run, *criterion)

    assert 0 < len(some) < len(every) == 17
    assert {row["ticket"] for row in some} < {row["ticket"] for row in every}


def test_criteria_add_up(desk: Path, run: Run) -> None:
    assert [row["ticket"] for row in planned(run, "--from", "윤가영", "--where", "priority: high")] == ["24400"]
    assert len(planned(run, "--from", "윤가영", "--from", "정미래")) == 7


def test_tickets_of_several_help_desks_are_told_apart(desk: Path, run: Run) -> None:
    run("import", SAMPLES / "freshdesk-tickets.csv", "--time-zone", "Asia/Seoul")
    both = run("reassign", *PEOPLE, "--orphaned").stdout

    assert "source     ticket" in both
    assert {row["source"] for row in planned(run, "--source", "freshdesk")} == {"freshdesk"}
    assert "source" not in run("reassign", *PEOPLE, "--orphaned", "--source", "desk").stdout


def test_overloaded_people_are_those_who_hold_more_than_their_capacity(desk: Path, run: Run) -> None:
    text = Path("people.csv").read_text(encoding="utf-8")
    Path("people.csv").write_text(text.replace("ko; en,14,", "ko; en,0,"), encoding="utf-8")

    assert {row["from"] for row in planned(run, "--overloaded")} == {"윤가영"}


def test_solved_and_closed_tickets_are_planned_only_where_that_is_asked_for(desk: Path, run: Run) -> None:
    assert len(planned(run, "--closed-too")) == 396  # the other four were merged


@pytest.mark.parametrize("name", ["round-robin", "least_loaded", "Skills", "sticky", "optimal"])
def test_every_strategy_plans_every_ticket_once(name: str, desk: Path, run: Run) -> None:
    rows = planned(run, "--strategy", name)

    assert len({row["ticket"] for row in rows}) == len(rows) == 17
    assert {row["rule"].split(":")[0] for row in rows} == {name.lower().replace("-", " ").replace("_", " ")}


@pytest.mark.parametrize(("order", "first"), [("due", "24385"), ("priority", "24357"), ("created", "24354")])
def test_tickets_come_in_the_order_that_is_asked_for(order: str, first: str, desk: Path, run: Run) -> None:
    assert planned(run, "--order", order)[0]["ticket"] == first


def test_tickets_that_are_taken_from_somebody_go_to_others(desk: Path, run: Run) -> None:
    rows = planned(run, "--from", "윤가영")

    assert {row["from"] for row in rows} == {"윤가영"}
    assert "윤가영" not in {row["to"] for row in rows}


def test_only_named_people_get_tickets(desk: Path, run: Run) -> None:
    rows = planned(run, "--to", "박준수", "--to", "한지민")

    assert {row["to"] for row in moves(rows)} == {"박준수", "한지민"}
    assert {row["to_team"] for row in moves(rows)} == {"Billing", "Frontline"}


def test_tickets_move_to_the_team_that_is_named(desk: Path, run: Run) -> None:
    rows = planned(run, "--to-team", "billing")

    assert {row["to_team"] for row in rows} == {"Billing"}
    assert {row["to"] for row in rows} == {"정미래", "박준수"}


def test_people_of_every_team_get_tickets_in_their_own_team(desk: Path, run: Run) -> None:
    teams = {row["name"]: row["team"] for row in table("people.csv")}
    rows = moves(planned(run, "--any-team"))

    assert {row["from_team"] for row in rows} != {row["to_team"] for row in rows}
    assert all(row["to_team"] == teams[row["to"]] for row in rows)


def test_no_more_tickets_move_than_may(desk: Path, run: Run) -> None:
    assert len(moves(planned(run, "--max-moves", "3"))) == 3
    assert moves(planned(run, "--max-moves", "0")) == []


def test_tickets_go_only_to_people_who_are_at_work_before_they_are_due(desk: Path, run: Run) -> None:
    text = Path("people.csv").read_text(encoding="utf-8")
    absent = text.replace("Asia/Seoul,,송민주\n오세훈", "Asia/Seoul,2026-03-15..2026-03-18,송민주\n오세훈")
    Path("people.csv").write_text(absent, encoding="utf-8")
    asked = ("--to", "한지민", "--team", "Frontline", "--as-of", "2026-03-14 10:00")
    free, bound = planned(run, *asked), planned(run, *asked, "--before-due")

    assert absent != text
    assert {row["to"] for row in moves(free)} == {"한지민"}
    assert 0 < len(moves(bound)) < len(moves(free))
    assert {row["reason"] for row in bound if row not in moves(bound)} >= {
        "stays: nobody who may hold it is at work before it is due"
    }


def test_the_roster_and_the_strategy_may_come_from_the_policy(desk: Path, run: Run) -> None:
    policy = (
        "hindesk: 1\nname: Routed\ntime_zone: Asia/Seoul\npeople: people.csv\n"
        "routing: {strategy: round_robin}\n"
        "sla: [{name: All, calendar: always, targets: {first_response: 4h}}]\n"
    )
    Path("desk.yaml").write_text(policy, encoding="utf-8")
    people = Path("people.csv").read_text(encoding="utf-8")
    Path("people.csv").write_text(people.replace("away,", "birthday,", 1), encoding="utf-8")
    outcome = run("reassign", "--policy", "desk.yaml")

    assert outcome.code == 0
    assert outcome.stderr.count("people.csv:1: birthday: this column is not read") == 1
    assert "Rule of all of them: round robin" in outcome.stdout


def test_times_are_those_of_the_replays_zone(desk: Path, run: Run) -> None:
    assert "Planned as of 2026-03-13 17:39 in Asia/Seoul; " in run("reassign", *PEOPLE).stdout
    assert (
        "Planned as of 2026-03-16 09:00 in Asia/Seoul; "
        in run("reassign", *PEOPLE, "--as-of", "2026-03-16 09:00").stdout
    )


def test_without_a_replay_nothing_is_due(desk: Path, run: Run) -> None:
    run("import", SAMPLES / "desk-events.csv", "--map", SAMPLES / "desk-map.yaml", "--store", "bare.duckdb")
    outcome = run("reassign", *PEOPLE, "--store", "bare.duckdb")

    assert "Planned as of 2026-03-13 08:39 in UTC; without a replay nothing is due" in outcome.stdout
    assert run("reassign", *PEOPLE, "--store", "bare.duckdb", "--breached").code == 2


@pytest.mark.parametrize("width", [80, 120])
def test_the_tables_fit_the_terminal(width: int, desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = run("reassign", *PEOPLE, "--strategy", "sticky").stdout.split("\n\n")

    assert max(wcswidth(line) for table in (shown[1], shown[4]) for line in table.splitlines()) <= width


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ((), "nothing says who may get the tickets", "--people"),
        ((*PEOPLE, "--strategy", "leest-loaded"), "no strategy 'leest-loaded'", "least-loaded"),
        ((*PEOPLE, "--order", "age"), "no order 'age'", "due, priority, created"),
        ((*PEOPLE, "--from", "윤가여"), "no holder '윤가여'", "윤가영"),
        ((*PEOPLE, "--source", "dsk"), "no source 'dsk'", "desk"),
        ((*PEOPLE, "--team", "Biling"), "no team 'Biling'", "Billing"),
        ((*PEOPLE, "--to", "박"), "the roster has no '박' among its people", "박준수"),
        ((*PEOPLE, "--to-team", "x"), "the roster has no 'x' among its teams", "Frontline"),
        ((*PEOPLE, "--to-team", "Billing", "--any-team"), "contradict each other", "one of them"),
        ((*PEOPLE, "--older-than", "7bd"), "--older-than: '7bd' counts business days", "7d"),
        ((*PEOPLE, "--where", "prio: high"), "unknown field 'prio'; did you mean 'priority'?", "--where"),
        ((*PEOPLE, "--tier", "9"), "no ticket is meant", "--closed-too"),
        ((*PEOPLE, "--tickets", "none.txt"), "there is no file none.txt", "name"),
        ((*PEOPLE, "--run", "none"), "no replay called 'none'", "saas-korea"),
        ((*PEOPLE, "--as-of", "soon"), "--as-of: 'soon' is no instant", "2026-03-31"),
        ((*PEOPLE, "--policy", "none"), "there is no policy none", "saas-korea"),
        ((*PEOPLE, "--max-moves", "-1"), "invalid value for '--max-moves'", "--help"),
        ((*PEOPLE, "--for", "zendesk"), "without `--write DIR` no files are written", "--write"),
        ((*PEOPLE, "--undo-to-nobody"), "without `--write DIR` no files are written", "--write"),
        ((*PEOPLE, "--write", "out"), "tickets come from 'desk', which tells no help desk", "--for"),
        ((*PEOPLE, "--write", "out", "--for", "desk"), "'desk' is no help desk", "zendesk"),
        ((*PEOPLE, "--write", "no/out", "--for", "freshdesk"), "the folder `no` does not exist", "--write"),
        ((*PEOPLE, "--plan", "none.csv"), "there is no file none.csv", "name"),
        ((*PEOPLE, "--plan", "p.csv", "--strategy", "sticky", "--from", "x"), "takes no --strategy, --from", "--plan"),
        ((*PEOPLE, "upload", "out", "--site", "https://x.zendesk.com"), "`upload` takes no --people", "upload --help"),
    ],
    ids=lambda value: " ".join(value[2:] or value) if isinstance(value, tuple) else "",
)
def test_what_can_not_be_done_is_told_with_the_way_out(
    arguments: tuple[str, ...], message: str, hint: str, desk: Path, run: Run
) -> None:
    before = sorted(desk.iterdir()), Path("hindesk.duckdb").read_bytes()
    outcome = run("reassign", *arguments)
    error, _, way_out = outcome.stderr.partition("\nhint: ")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert message in error
    assert hint in way_out
    assert (sorted(desk.iterdir()), Path("hindesk.duckdb").read_bytes()) == before


def test_a_plan_changes_nothing_until_it_is_written(desk: Path, run: Run) -> None:
    before = sorted(desk.iterdir()), Path("hindesk.duckdb").read_bytes()

    assert planned(run, "--strategy", "round-robin") == planned(run, "--strategy", "round-robin")
    assert (sorted(desk.iterdir()), Path("hindesk.duckdb").read_bytes()) == before


def test_turns_go_on_where_the_last_written_batch_ended(desk: Path, run: Run) -> None:
    asked = ("--strategy", "round-robin", "--team", "Frontline", "--where", "priority: high")
    first = [row["to"] for row in planned(run, *asked)]
    run("reassign", *PEOPLE, *asked, "--write", "one", "--for", "freshdesk")
    second = [row["to"] for row in planned(run, *asked)]

    assert len(first) == len(second) == 2
    assert first[0] != second[0] not in first


def test_a_plan_goes_from_the_tickets_to_the_files_of_the_help_desk(desk: Path, run: Run, golden: Golden) -> None:
    assert run("reassign", *PEOPLE, "--orphaned", "-o", "plan.csv").code == 0
    text = Path("plan.csv").read_text(encoding="utf-8")
    changed = text.replace("24354,최다은,한지민,", "24354,최다은,윤가영,")
    Path("plan.csv").write_text(changed, encoding="utf-8", newline="")

    outcome = run("reassign", *PEOPLE, "--plan", "plan.csv", "--write", "handover", "--for", "freshdesk")
    golden("cli/reassign-write.txt", str(outcome))

    manifest = read_manifest(Path("handover"))
    told = {one.ticket: one.assignee for file in manifest.upload for one in file.tickets}
    undone = {one.ticket: one.assignee for file in manifest.undo for one in file.tickets}
    assert changed != text
    assert told == {"24354": "70004", "24387": "70003"}
    assert undone == {"24354": "70005", "24387": "70005"}
    rows = table("handover/plan.csv")
    assert [(row["ticket"], row["to"], row["rule"]) for row in rows] == [
        ("24354", "윤가영", "by hand"),
        ("24387", "오세훈", "least loaded"),
    ]


def test_an_earlier_plan_is_never_overwritten(desk: Path, run: Run) -> None:
    asked = ("reassign", *PEOPLE, "--orphaned", "--write", "handover", "--for", "freshdesk")
    assert run(*asked).code == 0
    before = {path: path.read_bytes() for path in Path("handover").rglob("*") if path.is_file()}
    refused = run(*asked)

    assert (refused.code, refused.stdout) == (2, "")
    assert "`handover` holds an earlier plan" in refused.stderr
    assert {path: path.read_bytes() for path in Path("handover").rglob("*") if path.is_file()} == before


def test_a_plan_that_breaks_limits_is_refused_with_every_line(desk: Path, run: Run, golden: Golden) -> None:
    run("reassign", *PEOPLE, "-o", "plan.csv")
    text = Path("plan.csv").read_text(encoding="utf-8")
    for old, new in (
        ("24385,,정미래", "24385,,정미레"),
        ("24357,정미래,박준수", "24357,정미래,한지민"),
        ("24390,강태오,임수정", "24390,강태오,"),
        ("24391,윤가영,한지민", "24391,윤가영,최다은"),
    ):
        assert old in text
        text = text.replace(old, new)
    Path("plan.csv").write_text(text, encoding="utf-8", newline="")

    golden("cli/reassign-refused.txt", str(run("reassign", *PEOPLE, "--plan", "plan.csv", "--write", "out")))
    assert not Path("out").exists()


def test_the_derived_roster_is_enough_for_a_plan(desk: Path, run: Run) -> None:
    assert run("people", "init", "-o", "derived.csv").code == 0
    outcome = run("reassign", "--people", "derived.csv")

    assert outcome.code == 0
    assert outcome.stdout.startswith(("1", "2", "3", "4", "5", "6", "7", "8", "9"))
