"""A report or a table never takes the place of a file that is not one."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("flag", ["--report", "--csv"])
@pytest.mark.parametrize("target", ["in/a.txt", "in", "other.csv", "-"])
def test_what_is_no_report_stays(call, tmp_path, flag, target):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The ferry stayed in port.\n")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = call("check", "in", "--glossary", "none", flag, target, cwd=tmp_path)
    assert done.status == 2
    assert ("is there already" in done.err) or ("needs a name" in done.err)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_earlier_one_is_written_anew(call, tmp_path):
    (tmp_path / "a.txt").write_text("The ferry stayed in port.\n")
    for _ in range(2):
        made = ("--report", "r.html", "--csv", "t.csv")
        assert call("check", "a.txt", "--glossary", "none", *made, cwd=tmp_path).status == 0
    same = call("check", "a.txt", "--glossary", "none", "--report", "x", "--csv", "x", cwd=tmp_path)
    assert (same.status, "a file each" in same.err) == (2, True)
