"""Korean particles that fit the sound before them."""

from __future__ import annotations

import pytest

from hindesk.wording.particles import with_particles


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("제목[이/가]", "제목이"),
        ("우선순위[이/가]", "우선순위가"),
        ("팀[을/를]", "팀을"),
        ("보류[으로/로]", "보류로"),
        ("높음[으로/로]", "높음으로"),
        ("서울[으로/로]", "서울로"),
        ("100[이/가]", "100이"),
        ("24[이/가]", "24가"),
        ("email[으로/로]", "email로"),
        ("“장애”[이/가]", "“장애”가"),
        ("가온(주)[과/와]", "가온(주)와"),
        ("긴급[이면/면]", "긴급이면"),
        ("no mark", "no mark"),
    ],
)
def test_a_particle_takes_the_form_that_fits(written: str, read: str) -> None:
    assert with_particles(written) == read
