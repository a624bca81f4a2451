"""A plan as `--write` makes it, uploaded and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.reassign.write.folder import write_folder
from hindesk.reassign.write.handover import Handover, Holding
from hindesk.reassign.write.stamps import instant_of
from hindesk.reassign.write.written import SetName
from tests.reassign.upload.help_desk import HelpDesk, Ticket, open_help_desk, stamp
from tests.reassign.upload.plans import Plan, results, send

EXPORTED = {1: (901, 51), 2: (None, 51), 3: (902, None), 4: (903, 52), 5: (901, 51)}
"""The holder and the team of each ticket in the export."""

GIVEN = {1: (902, 51), 2: (902, 51), 3: (904, 53), 4: (903, 53), 5: (902, 51)}
"""Those that the plan gives; ticket 4 only changes its team."""


def handover(vendor: str, ticket: int) -> Handover:
    """What the plan does with a ticket."""
    (was, was_team), (to, to_team) = EXPORTED[ticket], GIVEN[ticket]
    before = Holding(None if was is None else str(was), None if was_team is None else str(was_team), sets_group=True)
    return Handover(
        source=vendor,
        vendor=vendor,
        ticket=str(ticket),
        subject="환불",
        from_person=f"김{was}" if was else "",
        to_person=f"김{to}",
        from_team=f"팀{was_team}" if was_team else "",
        to_team=f"팀{to_team}",
        updated=instant_of(stamp(3600)),
        upload=Holding(str(to), str(to_team), sets_group=True),
        undo=before,
    )


def check(plan: Plan, desk: HelpDesk, set_name: SetName, expected: dict[int, tuple[int | None, int | None]]) -> None:
    """Upload a set, and see that every ticket is moved, and as it should be."""
    assert set(results(send(plan, desk, set_name)).values()) == {"moved"}
    assert desk.holders() == expected


@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_a_written_plan_is_uploaded_and_taken_back(vendor: str, tmp_path: Path) -> None:
    folder = tmp_path / "handover"
    write_folder(folder, b"", [handover(vendor, key) for key in GIVEN], as_of=instant_of(stamp(7200)))
    plan = Plan(vendor, folder, {})
    with open_help_desk(vendor, {key: Ticket(*holding, at=3600) for key, holding in EXPORTED.items()}) as desk:
        check(plan, desk, "upload", dict(GIVEN))
        check(plan, desk, "undo", dict(EXPORTED))
