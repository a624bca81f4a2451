"""The journal: what it keeps, what it survives, and that one upload at a time writes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hindesk.errors import HindeskError, InputError
from hindesk.reassign.upload.journal import Entry, Journal, State, read_journal
from hindesk.reassign.upload.lock import alone
from hindesk.reassign.upload.outcome import MOVED, Outcome, Outcomes, Result
from hindesk.reassign.upload.parts import Part
from tests.reassign.upload.conftest import Scene
from tests.reassign.upload.plans import send

SITE = "https://acme.zendesk.com"
PART = Part("upload", "upload/zendesk-001.json", {}, {}, {})
KEY = (PART.set_name, PART.file)
OUTCOMES: Outcomes = {"7": MOVED, "8": Outcome(Result.CONFLICT, "바뀜")}


def kept(folder: Path) -> Entry:
    """What the journal in a folder says of the file."""
    return read_journal(folder, SITE)[KEY]


def test_each_step_is_read_back(tmp_path: Path) -> None:
    with Journal(tmp_path, SITE) as journal:
        journal.sending(PART, {"8": OUTCOMES["8"]})
        assert kept(tmp_path) == Entry(State.SENDING, 1, "", {"8": OUTCOMES["8"]})
        journal.queued(PART, "j1")
        assert kept(tmp_path) == Entry(State.QUEUED, 1, "j1", {"8": OUTCOMES["8"]})
        journal.done(PART, OUTCOMES)
        assert kept(tmp_path) == journal.entry(PART) == Entry(State.DONE, 1, "", OUTCOMES)


def test_a_line_without_its_end_counts_as_not_there_wherever_it_was_cut(tmp_path: Path) -> None:
    with Journal(tmp_path, SITE) as journal:
        journal.sending(PART, {})
        whole = (tmp_path / "journal.ndjson").stat().st_size
        journal.done(PART, OUTCOMES)
    text = (tmp_path / "journal.ndjson").read_bytes()
    for length in range(whole, len(text)):
        (tmp_path / "journal.ndjson").write_bytes(text[:length])
        assert kept(tmp_path).state is State.SENDING


def test_a_line_without_its_end_is_gone_once_the_journal_goes_on(tmp_path: Path) -> None:
    (tmp_path / "journal.ndjson").write_bytes(b'{"set": "upload", "fi')
    with Journal(tmp_path, SITE) as journal:
        journal.sending(PART, {})

    assert kept(tmp_path).state is State.SENDING


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[]", "{}", '{"set":"upload","file":"a","site":"x","state":"flying"}', '{"set":["a"],"file":1}'],
)
def test_a_whole_line_that_is_none_of_ours_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "journal.ndjson").write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(InputError, match="line 1 is no line of a journal"):
        read_journal(tmp_path, SITE)


def test_each_line_is_flushed_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    with Journal(tmp_path, SITE) as journal:
        monkeypatch.setattr("os.fsync", lambda _handle: flushed.append((tmp_path / "journal.ndjson").stat().st_size))
        journal.sending(PART, {})
        journal.done(PART, OUTCOMES)

    lines = (tmp_path / "journal.ndjson").read_bytes().splitlines(keepends=True)
    assert flushed == [len(lines[0]), len(lines[0]) + len(lines[1])]


def test_the_journal_is_private(tmp_path: Path) -> None:
    with Journal(tmp_path, SITE):
        assert (tmp_path / "journal.ndjson").stat().st_mode & 0o077 == 0


def test_a_second_upload_of_the_same_folder_is_refused(scene: Scene) -> None:
    with alone(scene.plan.folder), pytest.raises(HindeskError, match="another upload of"):
        send(scene.plan, scene.desk)
    assert scene.desk.requests == []


def test_a_lock_whose_holder_was_killed_is_free(scene: Scene) -> None:
    script = (
        "import os, sys; from pathlib import Path; from hindesk.reassign.upload.lock import alone\n"
        "with alone(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(scene.plan.folder)], check=False)

    assert killed.returncode == -9
    send(scene.plan, scene.desk)
    assert scene.desk.holders() == scene.plan.gives


def test_an_upload_that_was_killed_in_the_middle_goes_on(scene: Scene) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from hindesk.reassign.upload.uploading import Manner, upload\n"
        "die = lambda seconds: os.kill(os.getpid(), 9)\n"
        "upload(Path(sys.argv[1]), sys.argv[2], set_name='upload', environment=os.environ, manner=Manner(wait=die))"
    )
    command = [sys.executable, "-c", script, str(scene.plan.folder), scene.desk.url]
    killed = subprocess.run(command, env={**os.environ, **scene.desk.environment}, check=False)

    assert killed.returncode == -9
    assert len(scene.desk.jobs) == 1
    send(scene.plan, scene.desk)
    assert sorted(scene.desk.applied) == sorted(scene.plan.gives)
