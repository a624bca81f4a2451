"""The vendors' words agree with the language."""

from __future__ import annotations

from typing import get_args

import pytest

from cli.commands.convert import InFormat, OutFormat
from hindesk.events import CATEGORY_NAMES, PRIORITIES
from hindesk.exchange.tables import IN_FORMATS, OUT_FORMATS, vendor
from hindesk.policy.profile import load_profile

VENDORS = ("zendesk", "freshdesk")


def test_what_the_commands_take_is_what_is_read_and_written() -> None:
    assert (get_args(InFormat), get_args(OutFormat)) == (IN_FORMATS, OUT_FORMATS)


@pytest.mark.parametrize("name", VENDORS)
def test_metrics_are_those_of_the_profile(name: str) -> None:
    words, profile = vendor(name), load_profile(vendor(name).profile)

    assert set(words.metrics.values()) <= set(profile.metrics)
    assert {option.metric for options in words.written.values() for option in options} == set(words.metrics)


@pytest.mark.parametrize("name", VENDORS)
def test_a_metric_that_is_written_pauses_as_the_profile_says(name: str) -> None:
    words, profile = vendor(name), load_profile(vendor(name).profile)

    for key, metric in words.metrics.items():
        pause = profile.metrics[metric].pause
        paused = frozenset(getattr(pause, "values", ()))
        assert any(option.metric == key and option.pause == paused for option in words.written[metric])


@pytest.mark.parametrize("name", VENDORS)
def test_priorities_and_statuses_are_the_languages(name: str) -> None:
    words = vendor(name)

    assert set(words.priorities.values()) == set(PRIORITIES)
    for word in words.fields.values():
        if word.field == "status":
            assert set(word.values.values()) <= set(CATEGORY_NAMES)
        assert set(word.order) <= set(word.values)
