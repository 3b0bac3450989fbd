"""A few of the signals of ``kills.py``: whenever a command is stopped, nothing is lost, and the next puts it right."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from kills import STOPPED, tries
from scenarios import SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, files told by /proc")


_NAMES = ("fix --out, resumed", "fix --in-place", "undo --rule")
_TRIES = 6


def test_nothing_is_lost(tmp_path: Path) -> None:
    tried = list(tries(_TRIES, 2, tmp_path, tuple(one for one in SCENARIOS if one.name in _NAMES)))
    assert [f"{one.scenario}, {one.what}: {one.lost}" for one in tried if one.lost] == []
    assert any(one.status in STOPPED for one in tried)
