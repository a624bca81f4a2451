"""`hindesk explain`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store
from tests.conftest import Golden, Outcome, Run
from tests.small_desk import import_small_desk, replay_small_desk

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def explain(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `hindesk explain` on the small desk with its run."""
    monkeypatch.setenv("HINDESK_STORE", str(replay_small_desk(tmp_path)))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run("explain", *arguments)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of the sample desk goes, once for all tests."""
    return tmp_path_factory.mktemp("sample") / "sample.duckdb"


def said(outcome: Outcome) -> list[str]:
    """What the ledger says, for programs."""
    return [row["what_happened"] for row in csv.DictReader(io.StringIO(outcome.stdout))]


@pytest.mark.parametrize("ticket", ["24206", "24290"], ids=["korean", "english"])
def test_a_ticket_of_the_sample_desk_is_explained_as_it_was(
    ticket: str, sample: Path, run: Run, golden: Golden
) -> None:
    if not sample.exists():
        run("import", SAMPLES / "desk-events.csv", "--map", SAMPLES / "desk-map.yaml", "--store", sample)
        run("replay", "saas-korea", "--store", sample)

    outcome = run("explain", ticket, "--store", sample)
    golden(f"cli/explain-{ticket}.txt", outcome.stdout)
    assert (outcome.code, outcome.stderr) == (0, "")


@pytest.mark.parametrize(
    ("ticket", "metric", "lines"),
    [
        (
            "T1",
            "first_response",
            [
                "starts: created; 1h 00m in always by 긴급 (high), due 2026-01-05 10:00",
                "stops: agent_reply; met with 30m to spare",
            ],
        ),
        (
            "T2",
            "resolution",
            [
                "starts: created; 4h 00m in always by 긴급 (high), due 2026-01-05 14:00",
                "breached: 4h 00m used up",
                "stops: status is solved; 5h 00m of 4h 00m used",
                "stays stopped: breached by 1h 00m",
            ],
        ),
        (
            "T3",
            "resolution",
            [
                "starts: created; 24h 00m in always by Everything else, due 2026-01-07 09:00",
                "pauses: status is waiting_on_customer – the ticket's is Pending (waiting_on_customer)",
                "still paused: 21h 00m left, due 2026-01-13 07:00",
            ],
        ),
        (
            "T5",
            "first_response",
            [
                "starts: created; 4h 00m in always by Everything else, due 2026-01-12 13:30",
                "ends: merged; no verdict",
            ],
        ),
        (
            "2",
            "resolution",
            [
                "starts: created; 4h 00m in always by 긴급 (high), due 2026-01-05 13:00",
                "breached: 4h 00m used up, as far as the history can tell",
                "stops: status is solved – the ticket's is Resolved (solved); 6h 00m of 4h 00m used",
                "stays stopped: can't be judged (no status history)",
            ],
        ),
    ],
)
def test_the_ledger_says_what_was_worked_out_by_hand(ticket: str, metric: str, lines: list[str], explain: Run) -> None:
    assert said(explain(ticket, "--metric", metric, "--format", "csv")) == lines


def test_programs_get_the_ledger_with_exact_figures(explain: Run) -> None:
    rows = json.loads(explain("T2", "--metric", "first_response", "--format", "json").stdout)["rows"]

    assert [(row["at"], row["what"], row["elapsed"], row["verdict"]) for row in rows] == [
        ("2026-01-05T01:00:00Z", "starts", 0, None),
        ("2026-01-05T02:00:00Z", "breached", 3600, None),
        ("2026-01-05T03:00:00Z", "stops", 7200, "breached"),
    ]


def test_the_sections_for_people_stand_in_their_order(explain: Run) -> None:
    page = explain("T3", "--format", "markdown").stdout

    assert [line for line in page.splitlines() if line.startswith("### ")] == [
        "### Ticket T3 of desk: 배송 문의",
        "### Events",
        "### Rules",
        "### Clocks by '작은 데스크', as of 2026-01-12 10:00 in Asia/Seoul",
        "### Running and paused stretches",
        "### Ledger",
    ]


def test_another_policy_judges_as_of_the_last_instant_without_a_replay(run: Run, tmp_path: Path) -> None:
    store = import_small_desk(tmp_path)
    outcome = run("explain", "T4", "--store", store, "--policy", "saas-korea", "--metric", "resolution")

    assert outcome.code == 0
    assert "set high (line 23)" in outcome.stdout
    assert "company is 한빛물산, 가온테크, Acme, Globex – the ticket's is empty" in outcome.stdout
    assert "as of 2026-01-12 10:00 in Asia/Seoul" in outcome.stdout


def test_a_run_and_a_policy_do_not_go_together(explain: Run) -> None:
    outcome = explain("T1", "--run", "small", "--policy", "saas-korea")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == ("error: --run and --policy both say by what to judge\n\nhint: leave one of the two out\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["T9"], "error: there is no ticket 'T9'\n\nhint: the nearest ids are T1, T2, T3\n"),
        (
            ["T1", "--source", "desc"],
            "error: there is no ticket 'T1' of the source 'desc'\n\nhint: did you mean desk? there is one of desk\n",
        ),
        (
            ["T1", "--metric", "resolutio"],
            (
                "error: the policy has no metric 'resolutio'\n\nhint: did you mean resolution? there are "
                "first_response, next_response, update, resolution, assignment, ownership\n"
            ),
        ),
    ],
)
def test_an_unknown_word_is_told_with_the_nearest(arguments: list[str], message: str, explain: Run) -> None:
    outcome = explain(*arguments)

    assert (outcome.code, outcome.stdout, outcome.stderr) == (2, "", message)


def test_an_id_that_two_sources_have_asks_for_the_source(explain: Run, tmp_path: Path) -> None:
    other = (tmp_path / "map.yaml").read_text(encoding="utf-8").replace("source: desk", "source: branch")
    (tmp_path / "branch.yaml").write_text(other, encoding="utf-8")
    with open_store(tmp_path / "small.duckdb") as store:
        import_file(store, tmp_path / "events.csv", options=ImportOptions(map=tmp_path / "branch.yaml"))

    assert explain("T1").stderr == (
        "error: 2 sources have a ticket 'T1': branch, desk\n\nhint: say which with --source\n"
    )
    assert explain("T1", "--source", "desk").stdout.startswith("Ticket T1 of desk: 결제가 작동하지 않음\n")
    assert (
        "The replay small has not seen this ticket as it is now; this is what another would say"
        in explain("T1", "--source", "branch").stdout
    )


def test_a_change_that_the_policy_overrides_is_told(explain: Run, tmp_path: Path) -> None:
    changes = (
        "2026-01-12 09:10,T4,change,system,priority,urgent,,,,,,\n2026-01-12 09:20,T4,change,agent,team,기술팀,,,,,,\n"
    )
    events = tmp_path / "events.csv"
    events.write_text(events.read_text(encoding="utf-8") + changes, encoding="utf-8")
    policy = tmp_path / "small.yaml"
    policy.write_text(policy.read_text(encoding="utf-8") + "priority: [{set: normal}]\n", encoding="utf-8")
    with open_store(tmp_path / "small.duckdb") as store:
        import_file(store, events, options=ImportOptions(map=tmp_path / "map.yaml"))
    page = explain("T4", "--policy", policy).stdout

    assert "urgent (left out: the policy set this field)" in page
    assert "기술팀 (left out" not in page


def test_events_after_the_run_do_not_count(run: Run, tmp_path: Path) -> None:
    store = import_small_desk(tmp_path)
    run("replay", tmp_path / "small.yaml", "--as-of", "2026-01-05 10:15", "--store", store)
    page = run("explain", "T2", "--store", store).stdout

    assert "3 events after 2026-01-05 10:15 did not count" in page
    assert "still running: 45m left, due 2026-01-05 11:00" in page


def test_a_ticket_of_after_the_run_has_nothing_to_show(run: Run, tmp_path: Path) -> None:
    store = import_small_desk(tmp_path)
    run("replay", tmp_path / "small.yaml", "--as-of", "2026-01-05 10:15", "--store", store)
    outcome = run("explain", "T3", "--store", store)

    assert outcome.code == 0
    assert outcome.stdout.endswith("Ledger\n\nNothing to show.\n")


def test_a_kept_policy_that_can_not_be_read_any_more_is_told(explain: Run, tmp_path: Path) -> None:
    with open_store(tmp_path / "small.duckdb") as store, store.change() as connection:
        connection.execute("update runs set policy_text = policy_text || 'gone: 1'")
    outcome = explain("T1")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: the policy kept with small can't be used any more:\nsmall:17:1: ")
    assert outcome.stderr.endswith("hint: name one with --policy\n")


def test_the_ledger_says_who_was_told_and_what_rules_did(run: Run, tmp_path: Path, golden: Golden) -> None:
    store = import_small_desk(tmp_path)
    text = (tmp_path / "small.yaml").read_text(encoding="utf-8")
    told = (
        "    remind: [{metric: resolution, before: 30m, to: [assignee]}]\n"
        "    escalate: {resolution: [{level: 1, after: 0m, to: [team, Park], set: {priority: urgent}}]}\n"
        "  - name: Everything else"
    )
    acting = "automation:\n  on_update: [{name: Handed over, when: {team: 기술팀}, do: [{tag: moved}]}]\n"
    policy = tmp_path / "telling.yaml"
    policy.write_text(text.replace("  - name: Everything else", told) + acting, encoding="utf-8")
    assert run("replay", policy, "--store", store).code == 0

    page = run("explain", "T2", "--metric", "resolution", "--store", store).stdout
    golden("cli/explain-told.txt", page[page.index("Ledger\n") :])
    rows = json.loads(run("explain", "T2", "--store", store, "--format", "json").stdout)["rows"]
    assert [(row["what"], row["rule"], row["level"], row["told"], row["sets"]) for row in rows if row["level"]] == [
        ("escalates", "긴급 (high)", 1, "team (기술팀), Park", "sets priority to urgent")
    ]


THANKS = """\
time,ticket,event,actor,field,value,status,team,priority
2026-01-05 09:00,T1,created,customer,,,New,desk,low
2026-01-05 09:10,T1,change,bot,team,field,,,
2026-01-05 09:20,T1,change,system,priority,high,,,
2026-01-05 10:00,T1,change,agent,status,Solved,,,
2026-01-05 11:00,T1,message,customer,,Thank you!,,,
2026-01-05 11:01,T1,change,system,status,New,,,
2026-01-05 12:00,T1,change,agent,status,New,,,
"""
THANKING = """\
hindesk: 1
name: Thanking
time_zone: Asia/Seoul
thanks: {phrases: ['^thank you']}
automation: {on_create: [{name: Route, do: [{set: {team: network}}]}]}
sla: [{name: Everyone, calendar: always, targets: {resolution: 4h}}]
"""
THANKS_MAP = """\
column_map: 1
name: Thanks
source: thanks
rows: events
id: ticket
time_zone: Asia/Seoul
event: {at: time, kind: event, actor: actor, public: {constant: yes}, field: field, value: value}
fields: {status: status, team: team, priority: priority}
statuses: {New: new, Solved: solved}
knows: [messages, statuses, assignees, teams]
"""


def test_changes_that_the_policy_leaves_out_say_why(run: Run, tmp_path: Path) -> None:
    for name, text in (("events.csv", THANKS), ("map.yaml", THANKS_MAP), ("thanking.yaml", THANKING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = tmp_path / "thanks.duckdb"
    assert run("import", tmp_path / "events.csv", "--map", tmp_path / "map.yaml", "--store", store).code == 0
    page = run("explain", "T1", "--policy", tmp_path / "thanking.yaml", "--store", store).stdout

    left_out = [" ".join(line.split()) for line in page.splitlines() if "left out" in line]
    assert left_out == [
        "2026-01-05 09:10 bot team field (left out: the policy set this field)",
        "2026-01-05 11:01 system status New (left out: the customer only says thanks)",
    ]
    assert "stays solved: the customer only says thanks" in page


LIMITS = """\
people: people.csv
traits: {comes back: {tickets: 2, same: company, within: 2 days}}
priority: [{when: {trait: comes back}, set: urgent}]
permissions: [{name: 결제, hold: [{team: 결제팀}]}]
"""


@pytest.fixture
def limits(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `hindesk explain` on the small desk with a run of a policy with a trait, a permission and a roster."""
    monkeypatch.setenv("HINDESK_STORE", str(import_small_desk(tmp_path)))
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("name,team\n김수지,상담팀\n이민호,결제팀\n", encoding="utf-8")
    Path("limits.yaml").write_text(Path("small.yaml").read_text(encoding="utf-8") + LIMITS, encoding="utf-8")
    run("replay", "limits.yaml")
    return lambda *arguments: run("explain", *arguments)


@pytest.mark.parametrize("by", [(), ("--policy", "limits.yaml")], ids=["run", "policy"])
def test_a_run_knows_who_held_what_outside_permission_without_the_roster(by: tuple[str, ...], limits: Run) -> None:
    told = said(limits("T1", "--metric", "update", *by, "--format", "csv"))

    assert told == [
        "outside permission: 결제; 김수지 has it, may be held by anybody in the team 결제팀",
        "lapse ends: 결제; over after 1h 20m: status New → Solved",
    ]


def test_where_a_run_has_not_seen_a_ticket_its_holders_cannot_be_judged(limits: Run, tmp_path: Path) -> None:
    events = tmp_path / "events.csv"
    later = "2026-01-05 10:40,T1,change,agent,status,Pending,,,,,,\n"
    events.write_text(events.read_text(encoding="utf-8") + later, encoding="utf-8")
    with open_store(tmp_path / "small.duckdb") as store:
        import_file(store, events, options=ImportOptions(map=tmp_path / "map.yaml"))
    page = limits("T1").stdout

    assert "Who may hold it can't be judged: a replay keeps its policy without the roster" in page
    assert "outside permission" not in page
    assert "outside permission" in limits("T1", "--policy", "limits.yaml").stdout


def test_how_many_tickets_are_alike_stands_with_the_trait_that_counts_them(limits: Run, golden: Golden) -> None:
    told = limits("T3", "--metric", "first_response")

    golden("cli/explain-limits.txt", str(told))
    assert "has the trait: comes back; 2 tickets with the same company within 2 days, it takes 2" in " ".join(
        told.stdout.split()
    )
    assert said(limits("T2", "--metric", "update", "--format", "csv")) == []


@pytest.mark.parametrize("form", ["json", "ndjson", "markdown", "csv"])
def test_every_format_tells_of_lapses(form: str, limits: Run) -> None:
    assert "outside permission: 결제" in limits("T1", "--format", form).stdout
