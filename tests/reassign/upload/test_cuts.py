"""However an upload is cut off, the help desk ends up with exactly the plan, each ticket applied once."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.errors import Interrupted
from tests.reassign.upload.help_desk import Cut, HelpDesk
from tests.reassign.upload.plans import BEFORE, Plan, desk_of, results, send, write_plan

SMALL: Final = (2, 2, 1)
"""Tickets a file in the tests that cut at every request."""

CHANGED: Final = 3
"""The ticket that an agent changes after the export."""

CUTS: Final[tuple[Cut, ...]] = get_args(Cut)

Sent = Callable[[Plan, HelpDesk], int]


def go_on(plan: Plan, desk: HelpDesk) -> int:
    """Upload in one go, through every cut; the number of times that the command was given."""
    send(plan, desk)
    return 1


def give_again(plan: Plan, desk: HelpDesk) -> int:
    """Upload with a program that dies at every cut, and give the command again until it ends."""

    def die() -> None:
        if desk.broke.is_set():
            desk.broke.clear()
            raise KeyboardInterrupt

    desk.meanwhile = die
    times = 1
    while True:
        try:
            send(plan, desk)
        except Interrupted:
            times += 1
            desk.wait(60.0)
        else:
            return times


def requests_of(plan: Plan, folder: Path) -> int:
    """How many requests an upload makes that nothing disturbs."""
    calm = Plan(plan.vendor, shutil.copytree(plan.folder, folder), plan.gives)
    with desk_of(calm) as desk:
        desk.change(CHANGED, 777)
        send(calm, desk)
        return len(desk.requests)


def check(plan: Plan, desk: HelpDesk) -> None:
    """The help desk has the plan, each ticket was applied once, and the conflict was not touched."""
    moved = {key: to for key, to in plan.gives.items() if key != CHANGED}
    assert desk.holders() == {**moved, CHANGED: (777, BEFORE[1])}
    assert Counter(desk.applied) == dict.fromkeys(moved, 1)
    assert results(send(plan, desk)) == {key: "conflict" if key == CHANGED else "moved" for key in plan.gives}


@pytest.mark.parametrize("sent", [go_on, give_again])
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_a_cut_at_any_request_neither_loses_nor_repeats_a_ticket(
    vendor: str, cut: Cut, sent: Sent, tmp_path: Path
) -> None:
    whole = write_plan(tmp_path / "whole", vendor, SMALL)
    for number in range(requests_of(whole, tmp_path / "calm")):
        plan = Plan(vendor, shutil.copytree(whole.folder, tmp_path / f"cut{number}"), whole.gives)
        with desk_of(plan) as desk:
            desk.change(CHANGED, 777)
            desk.faults[number] = cut

            times = sent(plan, desk)

            assert number not in desk.faults, "the cut happened"
            assert times == (1 if sent is go_on else 2)
            check(plan, desk)


@settings(max_examples=40, deadline=None)
@given(
    vendor=st.sampled_from(["zendesk", "freshdesk"]),
    sent=st.sampled_from([go_on, give_again]),
    cuts=st.dictionaries(st.integers(0, 40), st.sampled_from(CUTS), max_size=5),
)
def test_any_few_cuts_neither_lose_nor_repeat_a_ticket(vendor: str, sent: Sent, cuts: dict[int, Cut]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = write_plan(Path(folder), vendor, SMALL)
        with desk_of(plan) as desk:
            desk.change(CHANGED, 777)
            desk.faults |= cuts

            sent(plan, desk)

            check(plan, desk)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("call", range(3))
def test_a_cut_zendesk_upload_of_250_tickets_ends_as_planned(call: int, cut: Cut, tmp_path: Path) -> None:
    assert_ends_as_planned(write_plan(tmp_path / "plan", "zendesk", (100, 100, 50)), call, cut)


@pytest.mark.parametrize(("call", "cut"), list(enumerate(CUTS)))
def test_a_cut_freshdesk_upload_of_250_tickets_ends_as_planned(call: int, cut: Cut, tmp_path: Path) -> None:
    assert_ends_as_planned(write_plan(tmp_path / "plan", "freshdesk", (100, 100, 50)), call, cut)


def assert_ends_as_planned(plan: Plan, call: int, cut: Cut) -> None:
    """Cut the call that changes tickets of the file `call`, and give the command again."""
    with desk_of(plan) as desk:
        desk.change(CHANGED, 777)
        desk.faulty_changes[call] = cut

        assert give_again(plan, desk) == 2
        check(plan, desk)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_a_cut_undo_gives_every_ticket_back_once(vendor: str, cut: Cut, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", vendor, SMALL)
    with desk_of(plan) as desk:
        send(plan, desk)
        before = len(desk.requests)
        desk.faults |= dict.fromkeys((before + 1, before + 5, before + 12), cut)
        desk.faulty_changes |= dict.fromkeys((3, 5), cut)

        send(plan, desk, "undo")

        assert set(desk.holders().values()) == {BEFORE}
        assert Counter(desk.applied) == dict.fromkeys(plan.gives, 2)


@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_a_journal_that_lost_its_end_repeats_no_ticket(vendor: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", vendor, SMALL)
    with desk_of(plan) as desk:
        send(plan, desk)
        journal = plan.folder / "journal.ndjson"
        whole = journal.read_bytes()
        for length in range(0, len(whole), 41):
            journal.write_bytes(whole[:length])
            send(plan, desk)

        assert Counter(desk.applied) == dict.fromkeys(plan.gives, 1)
