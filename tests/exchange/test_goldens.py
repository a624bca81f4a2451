"""What is written, byte by byte."""

from __future__ import annotations

import pytest

from hindesk.exchange.convert import policy_from, policy_to
from hindesk.exchange.findings import Conversion
from hindesk.exchange.names import read_names
from tests.conftest import Golden
from tests.exchange.answers import EXAMPLES, Save, example

SETS = {
    "zendesk": ("zendesk-policies.json", "zendesk-schedules.json", "zendesk-holidays.json"),
    "freshdesk": ("freshdesk-policies.json", "freshdesk-hours.json"),
    "gitlab": ("gitlab-policy.yaml",),
    "pagerduty": ("pagerduty-policies.json", "pagerduty-schedule.json"),
}


def shown(done: Conversion) -> str:
    """A conversion with its findings below it, without the folders of files."""
    lines = [f"# {finding}".replace(f"{EXAMPLES}/", "") for finding in done.findings]
    return done.text + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("name", SETS)
def test_a_vendors_files_become_this_policy(name: str, golden: Golden) -> None:
    done = policy_from(example(*SETS[name]), names=read_names(EXAMPLES / "names.csv"))

    golden(f"exchange/{name}.yaml", shown(done))


@pytest.mark.parametrize("name", ["zendesk", "freshdesk"])
def test_without_names_ids_stay_and_are_told(name: str, golden: Golden) -> None:
    golden(f"exchange/{name}-ids.yaml", shown(policy_from(example(*SETS[name]))))


@pytest.mark.parametrize("name", ["zendesk", "freshdesk"])
def test_a_policy_becomes_this_json(name: str, save: Save, golden: Golden) -> None:
    names = read_names(EXAMPLES / "names.csv")
    policy = save("policy.yaml", policy_from(example(*SETS[name]), names=names).text)

    golden(f"exchange/{name}.json", policy_to(policy, name, names=names).text)
