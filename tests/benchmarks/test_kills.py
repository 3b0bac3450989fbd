"""Processes that die in a run over shards, in short: benchmarks/kills.py kills forty, of all kinds."""

from __future__ import annotations

import random
import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_three_kills_leave_no_trace(tmp_path, monkeypatch):
    kills = runpy.run_path(str(ROOT / "benchmarks" / "kills.py"), run_name="kills")
    monkeypatch.setitem(kills["fill"].__globals__, "RECORDS", 20)
    killer = kills["Killer"](tmp_path, random.Random(5), 3, kinds=("step",), steps=12)
    kills["story"](killer, 2)
    kills["whole"](tmp_path)
    assert killer.killed.total() == 3
    assert kills["differing"](tmp_path) == []
    assert len(kills["said"](tmp_path / "OUT")) > 30
