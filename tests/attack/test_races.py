"""A few of the races of ``races.py``: two at one place lose nothing of each other's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from races import RACES, tries

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, files told by /proc")

_NAMES = ("two runs in place", "two undos", "a writer beside a run in place", "a judge beside review")


def test_nobody_loses_anything(tmp_path: Path) -> None:
    chosen = tuple(race for race in RACES if race[0].name in _NAMES)
    tried = list(tries(len(_NAMES) + 2, 3, tmp_path, chosen))
    assert [(one.scenario, one.lost) for one, _ in tried if one.lost] == []
    assert len(tried) == len(_NAMES) + 2
