"""Calls that are not answered as they should be: rate limits, outages, refusals, redirects."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hindesk.errors import HindeskError
from hindesk.reassign.upload.uploading import Manner, upload
from tests.reassign.upload.conftest import Scene
from tests.reassign.upload.help_desk import Fault
from tests.reassign.upload.plans import results, send


def moved_once(scene: Scene) -> bool:
    """Whether every ticket was applied once, as planned."""
    once = Counter(scene.desk.applied) == dict.fromkeys(scene.plan.gives, 1)
    return once and scene.desk.holders() == scene.plan.gives


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_in_seconds_that_the_help_desk_asks_for_is_kept(scene: Scene, status: int) -> None:
    scene.desk.faulty_changes[1] = Fault(status, {"Retry-After": "37"})

    send(scene.plan, scene.desk)

    assert 37.0 in scene.desk.waits
    assert moved_once(scene)


def test_a_long_wait_is_told(scene: Scene) -> None:
    scene.desk.faulty_changes[1] = Fault(429, {"Retry-After": "37"})
    told: list[tuple[str, float | None]] = []
    manner = Manner(wait=scene.desk.wait, progress=lambda what, share: told.append((what, share)))

    upload(scene.plan.folder, scene.desk.url, set_name="upload", environment=scene.desk.environment, manner=manner)

    title = scene.plan.vendor.capitalize()
    assert (f"waiting 37s for {title}", None) in told
    assert [share for what, share in told if what == f"upload to {title}"] == [0, 1 / 3, 2 / 3]


def test_a_wait_until_a_date_is_counted_from_the_date_of_the_answer(scene: Scene) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    until = {
        "Date": format_datetime(now, usegmt=True),
        "Retry-After": format_datetime(now + timedelta(seconds=41), usegmt=True),
    }
    scene.desk.faulty_changes[0] = Fault(429, until)

    send(scene.plan, scene.desk)

    assert 41.0 in scene.desk.waits
    assert moved_once(scene)


def test_waits_that_the_help_desk_asks_for_do_not_count_as_tries(scene: Scene) -> None:
    scene.desk.faults |= {number: Fault(429, {"Retry-After": "1"}) for number in range(1, 30)}

    send(scene.plan, scene.desk)

    assert moved_once(scene)


def test_too_long_a_wait_stops_the_upload(scene: Scene) -> None:
    scene.desk.faults[0] = Fault(429, {"Retry-After": "7200"})

    with pytest.raises(HindeskError, match="no more calls for 120 minutes; 0 of 3 files are done"):
        send(scene.plan, scene.desk)


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("status", [500, 502, 504])
def test_an_outage_does_not_repeat_a_call_that_was_taken_all_the_same(scene: Scene, status: int, taken: bool) -> None:
    scene.desk.faulty_changes[1] = Fault(status, taken=taken)

    assert set(results(send(scene.plan, scene.desk)).values()) == {"moved"}
    assert moved_once(scene)


def test_an_answer_that_is_no_json_is_looked_into(scene: Scene) -> None:
    scene.desk.faulty_changes[0] = Fault(200, body=b"<html>welcome</html>", taken=True)

    send(scene.plan, scene.desk)

    assert moved_once(scene)


def test_waits_between_tries_grow_and_are_the_same_each_time(scene: Scene) -> None:
    scene.desk.faults |= {number: Fault(500) for number in range(4)}

    send(scene.plan, scene.desk)

    first = scene.desk.waits[:4]
    assert all(0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(first))
    assert first == sorted(first)


def test_an_outage_that_lasts_stops_the_upload_which_goes_on_later(scene: Scene) -> None:
    scene.desk.faults |= {number: Fault(502) for number in range(12, 200)}
    with pytest.raises(HindeskError, match=r"it answered 502; \d of 3 files (is|are) done") as stopped:
        send(scene.plan, scene.desk)
    scene.desk.faults.clear()

    assert "same command again" in str(stopped.value.hint)
    assert set(results(send(scene.plan, scene.desk)).values()) == {"moved"}
    assert moved_once(scene)


def test_a_help_desk_that_can_not_be_reached_stops_the_upload(scene: Scene) -> None:
    waits: list[float] = []
    with pytest.raises(HindeskError, match="could not be reached; 0 of 3 files are done"):
        upload(
            scene.plan.folder,
            "http://127.0.0.1:9",
            set_name="upload",
            environment=scene.desk.environment,
            manner=Manner(wait=waits.append),
        )
    assert len(waits) == 5


@pytest.mark.parametrize("status", [401, 403])
def test_a_closed_door_stops_the_upload_at_once_and_names_the_variables(scene: Scene, status: int) -> None:
    scene.desk.faulty_changes[1] = Fault(status, body={"error": "no"})

    with pytest.raises(HindeskError, match="1 of 3 files is done") as stopped:
        send(scene.plan, scene.desk)
    asked = len(scene.desk.requests)

    assert all(name in str(stopped.value.hint) for name in scene.desk.environment)
    assert not scene.desk.requests[-1].startswith("GET "), "nothing was asked after that"
    send(scene.plan, scene.desk)
    assert len(scene.desk.requests) > asked
    assert moved_once(scene)


def test_a_redirect_is_not_followed(scene: Scene) -> None:
    scene.desk.faults[0] = Fault(302, {"Location": f"{scene.desk.url}/elsewhere"})

    with pytest.raises(HindeskError, match="another address"):
        send(scene.plan, scene.desk)
    assert len(scene.desk.requests) == 1


def test_an_address_without_a_help_desk_is_told_before_anything_is_sent(scene: Scene) -> None:
    scene.desk.faults[0] = Fault(404, body=b"<html>No help desk here</html>")

    with pytest.raises(HindeskError, match=r"there is no (Zendesk|Freshdesk) at"):
        send(scene.plan, scene.desk)
    assert (scene.plan.folder / "journal.ndjson").read_bytes() == b""


def test_words_of_the_help_desk_are_cut_short_and_harmless(scene: Scene) -> None:
    scene.desk.faulty_changes[0] = Fault(400, body={"description": "\x1b[31m" + "x" * 500, "errors": []})

    told = {row["message"] for row in send(scene.plan, scene.desk).tickets.to_pylist() if row["message"]}

    assert told == {"[31m" + "x" * 195 + "…"}
