"""A few of the points of ``faults.py``: whatever fails, nothing is lost, and the next command puts it right."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from faults import points
from scenarios import SCENARIOS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked, files told by /proc")
_POINTS = len(SCENARIOS)


def test_nothing_is_lost(tmp_path: Path) -> None:
    tried = list(points(_POINTS, 3, tmp_path))
    assert [f"{one.scenario}, {one.what}: {one.lost}" for one in tried if one.lost] == []
    ends = Counter(one.status for one in tried)
    assert len(ends) > 2, ends  # some were done, some told, some died
