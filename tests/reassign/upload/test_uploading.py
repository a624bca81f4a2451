"""Uploading a plan: what is sent, what is left alone, what is said."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from hindesk.errors import HindeskError
from hindesk.reassign.upload.uploading import rehearse
from tests.reassign.upload.conftest import Scene
from tests.reassign.upload.help_desk import Fault
from tests.reassign.upload.plans import BEFORE, desk_of, messages, results, send, write_plan


def test_every_ticket_gets_the_holder_and_team_of_the_plan_once(scene: Scene) -> None:
    done = send(scene.plan, scene.desk)

    assert scene.desk.holders() == scene.plan.gives
    assert Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 1)
    assert set(results(done).values()) == {"moved"}


def test_a_call_is_made_for_each_file(scene: Scene) -> None:
    send(scene.plan, scene.desk)

    assert sum(not request.startswith("GET ") for request in scene.desk.requests) == 3


def test_a_ticket_that_was_changed_since_the_export_is_left_as_it_is(scene: Scene) -> None:
    scene.desk.change(2, 777)

    done = send(scene.plan, scene.desk)

    assert scene.desk.tickets[2].holder == 777
    assert scene.desk.applied.count(2) == 0
    assert results(done) == {key: "conflict" if key == 2 else "moved" for key in scene.plan.gives}
    assert messages(done)[2]


def test_a_ticket_that_somebody_moved_as_planned_is_no_conflict(scene: Scene) -> None:
    scene.desk.change(2, scene.plan.gives[2][0])
    scene.desk.tickets[2].group = scene.plan.gives[2][1]

    assert results(send(scene.plan, scene.desk))[2] == "already"
    assert scene.desk.applied.count(2) == 0


def test_a_ticket_that_is_gone_fails_alone(scene: Scene) -> None:
    del scene.desk.tickets[5]

    found = results(send(scene.plan, scene.desk))

    assert found == {key: "failed" if key == 5 else "moved" for key in scene.plan.gives}


def test_a_file_that_is_refused_fails_and_the_others_go_on(scene: Scene) -> None:
    scene.desk.faulty_changes[0] = Fault(422, body={"error": "RecordInvalid", "description": "Group is gone"})

    done = send(scene.plan, scene.desk)

    assert set(results(done).values()) == {"failed", "moved"}
    assert messages(done)[1] == "RecordInvalid: Group is gone"
    assert [key for key, result in results(done).items() if result == "failed"] == [1, 2, 3]


def test_a_second_upload_sends_nothing_and_says_the_same(scene: Scene) -> None:
    scene.desk.change(2, 777)
    first = send(scene.plan, scene.desk)
    asked = len(scene.desk.requests)

    second = send(scene.plan, scene.desk)

    assert len(scene.desk.requests) == asked
    assert second.tickets.equals(first.tickets)


def test_undo_gives_every_ticket_back(scene: Scene) -> None:
    send(scene.plan, scene.desk)

    done = send(scene.plan, scene.desk, "undo")

    assert set(scene.desk.holders().values()) == {BEFORE}
    assert Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 2)
    assert set(results(done).values()) == {"moved"}


def test_undo_leaves_tickets_that_went_on_to_somebody_else(scene: Scene) -> None:
    send(scene.plan, scene.desk)
    scene.desk.change(4, 777)

    done = send(scene.plan, scene.desk, "undo")

    assert scene.desk.tickets[4].holder == 777
    assert results(done) == {key: "conflict" if key == 4 else "moved" for key in scene.plan.gives}


def test_undo_takes_back_a_ticket_that_was_answered_since(scene: Scene) -> None:
    send(scene.plan, scene.desk)
    scene.desk.change(4, scene.plan.gives[4][0])

    assert results(send(scene.plan, scene.desk, "undo"))[4] == "moved"


def test_undo_of_what_was_never_uploaded_changes_nothing(scene: Scene) -> None:
    assert set(results(send(scene.plan, scene.desk, "undo")).values()) == {"already"}
    assert scene.desk.applied == []


def test_zendesk_holds_the_undo_to_the_stamp_that_was_read(zendesk: Scene) -> None:
    send(zendesk.plan, zendesk.desk)
    zendesk.desk.meanwhile = lambda: setattr(zendesk.desk.tickets[1], "at", 9999)

    done = send(zendesk.plan, zendesk.desk, "undo")

    assert results(done) == {key: "conflict" if key == 1 else "moved" for key in zendesk.plan.gives}


def test_a_plan_that_was_taken_back_is_not_uploaded_again(scene: Scene) -> None:
    send(scene.plan, scene.desk)
    send(scene.plan, scene.desk, "undo")

    with pytest.raises(HindeskError, match="taken back"):
        send(scene.plan, scene.desk)


def test_a_plan_that_went_to_one_site_does_not_go_to_another(scene: Scene) -> None:
    send(scene.plan, scene.desk)

    with desk_of(scene.plan) as other, pytest.raises(HindeskError, match="this plan went to"):
        send(scene.plan, other)


def test_a_file_that_was_changed_is_not_sent(scene: Scene) -> None:
    file = min((scene.plan.folder / "upload").iterdir())
    file.write_text(file.read_text(encoding="utf-8").replace("1001", "1009"), encoding="utf-8")

    with pytest.raises(HindeskError, match="changed after it was written"):
        send(scene.plan, scene.desk)
    assert scene.desk.requests == []


def test_a_dry_run_says_what_would_be_sent_and_asks_nobody(scene: Scene) -> None:
    before = sorted(scene.plan.folder.rglob("*"))
    told = rehearse(scene.plan.folder, scene.desk.url, set_name="upload", environment={})

    assert [row["tickets"] for row in told.files.to_pylist()] == [3, 4, 2]
    assert {row["call"].partition(" ")[2].partition("/api")[0] for row in told.files.to_pylist()} == {scene.desk.url}
    assert set(results(told).values()) == {"waiting"}
    assert "set " in told.notes[0]
    assert scene.desk.requests == []
    assert sorted(scene.plan.folder.rglob("*")) == before


def test_a_dry_run_tells_what_the_journal_says_is_done(scene: Scene) -> None:
    done = send(scene.plan, scene.desk)

    environment = scene.desk.environment
    told = rehearse(scene.plan.folder, scene.desk.url, set_name="upload", environment=environment)

    assert told.tickets.equals(done.tickets)
    assert told.notes == ()


def test_a_job_that_never_ends_is_left_waiting_and_asked_after_the_next_time(scene: Scene) -> None:
    scene.desk.seconds = float("inf")
    assert set(results(send(scene.plan, scene.desk)).values()) == {"waiting"}

    scene.desk.seconds = 1.0
    scene.desk.wait(10)

    assert set(results(send(scene.plan, scene.desk)).values()) == {"moved"}
    assert Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 1)


def test_a_job_that_the_help_desk_forgot_is_told_from_the_tickets(scene: Scene) -> None:
    scene.desk.seconds = float("inf")
    send(scene.plan, scene.desk)
    scene.desk.seconds = 1.0
    scene.desk.wait(10)
    scene.desk.jobs.clear()

    assert set(results(send(scene.plan, scene.desk)).values()) == {"moved"}
    assert Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 1)


def test_an_upload_that_is_under_way_is_not_taken_back(scene: Scene) -> None:
    scene.desk.seconds = float("inf")
    send(scene.plan, scene.desk)

    with pytest.raises(HindeskError, match="under way"):
        send(scene.plan, scene.desk, "undo")


def test_tickets_of_a_job_that_was_killed_have_failed_with_its_words(scene: Scene) -> None:
    scene.desk.kills = True

    done = send(scene.plan, scene.desk)

    assert set(results(done).values()) == {"failed"}
    words = "It is killed" if scene.plan.vendor == "zendesk" else "FAILED"
    assert set(messages(done).values()) == {f"not moved, though the job ended: {words}"}


def test_a_call_that_arrives_late_beside_its_repetition_is_no_conflict(scene: Scene) -> None:
    scene.desk.seconds = 90.0
    scene.desk.faulty_changes[0] = "after"

    done = send(scene.plan, scene.desk)

    assert scene.desk.holders() == scene.plan.gives
    assert set(results(done).values()) == {"moved"}
    if scene.plan.vendor == "zendesk":
        assert Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 1)


@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_without_a_stamp_in_the_export_the_holder_tells_a_conflict(vendor: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "handover", vendor, (2, 2), stamped=False)
    with desk_of(plan) as desk:
        desk.change(1, 777)
        desk.change(2, BEFORE[0])

        assert results(send(plan, desk)) == {1: "conflict", 2: "moved", 3: "moved", 4: "moved"}


def test_two_hundred_and_fifty_tickets_go_a_hundred_at_a_time(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "handover", "zendesk", (100, 100, 50))
    with desk_of(plan) as desk:
        send(plan, desk)

        assert desk.holders() == plan.gives


def test_a_plan_of_one_help_desk_does_not_go_to_the_other(scene: Scene) -> None:
    other = "https://acme.freshdesk.com" if scene.plan.vendor == "zendesk" else "https://acme.zendesk.com"

    with pytest.raises(HindeskError, match="does not look like it"):
        rehearse(scene.plan.folder, other, set_name="upload", environment={})


def test_a_journal_line_is_written_before_and_after_each_call(scene: Scene) -> None:
    send(scene.plan, scene.desk)

    lines = [json.loads(line) for line in (scene.plan.folder / "journal.ndjson").read_text("utf-8").splitlines()]
    assert [line["state"] for line in lines] == ["sending", "queued", "done"] * 3
    assert {line["set"] for line in lines} == {"upload"}
