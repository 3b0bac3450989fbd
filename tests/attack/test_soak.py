"""A short soak: handles, threads and children stay as many as they are. What memory does takes longer to be seen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "serve"))

import soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is told by /proc")
_ROUNDS = 3


def test_nothing_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "_ROUND", 6)
    pytest.importorskip("starlette")
    for course in soak.courses(1, lambda: lambda rounds: rounds == _ROUNDS):
        assert [problem for problem in course.problems if not problem.startswith("memory")] == [], str(course)
        assert len(course.rounds) == _ROUNDS
