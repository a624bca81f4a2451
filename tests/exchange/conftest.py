"""Fixtures of the tests of conversions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exchange.answers import Save


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(name: str, value: object) -> Path:
        path = tmp_path / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return path

    return write
