"""Fixtures of the tests of rosters."""

from __future__ import annotations

from tests.people.rosters import read

__all__ = ["read"]
