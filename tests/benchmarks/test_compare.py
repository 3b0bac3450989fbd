"""The benchmark runs, over all stages: what it measures is what a run does."""

from __future__ import annotations

import gzip
import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The Panchir valley is quiet. El gobierno anuncia nuevas medidas contra la sequía en el sur.\n" * 5


@pytest.fixture(scope="module")
def compare():
    return runpy.run_path(str(ROOT / "benchmarks" / "compare.py"), run_name="compare")


def test_the_table_has_all_stages(compare, tmp_path, capsys, monkeypatch):
    path = tmp_path / "text.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"text": TEXT}) + "\n" for _ in range(9))
    monkeypatch.setattr("sys.argv", ["compare.py", "--text", str(path), "--megabytes", "0.003", "--no-peers"])
    compare["main"]()
    printed = capsys.readouterr().out
    rows = [line.split(" | ")[0].removeprefix("| ") for line in printed.splitlines() if line.startswith("| ")]
    for stage in ("reading", "survey", "hygiene", "foreign", "names", "consistency", "artefacts", "furniture"):
        assert any(row.startswith(stage) for row in rows), stage
    assert rows[-2:] == ["**check, the whole of it**", "**fix, the whole of it**"]
    assert "A gigabyte of such text costs" in printed


def test_what_a_gigabyte_costs(compare):
    row, whole = compare["Row"]("a", 2.0, 1.0, 3.6), compare["Row"]("check", 2.0, 7.2)
    assert compare["cost"]([row], whole, 2.0) == pytest.approx((7.2 + 3.6) / 3600)
    assert compare["cost"]([], whole) == pytest.approx(1.0)
