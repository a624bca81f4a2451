"""Ready policies, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import PolicyError
from hindesk.policy.ready import policy_path, ready_policies

SHIPPED = sorted((Path(__file__).parents[2] / "policies").glob("*.yaml"))


def test_every_shipped_policy_is_ready_under_the_name_of_its_file() -> None:
    assert {name: path.read_bytes() for name, path in ready_policies().items()} == {
        path.stem: path.read_bytes() for path in SHIPPED if not path.name.endswith(".cases.yaml")
    }


def test_a_name_means_the_ready_policy() -> None:
    assert policy_path(Path("saas-korea")) == ready_policies()["saas-korea"]


def test_a_file_or_folder_of_that_name_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("saas-korea").mkdir()

    assert policy_path(Path("saas-korea")) == Path("saas-korea")


def test_an_unknown_name_is_told_with_the_ready_ones() -> None:
    with pytest.raises(PolicyError, match="there is no policy sas-korea") as told:
        policy_path(Path("sas-korea"))

    assert told.value.hint is not None
    assert told.value.hint.startswith(
        "did you mean saas-korea? name a YAML file or a folder of them, or a ready policy: "
    )
